import type { ZoneDefinition } from '../template.ts'
import { kinds } from './kinds.ts'

/** Canvas units: four columns of cards and their gaps fit the inbox, two a theme. */
const INBOX_WIDTH = 1072
const INBOX_HEIGHT = 720
const THEME_WIDTH = 560
const THEME_HEIGHT = 480
const GAP = 48

const everyKind = kinds.map(({ id }) => id)

/** The zone in which posts land. */
export const inbox = {
  id: 'inbox',
  title: 'Inbox',
  prompt: 'What did you learn that somebody else would like to know?',
  side: 'between',
  accepts: everyKind,
  layout: { type: 'wall' },
  box: { x: 0, y: 0, w: INBOX_WIDTH, h: INBOX_HEIGHT },
} as const satisfies ZoneDefinition

/** Posts land on the left; themes and months stand beside, under the titles that people give them. */
export const zones = [
  inbox,
  {
    id: 'theme',
    title: 'Theme',
    prompt: 'What do these posts have in common: a month, a question, a part of the work?',
    side: 'between',
    accepts: everyKind,
    layout: { type: 'wall' },
    box: { x: INBOX_WIDTH + GAP, y: 0, w: THEME_WIDTH, h: THEME_HEIGHT },
    repeatable: true,
  },
] as const satisfies readonly ZoneDefinition[]
