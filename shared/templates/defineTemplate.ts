import type { BoardCard, BoardModel } from './boardModel.ts'
import { arrangeBoard } from './arrangeBoard.ts'
import type { KindDefinition } from './kind.ts'
import type { ListItem, ReadingView } from './readingView.ts'
import type { Check, Finding, ReadContext, Template, TemplateDefinition } from './template.ts'
import { cardTitle } from './cardTitle.ts'
import { oncePer } from './oncePer.ts'
import { ALL_DAYS, isBounded } from './span.ts'

/**
 * Makes a template of its definition: reading, checks and what lies outside every zone become one pure function,
 * so that the rest of the product handles every template alike and never sees its model's type.
 */
export function defineTemplate<const Kinds extends readonly KindDefinition[], Model extends object>(
  definition: TemplateDefinition<Kinds, Model>,
): Template {
  const { id, title, sentence, minutes, people, prompt, kinds, zones, links, posts, trace, steps, start, example } =
    definition
  const { readsBySpan, filters } = definition
  const checks = definition.checks.map(({ id, severity, title, nextStep }) => ({ id, severity, title, nextStep }))
  const acceptedBy = new Map(zones.map((zone) => [zone.id, new Set<string>(zone.accepts)]))
  const kindById = new Map<string, KindDefinition>(kinds.map((kind) => [kind.id, kind]))

  const titleOf = oncePer((card: BoardCard) => cardTitle(kindById.get(card.kind), card.fields))

  /** Outside every zone, in a zone for other kinds, or of a kind that only a newer version knows. */
  const isUnplaced = (card: BoardCard) =>
    card.zone === null || !kindById.has(card.kind) || !acceptedBy.get(card.zone)?.has(card.kind)

  return {
    id,
    title,
    sentence,
    minutes,
    people,
    prompt,
    kinds,
    zones,
    links,
    ...(posts === undefined ? {} : { posts }),
    ...(readsBySpan === undefined ? {} : { readsBySpan }),
    ...(filters === undefined ? {} : { filters }),
    ...(trace === undefined ? {} : { trace }),
    steps,
    start,
    example,
    checks,
    read(board, context) {
      const arranged = arrangeBoard(board, id)
      const model = definition.read(arranged, context)
      // What is asked of a board is asked of all of it: a quiet week is not a wall without thanks.
      const whole =
        readsBySpan && isBounded(context.span ?? ALL_DAYS) ? definition.read(arranged, { today: context.today }) : model
      const unplaced = arranged.cards.filter(isUnplaced)
      return {
        template: id,
        title,
        model,
        findings: runChecks(definition.checks, whole, context, arranged, titleOf),
        muted: [],
        unplaced: unplaced.map((card) => card.id),
        view: () => withUnplaced(definition.view(model, context), unplaced, kindById),
      }
    },
  }
}

/** Most cards that a finding calls by name. */
const ABOUT_LIMIT = 3

function runChecks<Model extends object>(
  checks: readonly Check<Model>[],
  model: Model,
  context: ReadContext,
  board: BoardModel,
  titleOf: (card: BoardCard) => string,
): Finding[] {
  const cardById = new Map<string, BoardCard>()
  for (const card of board.cards) cardById.set(card.id, card)
  const aboutOf = (cards: readonly string[]) => {
    const titles: string[] = []
    for (const id of cards.slice(0, ABOUT_LIMIT)) {
      const card = cardById.get(id)
      if (card !== undefined) titles.push(titleOf(card))
    }
    return titles.join(' · ')
  }
  const findings: Finding[] = []
  for (const { id: rule, severity, nextStep, find } of checks) {
    for (const { message, cards } of find(model, context)) {
      findings.push({ rule, severity, message, cards, about: aboutOf(cards), nextStep })
    }
  }
  return findings
}

function withUnplaced(
  view: ReadingView,
  unplaced: readonly BoardCard[],
  kindById: ReadonlyMap<string, KindDefinition>,
): ReadingView {
  if (unplaced.length === 0) return view
  const items = unplaced.map((card): ListItem => {
    const kind = kindById.get(card.kind)
    return { text: cardTitle(kind, card.fields), note: kind?.title ?? '', cards: [card.id] }
  })
  return {
    sections: [
      ...view.sections,
      { type: 'list', id: 'unplaced', title: 'Outside their zones', empty: '', detail: false, items },
    ],
  }
}
