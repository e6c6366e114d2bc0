import { responsibilitiesMatrix } from '../../../../shared/templates/responsibilities-matrix/responsibilitiesMatrix.ts'
import type { CardFields } from '../../../../shared/templates/field.ts'
import type { ExampleBoard } from '../../../../shared/templates/template.ts'
import { BoardBuilder } from '../BoardBuilder.ts'

/** A matrix put together by hand: three columns, and phases and roles as they are added. */
export class MatrixBuilder extends BoardBuilder {
  readonly lead: string
  readonly support: string
  readonly review: string

  constructor() {
    super(responsibilitiesMatrix)
    this.lead = this.card('part', { name: 'Lead', actsAs: 'lead' })
    this.support = this.card('part', { name: 'Support', actsAs: 'support' })
    this.review = this.card('part', { name: 'Review', actsAs: 'review' })
  }

  phase(name: string, fields: CardFields = {}): string {
    return this.card('phase', { name, ...fields })
  }

  role(phase: string, part: string, fields: CardFields = {}): string {
    return this.card('role', { phase, part, ...fields })
  }
}

/** The messages of one rule, with the cards they point at. */
export function found(board: BoardBuilder, rule: string): { message: string; cards: readonly string[] }[] {
  const findings = board.read().findings.filter((finding) => finding.rule === rule)
  return findings.map(({ message, cards }) => ({ message, cards }))
}

/** A new board with what lies on every one of them. */
export function startBoard(): BoardBuilder {
  return lay(responsibilitiesMatrix.start ?? { cards: [], links: [] })
}

function lay({ cards }: ExampleBoard): BoardBuilder {
  const board = new BoardBuilder(responsibilitiesMatrix)
  const idByKey = new Map<string, string>()
  for (const { key, kind, fields, refs } of cards) {
    const named = Object.entries(refs ?? {}).map(([field, other]) => [field, idByKey.get(other) ?? null])
    idByKey.set(key, board.card(kind, { ...fields, ...Object.fromEntries(named) }))
  }
  return board
}
