/** What was broken on purpose lately, on the clock of the run in seconds. */
export interface Excuses {
  /** The disk refuses, or did until a moment ago. */
  disk(): boolean
  /** The server was started again a moment ago. */
  start(): boolean
}

interface LogLine {
  level: number
  msg: string
  status?: number
  code?: string
}

const WARN = 40

/** Lines that say what a disk that refuses does. */
const OF_THE_DISK = [
  'a board could not be written; it is kept in memory',
  'a board could not be compacted',
  'the disk did not take everything in time',
  'who changed the boards last could not be written',
  'the last use of a session could not be noted',
  'Writing who changed boards last did not work; it is tried again later',
  'Deleting old boards from the trash did not work; it is tried again later',
]
/** A request that the disk refused, whatever it was for. */
const REFUSED_REQUEST =
  /storage-unwritable|ENOSPC|EFBIG|EROFS|507|No space left|File too large|MDB_PANIC|Commit failed/u
/** After a kill between a board's first update and its entry. */
const OF_A_START = ['the catalog was incomplete; what is missing was taken from the boards and records themselves']
/** LMDB itself writes to standard error when a commit fails. */
const OF_LMDB =
  /^mdb_|ENOSPC|EFBIG|EROFS|No space left|File too large|Read-only|[Cc]ommit|MDB_|lmdb|^\s|^\}|^Error|^code:|ExperimentalWarning|^Node\.js v|^file:|^throw|cannot go on|MDB_PANIC/u

/** Whether a line of the server's log is no surprise, given what is broken. */
export function isExplained(line: string, excuses: Excuses): boolean {
  const parsed = parse(line)
  if (parsed === null) return line.trim() === '' || (excuses.disk() && OF_LMDB.test(line))
  if (parsed.level < WARN) return true
  // Whoever asks while the server stops is told to come back.
  if (line.includes('"shutting-down"')) return true
  if (OF_A_START.includes(parsed.msg)) return excuses.start()
  if (!excuses.disk()) return false
  return OF_THE_DISK.includes(parsed.msg) || REFUSED_REQUEST.test(line)
}

function parse(line: string): LogLine | null {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null) return null
    const { level, msg } = value as Partial<LogLine>
    return typeof level === 'number' ? { level, msg: msg ?? '' } : null
  } catch {
    return null
  }
}
