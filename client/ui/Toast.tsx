import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { X } from 'lucide-react'
import { Button } from './Button.tsx'
import styles from './Toast.module.css'

/** Something that happened, in one sentence, with at most one thing to do about it. */
export interface ToastMessage {
  text: string
  action?: { label: string; run(): void }
}

interface ShownToast extends ToastMessage {
  id: number
}

/** Long enough to read a sentence, find the button and decide; it waits while it is pointed at or has focus. */
const SHOWN_MS = 10_000
const SHOWN_AT_MOST = 3

const ToastContext = createContext<(message: ToastMessage) => void>(() => {
  throw new Error('useToast needs ToastProvider above it')
})

/** Returns a function that shows a toast: `toast({ text: 'Board deleted', action: { label: 'Undo', run } })`. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext)
}

/** Holds the toasts of a page. New ones come below the older ones; more than three push the oldest out. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([])
  const lastId = useRef(0)
  const show = useCallback((message: ToastMessage) => {
    lastId.current += 1
    const id = lastId.current
    setToasts((shown) => [...shown, { ...message, id }].slice(-SHOWN_AT_MOST))
  }, [])
  const dismiss = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), [])
  return (
    <ToastContext value={show}>
      {children}
      {/* The live region is there before its content, or screen readers stay silent. Neither it nor a message is a
          status: on a board that is the one element which says whether everything is saved. */}
      <div className={styles['region']} aria-live="polite" aria-relevant="additions">
        {toasts.map((toast) => (
          <ToastItem key={toast.id} toast={toast} dismiss={dismiss} />
        ))}
      </div>
    </ToastContext>
  )
}

function ToastItem({ toast, dismiss }: { toast: ShownToast; dismiss(id: number): void }) {
  const [held, setHeld] = useState(false)
  const close = useMemo(() => () => dismiss(toast.id), [dismiss, toast.id])
  useEffect(() => {
    if (held) return
    const timer = setTimeout(close, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [held, close])
  return (
    // The pointer and focus only hold the timer, they act on nothing; the acts are the buttons within.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="group"
      aria-label="Message"
      className={styles['toast']}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={styles['text']}>{toast.text}</span>
      {toast.action !== undefined && (
        <Button
          small
          className={styles['action'] ?? ''}
          onClick={() => {
            toast.action?.run()
            close()
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <Button small look="quiet" aria-label="Dismiss" className={styles['dismiss'] ?? ''} onClick={close}>
        <X aria-hidden />
      </Button>
    </div>
  )
}
