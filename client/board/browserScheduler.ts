import type { Scheduler } from './Scheduler.ts'

/** How often a hidden page takes in what others do: it draws no frames, and browsers slow its timers anyway. */
const HIDDEN_FRAME_MS = 250

/** The browser's own clock and frames. */
export const browserScheduler: Scheduler = {
  now: () => performance.now(),
  soon: (run) => queueMicrotask(run),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  frame: (run) => {
    let done = false
    const once = (): void => {
      if (done) return
      done = true
      stop()
      run()
    }
    const request = document.hidden ? null : requestAnimationFrame(once)
    let timer = document.hidden ? setTimeout(once, HIDDEN_FRAME_MS) : undefined
    // A page that is hidden after it asked for a frame would wait for it until it is seen again.
    const onHidden = (): void => {
      if (document.hidden) timer ??= setTimeout(once, HIDDEN_FRAME_MS)
    }
    document.addEventListener('visibilitychange', onHidden)
    const stop = (): void => {
      if (request !== null) cancelAnimationFrame(request)
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onHidden)
    }
    return () => {
      done = true
      stop()
    }
  },
}
