import { isLoopbackName } from './hostNames.ts'
import type { MemberPolicy } from './members.ts'

/** How this server decides who may come in; fixed when it starts. */
export interface AccessPolicy {
  /** The owner's key, or null: whoever uses the machine is the owner, and nobody else can reach the server. */
  key: string | null
  /** The one address that users type, where the operator said it. */
  publicUrl: URL | null
  /** Whom the organisation's provider of identities may vouch for; null for nobody. */
  members: MemberPolicy | null
}

/** Whoever uses the machine is the owner, and there is no more to it. */
export const MACHINE_POLICY: AccessPolicy = { key: null, publicUrl: null, members: null }

/** Whether a server that listens on this address can do without a key. */
export function isLoopbackAddress(host: string): boolean {
  return isLoopbackName(host.includes(':') ? `[${host}]` : host)
}
