import { useEffect } from 'react'

/** Opens the sheet of shortcuts by `?`, wherever the focus is but in a field. */
export function useShortcutSheetKey(open: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey) return
      const { target } = event
      const isField =
        target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable)
      if (isField || event.defaultPrevented) return
      event.preventDefault()
      open()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [open])
}
