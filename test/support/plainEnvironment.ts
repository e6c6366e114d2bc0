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
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_CLIENT_SECRET_FILE',
  'OIDC_DOMAINS',
  'OIDC_OWNERS',
  'OIDC_TITLE',
]

/** The environment without what configures a server. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !CONFIGURATION.includes(name)))
}
