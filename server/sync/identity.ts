/** What someone may do on a board. */
export type SyncRole = 'owner' | 'facilitator' | 'editor' | 'poster' | 'viewer'

/** Someone at the other end of a socket, as the server knows them: no client tells this of itself. */
export interface SyncPerson {
  id: string
  name: string
  discipline: string
}

/** Who opens a socket, and as what. */
export interface SyncIdentity {
  person: SyncPerson
  role: SyncRole
}

/** Whether a role changes a board's document by its socket. A poster posts through HTTP, where each post is checked. */
export function mayEdit(role: SyncRole): boolean {
  return role !== 'viewer' && role !== 'poster'
}
