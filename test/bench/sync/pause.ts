/** Waits. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Waits until something holds. Throws, saying what, when it does not in time. */
export async function until(what: string, limitMs: number, holds: () => boolean): Promise<void> {
  const start = performance.now()
  while (!holds()) {
    if (performance.now() - start > limitMs) throw new Error(`${what} took longer than ${limitMs / 1000} s`)
    await pause(2)
  }
}
