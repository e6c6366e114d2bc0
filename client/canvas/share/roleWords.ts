import type { BoardRole, LinkRole } from '../../../shared/access/boardRights.ts'

/** What a link of each role is called where one is chosen. */
export const LINK_WORDS: readonly { role: LinkRole; title: string; sentence: string }[] = [
  { role: 'editor', title: 'edit', sentence: 'Whoever has the link can read and change this board.' },
  {
    role: 'facilitator',
    title: 'facilitate',
    sentence: 'Whoever has the link can change this board, and make and take back links to it.',
  },
  {
    role: 'poster',
    title: 'read and post',
    sentence: 'Whoever has the link can read this board and post to its wall.',
  },
  { role: 'viewer', title: 'look', sentence: 'Whoever has the link can read this board, and change nothing.' },
]

/** What somebody is on a board, in a list of people or links. */
export const ROLE_WORDS: Readonly<Record<BoardRole, string>> = {
  owner: 'Owner',
  facilitator: 'Can facilitate',
  editor: 'Can edit',
  poster: 'Can read and post',
  viewer: 'Can look',
}
