import { useSyncExternalStore } from 'react'
import type { Signal } from '../../board/Signal.ts'

/** A signal's value, and a new rendering when it changes. */
export function useSignal<T>(signal: Signal<T>): T {
  return useSyncExternalStore(signal.subscribe, signal.get)
}
