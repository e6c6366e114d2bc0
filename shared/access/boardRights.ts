/** What somebody may be on a board, from least to most. */
export const BOARD_ROLES = ['viewer', 'poster', 'editor', 'facilitator', 'owner'] as const

export type BoardRole = (typeof BOARD_ROLES)[number]

/** The roles that a link can give. */
export const LINK_ROLES = ['viewer', 'poster', 'editor', 'facilitator'] as const satisfies readonly BoardRole[]

export type LinkRole = (typeof LINK_ROLES)[number]

/** What can be done on one board, with the least role that may. */
const LEAST_ROLES = {
  /** See it, its reading, its images, its records. */
  'board.read': 'viewer',
  /** Send a post to it from outside the canvas. */
  'board.post': 'poster',
  /** Change what lies on it, by socket or by the API, and its title. */
  'board.edit': 'editor',
  /** Make a record of it, and change a record's status. */
  'board.record': 'editor',
  /** Make links to it, take them back, and see who came by which. */
  'board.share': 'facilitator',
  /** Delete and restore it, hide it from the list, pass it on. */
  'board.manage': 'owner',
} as const satisfies Record<string, BoardRole>

export type BoardAction = keyof typeof LEAST_ROLES

/** Whether a role may do this: the one table that the server enforces and the client shows. */
export function roleMay(role: BoardRole, action: BoardAction): boolean {
  return rankOf(role) >= rankOf(LEAST_ROLES[action])
}

/** The role that may more; the other where there is only one. */
export function higherRole(a: BoardRole | null, b: BoardRole | null): BoardRole | null {
  if (a === null || b === null) return a ?? b
  return rankOf(a) >= rankOf(b) ? a : b
}

function rankOf(role: BoardRole): number {
  return BOARD_ROLES.indexOf(role)
}
