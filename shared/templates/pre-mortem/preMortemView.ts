import { cardTitle } from '../cardTitle.ts'
import { kindTable } from '../kindTable.ts'
import type { Cell, Column, FactsSection, ListItem, ListSection, ReadingView, TableSection } from '../readingView.ts'
import type { ReadContext } from '../template.ts'
import { isRisky } from './checks.ts'
import { precaution, sign, story, tripwire, type Precaution, type Sign } from './kinds.ts'
import type { PreMortemModel, WeighedStory } from './preMortemModel.ts'

/** Draws a pre-mortem for people: the stories by risk, where they come from, when to stop, then every card. */
export function preMortemView(model: PreMortemModel, context: ReadContext): ReadingView {
  return {
    sections: [
      storyTable(model, context),
      glance(model),
      tripwireList(model),
      kindTable(story, 'Stories', model.stories),
      kindTable(sign, 'Early signs', model.signs),
      kindTable(precaution, 'Precautions', model.precautions),
      kindTable(tripwire, 'Tripwires', model.tripwires),
    ],
  }
}

const COLUMNS: readonly Column[] = [
  { id: 'risk', title: 'Risk', side: null },
  { id: 'story', title: 'Story', side: null },
  { id: 'toldBy', title: 'Told by', side: null },
  { id: 'sign', title: 'Early sign', side: 'between' },
  { id: 'watchedBy', title: 'Watched by', side: 'between' },
  { id: 'precaution', title: 'Precaution', side: 'between' },
  { id: 'owner', title: 'Owner', side: 'between' },
  { id: 'by', title: 'By', side: 'between' },
]

function storyTable(model: PreMortemModel, context: ReadContext): TableSection {
  const signById = new Map(model.signs.map((card) => [card.id, card]))
  const precautionById = new Map(model.precautions.map((card) => [card.id, card]))
  const storyRow = (card: WeighedStory): Cell[] => [
    [{ text: card.risk === null ? 'Not weighed' : String(card.risk), cards: [card.id] }],
    [{ text: card.fields.whatHappened || cardTitle(story, card.fields), cards: [card.id] }],
    card.fields.toldBy === '' ? [] : [{ text: card.fields.toldBy, cards: [card.id] }],
    ...signCells(card.signs.flatMap((id) => signById.get(id) ?? [])),
    ...precautionCells(
      card.precautions.flatMap((id) => precautionById.get(id) ?? []),
      context,
    ),
  ]
  return {
    type: 'table',
    id: 'stories-by-risk',
    title: 'Stories by risk',
    empty: 'No story yet. It is a year from now and it has failed: what happened?',
    detail: false,
    columns: COLUMNS,
    groups: [
      { id: 'told', title: 'Told', rows: model.stories.map(storyRow) },
      {
        id: 'signs',
        title: 'Signs of no story',
        rows: model.signs
          .filter(({ stories }) => stories.length === 0)
          .map((card) => [[], [], [], ...signCells([card]), [], [], []]),
      },
      {
        id: 'precautions',
        title: 'Precautions against no story',
        rows: model.precautions
          .filter(({ stories }) => stories.length === 0)
          .map((card) => [[], [], [], [], [], ...precautionCells([card], context)]),
      },
    ],
  }
}

/** Pieces of neighbouring cells answer each other line by line: the second watcher is that of the second sign. */
function signCells(cards: readonly Sign[]): Cell[] {
  return [
    cards.map(({ id, fields }) => ({ text: fields.whatWeSee || cardTitle(sign, fields), cards: [id] })),
    cards.map(({ id, fields }) => ({ text: fields.watchedBy || 'Nobody yet', cards: [id] })),
  ]
}

function precautionCells(cards: readonly Precaution[], context: ReadContext): Cell[] {
  return [
    cards.map(({ id, fields }) => ({ text: fields.whatWeDo || cardTitle(precaution, fields), cards: [id] })),
    cards.map(({ id, fields }) => ({ text: fields.owner || 'Nobody yet', cards: [id] })),
    cards.map(({ id, fields }) => ({ text: dueText(fields, context), cards: [id] })),
  ]
}

function dueText({ done, doneBy }: Precaution['fields'], { today }: ReadContext): string {
  if (done === true) return 'Done'
  if (doneBy === null) return 'No date yet'
  return doneBy < today ? `${doneBy}, which has passed` : doneBy
}

function glance({ stories, precautions }: PreMortemModel): FactsSection {
  const told = (side: WeighedStory['side']) => stories.filter((card) => card.side === side)
  const risky = stories.filter(isRisky)
  const guarded = risky.filter((card) => card.signs.length > 0 && card.precautions.length > 0)
  const done = precautions.filter(({ fields }) => fields.done === true)
  return {
    type: 'facts',
    id: 'glance',
    title: 'At a glance',
    empty: '',
    detail: false,
    facts: [
      {
        label: 'Product told',
        value: { text: count(told('product'), 'story', 'stories'), cards: idsOf(told('product')) },
      },
      { label: 'AI told', value: { text: count(told('ai'), 'story', 'stories'), cards: idsOf(told('ai')) } },
      {
        label: 'Likely and harmful',
        value: {
          text: `${risky.length}, of which ${guarded.length} with a sign and a precaution`,
          cards: idsOf(risky),
        },
      },
      {
        label: 'Precautions',
        value: { text: `${precautions.length}, of which ${done.length} done`, cards: idsOf(precautions) },
      },
    ],
  }
}

function count(cards: readonly unknown[], one: string, many: string): string {
  return `${cards.length} ${cards.length === 1 ? one : many}`
}

function idsOf(cards: readonly { readonly id: string }[]): string[] {
  return cards.map(({ id }) => id)
}

/** Most signs that a tripwire names as what pulls it. */
const SIGNS_LIMIT = 5

function tripwireList({ tripwires, signs }: PreMortemModel): ListSection {
  const titles = new Map(signs.map(({ id, fields }) => [id, cardTitle(sign, fields)]))
  return {
    type: 'list',
    id: 'tripwires',
    title: 'We stop when',
    empty: 'No tripwire yet. At what point would we stop and talk?',
    detail: false,
    items: tripwires.map((card): ListItem => {
      const { weStopWhen, saidBy, signedBy } = card.fields
      const pulledBy = card.signs.slice(0, SIGNS_LIMIT).flatMap((id) => titles.get(id) ?? [])
      const note = [
        saidBy === '' ? 'Nobody says so yet' : `${saidBy} says so`,
        signedBy.length === 0 ? 'not signed yet' : `signed by ${signedBy.join(', ')}`,
        ...(pulledBy.length > 0 ? [`pulled by ${pulledBy.map((title) => `“${title}”`).join(', ')}`] : []),
      ].join(' · ')
      return { text: weStopWhen || cardTitle(tripwire, card.fields), note, cards: [card.id] }
    }),
  }
}
