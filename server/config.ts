import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { isLoopbackAddress } from './auth/accessPolicy.ts'

/** What the operator decides, from the environment. */
export interface Config {
  port: number
  host: string
  /** Absolute. */
  dataDir: string
  /** The workspace key that was given; null for none. */
  workspaceKey: string | null
  publicUrl: URL | null
  logLevel: LogLevel
  tldrawLicenseKey: string | null
  /** What whoever asks for the metrics has to know; null for no metrics. */
  metricsToken: string | null
  /** Whether the server can be reached by others than those who use this machine. */
  needsKey: boolean
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

export type LogLevel = (typeof LOG_LEVELS)[number]

/** A variable that cannot be used; the message names it and says what it takes. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ConfigError'
  }
}

const environmentSchema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/u)
    .transform(Number)
    .refine((port) => port <= 65_535)
    .default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  PUBLIC_URL: z
    .string()
    .refine((text) => URL.canParse(text))
    .transform((text) => new URL(text))
    .refine((url) => /^https?:$/u.test(url.protocol) && url.pathname === '/' && url.search === '' && url.hash === '')
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
})

/** What each variable takes, for the one line that refuses it. */
const TAKES: Record<keyof z.infer<typeof environmentSchema>, string> = {
  PORT: 'a number from 0 to 65535',
  HOST: 'an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  DATA_DIR: 'the path of a folder',
  PUBLIC_URL: 'the address that users type, such as https://boards.example.com, without a path',
  LOG_LEVEL: `one of ${LOG_LEVELS.join(', ')}`,
}

/**
 * Reads the configuration. An empty variable counts as one that is not set.
 * @throws ConfigError naming the variable
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]) as keyof typeof TAKES
    throw new ConfigError(`${name} is ${TAKES[name]}; it is "${given[name] ?? ''}" now.`)
  }
  const { PORT, HOST, DATA_DIR, PUBLIC_URL, LOG_LEVEL } = parsed.data
  const publicUrl = PUBLIC_URL ?? null
  const isPublic = publicUrl !== null && !isLoopbackAddress(publicUrl.hostname.replaceAll(/[[\]]/gu, ''))
  return {
    port: PORT,
    host: HOST,
    dataDir: path.resolve(DATA_DIR),
    workspaceKey: readSecret(given, 'WORKSPACE_KEY'),
    publicUrl,
    logLevel: LOG_LEVEL,
    tldrawLicenseKey: readSecret(given, 'TLDRAW_LICENSE_KEY'),
    metricsToken: readSecret(given, 'METRICS_TOKEN'),
    needsKey: !isLoopbackAddress(HOST) || isPublic,
  }
}

/** A secret from its variable or from the file that its `_FILE` variable names. */
function readSecret(given: Readonly<Record<string, string | undefined>>, name: string): string | null {
  const value = given[name]
  const file = given[`${name}_FILE`]
  if (file === undefined) return value ?? null
  if (value !== undefined) throw new ConfigError(`${name} and ${name}_FILE are both set; set one of them.`)
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ConfigError(`${name}_FILE names a file that cannot be read: ${why}`)
  }
  if (text === '') throw new ConfigError(`${name}_FILE names an empty file: ${file}`)
  return text
}
