import { TRASH_DAYS } from '../../shared/api/limits.ts'
import { isoTime } from '../clock.ts'
import type { BoardEntry } from '../storage/catalogEntries.ts'

const TRASH_MS = TRASH_DAYS * 24 * 60 * 60 * 1000

/**
 * Counts a day on which the server saw a board in the trash; null where the day is counted already, or the board lies
 * elsewhere. However far a clock jumps, it makes of it one day and not a month.
 */
export function countTrashDay(entry: Readonly<BoardEntry>, nowMs: number): BoardEntry | null {
  const day = isoTime(nowMs).slice(0, 10)
  const { trashedAt, seenInTrash } = entry
  if (trashedAt === null || seenInTrash?.lastDay === day) return null
  return { ...entry, seenInTrash: { days: (seenInTrash?.days ?? 0) + 1, lastDay: day } }
}

/** Whether a board has been in the trash for 30 days: by the clock, and by the days on which the server saw it there. */
export function isOldTrash({ trashedAt, seenInTrash }: Readonly<BoardEntry>, nowMs: number): boolean {
  return trashedAt !== null && trashedAt < nowMs - TRASH_MS && (seenInTrash?.days ?? 0) >= TRASH_DAYS
}
