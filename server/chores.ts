import type { AppDeps } from './http/appContext.ts'

const FLUSH_EDITORS_MS = 30_000
const PURGE_TRASH_MS = 6 * 60 * 60 * 1000

/** What the server does by itself: writes who changed boards last, and empties the trash of what lay there 30 days. */
export function startChores({
  lastEditors,
  boards,
  logger,
}: Pick<AppDeps, 'lastEditors' | 'boards' | 'logger'>): () => void {
  const doOrSay = (what: string, chore: () => Promise<unknown>) => () => {
    chore().catch((error: unknown) => logger.warn({ err: error }, `${what} did not work; it is tried again later`))
  }
  const purge = doOrSay('Deleting old boards from the trash', () => boards.purgeOld())
  purge()
  const timers = [
    setInterval(
      doOrSay('Writing who changed boards last', () => lastEditors.flush()),
      FLUSH_EDITORS_MS,
    ),
    setInterval(purge, PURGE_TRASH_MS),
  ]
  for (const timer of timers) timer.unref()
  return () => {
    for (const timer of timers) clearInterval(timer)
  }
}
