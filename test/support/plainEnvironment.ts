/** What configures a server, which a developer may have set for one of their own. */
const CONFIGURATION: readonly string[] = [
  'HOST',
  'PORT',
  'DATA_DIR',
  'WORKSPACE_KEY',
  'WORKSPACE_KEY_FILE',
  'PUBLIC_URL',
  'BASE_PATH',
  'TRUST_PROXY',
  'FRAME_ANCESTORS',
]

/** The environment without what configures a server. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !CONFIGURATION.includes(name)))
}
