import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { isLoopbackAddress } from './auth/accessPolicy.ts'
import { parseTrustedProxies } from './auth/clientAddress.ts'
import { parseBasePath } from './http/basePath.ts'
import { parseFrameAncestors } from './http/frameAncestors.ts'
import { parseDomains, parseIssuer, parseOwners, type SignOnConfig } from './auth/signOnConfig.ts'
import { PLAIN_SITE, type Site } from './site.ts'

/** What the operator decides, from the environment. */
export interface Config {
  port: number
  host: string
  /** Absolute. */
  dataDir: string
  /** The workspace key that was given; null for none. */
  workspaceKey: string | null
  publicUrl: URL | null
  site: Site
  /** The organisation's provider of identities; null for none. */
  signOn: SignOnConfig | null
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
    .refine((url) => /^https?:$/u.test(url.protocol) && url.search === '' && url.hash === '')
    .refine((url) => parseBasePath(url.pathname) !== null)
    .optional(),
  BASE_PATH: readBy(parseBasePath).optional(),
  TRUST_PROXY: readBy(parseTrustedProxies).default(PLAIN_SITE.trustedProxies),
  FRAME_ANCESTORS: readBy(parseFrameAncestors).default(PLAIN_SITE.frameAncestors),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  OIDC_ISSUER: readBy(parseIssuer).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_TITLE: z.string().max(80).default('your organisation'),
  OIDC_OWNERS: readBy(parseOwners).default(new Set()),
  OIDC_DOMAINS: readBy(parseDomains).optional(),
})

/** What each variable takes, for the one line that refuses it. */
const TAKES: Record<keyof z.infer<typeof environmentSchema>, string> = {
  PORT: 'a number from 0 to 65535',
  HOST: 'an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  DATA_DIR: 'the path of a folder',
  PUBLIC_URL: 'the address that users type, such as https://boards.example.com',
  BASE_PATH: 'the path that everything lies under, such as /betwixt',
  TRUST_PROXY: 'the number of proxies in front of this server, or their addresses, such as 10.0.0.0/8, between commas',
  FRAME_ANCESTORS: 'self, none, or the origins that may show it in a frame, such as https://wiki.example.com',
  OIDC_ISSUER: 'the https address of the provider, such as https://login.example.com/realms/team',
  OIDC_CLIENT_ID: 'the id that the provider knows this server by',
  OIDC_TITLE: 'what people call the provider, in at most 80 characters',
  OIDC_OWNERS: 'the verified e-mail addresses, or subjects, of those who own the workspace, between commas',
  OIDC_DOMAINS:
    'the domains of those who may sign on, such as example.com, between commas; or * for all whom the provider knows',
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
  const { PORT, HOST, DATA_DIR, PUBLIC_URL, BASE_PATH, TRUST_PROXY, FRAME_ANCESTORS, LOG_LEVEL } = parsed.data
  const publicUrl = PUBLIC_URL ?? null
  const signOn = signOnOf(parsed.data, readSecret(given, 'OIDC_CLIENT_SECRET'))
  const isPublic = publicUrl !== null && !isLoopbackAddress(publicUrl.hostname.replaceAll(/[[\]]/gu, ''))
  return {
    port: PORT,
    host: HOST,
    dataDir: path.resolve(DATA_DIR),
    workspaceKey: readSecret(given, 'WORKSPACE_KEY'),
    publicUrl,
    site: {
      basePath: agreedBasePath(publicUrl, BASE_PATH),
      trustedProxies: TRUST_PROXY,
      frameAncestors: FRAME_ANCESTORS,
    },
    signOn,
    logLevel: LOG_LEVEL,
    tldrawLicenseKey: readSecret(given, 'TLDRAW_LICENSE_KEY'),
    metricsToken: readSecret(given, 'METRICS_TOKEN'),
    // Without a key everybody would own the workspace, whoever they sign on as.
    needsKey: !isLoopbackAddress(HOST) || isPublic || signOn !== null,
  }
}

/** The provider with whom it lets in. Each variable that goes with it has to be there, or none. */
function signOnOf(parsed: z.infer<typeof environmentSchema>, clientSecret: string | null): SignOnConfig | null {
  const { PUBLIC_URL, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_TITLE, OIDC_OWNERS, OIDC_DOMAINS } = parsed
  if (OIDC_ISSUER === undefined) {
    if (OIDC_CLIENT_ID === undefined && OIDC_DOMAINS === undefined && OIDC_OWNERS.size === 0 && clientSecret === null)
      return null
    throw new ConfigError(`OIDC_ISSUER is ${TAKES.OIDC_ISSUER}; it is missing, and other OIDC variables are set.`)
  }
  const missing = (name: 'PUBLIC_URL' | 'OIDC_CLIENT_ID' | 'OIDC_DOMAINS') =>
    new ConfigError(`${name} is ${TAKES[name]}; signing on with OIDC_ISSUER needs it.`)
  // Where the provider sends people back to must not be for a request to say.
  if (PUBLIC_URL === undefined) throw missing('PUBLIC_URL')
  if (OIDC_CLIENT_ID === undefined) throw missing('OIDC_CLIENT_ID')
  // Some providers know everybody in the world.
  if (OIDC_DOMAINS === undefined) throw missing('OIDC_DOMAINS')
  return {
    provider: { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret, title: OIDC_TITLE },
    members: { issuer: OIDC_ISSUER.href, owners: OIDC_OWNERS, domains: OIDC_DOMAINS },
  }
}

/** A variable that a function of ours reads; null stands for what it cannot read. */
function readBy<Value>(read: (text: string) => Value | null) {
  return z.string().transform((text, context): Value => {
    const value = read(text)
    if (value !== null) return value
    context.addIssue({ code: 'custom' })
    return z.NEVER
  })
}

/** The path of PUBLIC_URL or of BASE_PATH; where both name one it has to be the same. */
function agreedBasePath(publicUrl: URL | null, given: string | undefined): string {
  const own = publicUrl === null ? '' : (parseBasePath(publicUrl.pathname) ?? '')
  if (own !== '' && given !== undefined && given !== own) {
    throw new ConfigError(
      `BASE_PATH is "${given}" and PUBLIC_URL ends in "${own}"; leave BASE_PATH out, or let them agree.`,
    )
  }
  return own === '' ? (given ?? '') : own
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
