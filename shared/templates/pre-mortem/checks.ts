import type { Check } from '../template.ts'
import type { Precaution } from './kinds.ts'
import type { PreMortemModel, WeighedStory } from './preMortemModel.ts'

/** From here on, of 5, a story is called likely, and harmful. */
const MIDDLE = 3

type PreMortemCheck = Check<PreMortemModel>

const oneSideTold: PreMortemCheck = {
  id: 'one-side-told',
  severity: 'gap',
  title: 'Only one side told stories',
  nextStep: 'Give the quiet side five minutes and the first word.',
  find: ({ stories }) => {
    const product = stories.some(({ side }) => side === 'product')
    const ai = stories.some(({ side }) => side === 'ai')
    if (product === ai) return []
    return [{ message: product ? 'AI has not told a story yet' : 'Product has not told a story yet', cards: [] }]
  },
}

const storyNotWeighed: PreMortemCheck = {
  id: 'story-not-weighed',
  severity: 'gap',
  title: 'A story that nobody weighed',
  nextStep: 'Let everybody show one to five fingers, twice: how likely, and how harmful.',
  find: ({ stories }) =>
    stories
      .filter(({ risk }) => risk === null)
      .map(({ id }) => ({ message: 'How likely is this story, and how much harm would it do?', cards: [id] })),
}

const riskyStoryWithoutSign: PreMortemCheck = {
  id: 'risky-story-without-sign',
  severity: 'gap',
  title: 'A likely and harmful story with no early sign',
  nextStep: 'Ask what one would see a month before. Add it as an early sign and draw an arrow to it.',
  find: ({ stories }) =>
    stories
      .filter((card) => isRisky(card) && card.signs.length === 0)
      .map(({ id }) => ({ message: 'Nobody has said yet how we would see this coming', cards: [id] })),
}

const riskyStoryWithoutPrecaution: PreMortemCheck = {
  id: 'risky-story-without-precaution',
  severity: 'gap',
  title: 'A likely and harmful story with no precaution',
  nextStep: 'Agree on the smallest thing that makes it less likely. “We live with it” is an answer too: write it down.',
  find: ({ stories }) =>
    stories
      .filter((card) => isRisky(card) && card.precautions.length === 0)
      .map(({ id }) => ({ message: 'Nothing guards against this story yet', cards: [id] })),
}

const signNobodyWatches: PreMortemCheck = {
  id: 'sign-nobody-watches',
  severity: 'gap',
  title: 'An early sign that nobody watches',
  nextStep: 'Ask who comes past it anyway, and let them say what they would do on seeing it.',
  find: ({ signs }) =>
    signs
      .filter(({ fields }) => fields.watchedBy === '')
      .map(({ id }) => ({ message: 'Nobody watches for this sign yet', cards: [id] })),
}

const precautionIncomplete: PreMortemCheck = {
  id: 'precaution-without-owner-or-date',
  severity: 'gap',
  title: 'A precaution without owner or date',
  nextStep: 'Ask who would like to see to it, and by when it would still help.',
  find: ({ precautions }) =>
    precautions.flatMap((card) => {
      const message = missingIn(card)
      return message === null ? [] : [{ message, cards: [card.id] }]
    }),
}

function missingIn({ fields }: Precaution): string | null {
  if (fields.done === true) return null
  if (fields.owner === '' && fields.doneBy === null) return 'This precaution has no owner and no date yet'
  if (fields.owner === '') return 'Nobody has taken on this precaution yet'
  return fields.doneBy === null ? 'This precaution has no date yet: by when does it help?' : null
}

const precautionPastItsDate: PreMortemCheck = {
  id: 'precaution-past-its-date',
  severity: 'warning',
  title: 'A precaution past its date',
  nextStep: 'Say that it is done, agree on another day, or let it go on purpose.',
  find: ({ precautions }, { today }) =>
    precautions.flatMap(({ id, fields: { done, doneBy } }) =>
      done !== true && doneBy !== null && doneBy < today
        ? [{ message: `This was to be done by ${doneBy}: does it still help?`, cards: [id] }]
        : [],
    ),
}

const noTripwire: PreMortemCheck = {
  id: 'no-tripwire',
  severity: 'note',
  title: 'A likely and harmful story, and no tripwire',
  nextStep: 'Finish the sentence “We stop when …” together, and sign it.',
  find: ({ stories, tripwires }) => {
    // An empty card has not said anything yet.
    if (!stories.some(isRisky) || tripwires.some(({ fields }) => fields.weStopWhen !== '')) return []
    return [{ message: 'Nobody has said yet at what point we would stop', cards: tripwires.map(({ id }) => id) }]
  },
}

/** Whether a story is both likely and harmful. */
export function isRisky({ fields }: WeighedStory): boolean {
  return (fields.likelihood ?? 0) >= MIDDLE && (fields.harm ?? 0) >= MIDDLE
}

/** What a pre-mortem asks of itself, in the order in which a facilitator would raise it. */
export const checks: readonly PreMortemCheck[] = [
  oneSideTold,
  storyNotWeighed,
  riskyStoryWithoutSign,
  signNobodyWatches,
  riskyStoryWithoutPrecaution,
  precautionIncomplete,
  precautionPastItsDate,
  noTripwire,
]
