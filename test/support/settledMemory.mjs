/** How long V8 may take to give pages back, which other threads of it do after a collection has ended. */
const GIVEN_BACK_MS = 1_000

/**
 * What this process holds once its garbage is collected and what that freed is given back. Collected twice, since what
 * ends in the first run is freed by the second. The process must run with --expose-gc.
 * @returns {Promise<NodeJS.MemoryUsage>}
 */
export async function settledMemory() {
  const { gc } = /** @type {{ gc?: () => void }} */ (globalThis)
  for (let times = 0; times < 2; times++) {
    gc?.()
    await new Promise((resolve) => setTimeout(resolve, GIVEN_BACK_MS))
  }
  return process.memoryUsage()
}
