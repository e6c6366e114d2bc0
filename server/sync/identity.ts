import { roleMay, type BoardAction, type BoardRole } from '../../shared/access/boardRights.ts'
import type { ClientMessage } from '../../shared/sync/messages.ts'

/** Someone at the other end of a socket, as the server knows them: no client tells this of itself. */
export interface SyncPerson {
  id: string
  name: string
  discipline: string
}

/** Who opens a socket, and as what. */
export interface SyncIdentity {
  person: SyncPerson
  role: BoardRole
  /**
   * As what they may be here by now, asked when rights have changed; `anew` where they have to come in once more to tell,
   * null for not at all.
   */
  roleNow(): BoardRole | 'anew' | null
}

/** The right that each message of a client needs. A poster posts through HTTP, where each post is checked. */
const FRAME_ACTIONS: Readonly<Record<ClientMessage['kind'], BoardAction>> = {
  'state-vector': 'board.read',
  missing: 'board.edit',
  update: 'board.edit',
  awareness: 'board.read',
  'query-awareness': 'board.read',
  barrier: 'board.read',
  'writes-as': 'board.edit',
}

/** Whether someone may send this. */
export function maySend({ role }: SyncIdentity, kind: ClientMessage['kind']): boolean {
  return roleMay(role, FRAME_ACTIONS[kind])
}
