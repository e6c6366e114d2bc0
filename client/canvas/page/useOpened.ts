import { useState, useSyncExternalStore } from 'react'

/**
 * Something that is opened when a component mounts and closed when it goes; null in between. `open` and `close` are
 * those of the first rendering: a component that shows another thing gets another key.
 */
export function useOpened<T>(open: () => T, close: (opened: T) => void): T | null {
  const [holder] = useState(() => {
    let opened: T | null = null
    return {
      subscribe: () => {
        const mine = open()
        opened = mine
        return () => {
          opened = null
          close(mine)
        }
      },
      get: () => opened,
    }
  })
  return useSyncExternalStore(holder.subscribe, holder.get)
}
