import { format } from 'node:util'
import { pino, type Logger } from 'pino'
import type { LogLevel } from './config.ts'

/** Log bytes kept for standard error while it takes none; what comes on top is dropped. */
const MOST_WAITING_BYTES = 1024 * 1024

/**
 * JSON lines on standard error. Logging never fails a request: standard error may be a file on the very disk that has
 * just become full.
 */
export function createLogger(level: LogLevel): Logger {
  const destination = pino.destination({ dest: 2, sync: true, maxLength: MOST_WAITING_BYTES })
  // Without a listener the failed write would be thrown at whoever had something to say.
  destination.on('error', () => undefined)
  // A warning of Node's own takes another way to the same place.
  process.stderr.on('error', () => undefined)
  return pino({ level, hooks: { streamWrite: withoutSecrets } }, destination)
}

/** What a secret can stand behind, in an address, a header or a cookie. */
const SECRETS =
  /(\/join\/|[?&](?:ticket|token|key|code|state)=|\b(?:Bearer|Basic) +|\bbetwixt_\w+=|\bbxt_|"(?:authorization|cookie|set-cookie)":")(?:\\.|[^\s"'\\&;,?)])+/giu

/**
 * A line of the log without what might be a secret. Nothing that we log should hold one; this is for what libraries say
 * in their errors, which quote what they were given.
 */
export function withoutSecrets(line: string): string {
  return line.replace(SECRETS, '$1[removed]')
}

/** What the console is called for, and how loud that is in the log. */
const CONSOLE_LEVELS = { error: 'warn', warn: 'warn', info: 'debug', log: 'debug' } as const

/**
 * Makes log lines of what libraries say to the console: LMDB tells every failed commit there, in words without a form,
 * and standard output is for the one line with the address. Returns the function that ends it.
 */
export function logConsole(logger: Logger): () => void {
  const { error, warn, info, log } = console
  for (const [method, level] of Object.entries(CONSOLE_LEVELS)) {
    Object.assign(console, {
      [method]: (...said: unknown[]) => logger[level]({ err: said.find(isError) }, format(...said.filter(isNoError))),
    })
  }
  return () => void Object.assign(console, { error, warn, info, log })
}

function isError(said: unknown): said is Error {
  return said instanceof Error
}

function isNoError(said: unknown): boolean {
  return !isError(said)
}
