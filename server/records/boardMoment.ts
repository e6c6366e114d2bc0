import * as Y from 'yjs'
import type { RecordBody } from '../../shared/api/records.ts'
import type { Reading } from '../../shared/api/reading.ts'
import { canonicalBoard } from '../../shared/board/canonical.ts'
import { readerOf } from '../../shared/board/read.ts'
import { readingsOf } from '../../shared/board/readings.ts'
import { isCard } from '../../shared/board/schema.ts'
import { BetwixtError, type FieldError } from '../../shared/errors.ts'
import { cardName } from '../../shared/templates/cardTitle.ts'
import { findKind } from '../../shared/templates/index.ts'
import type { Finding } from '../../shared/templates/template.ts'
import { readingJson } from '../../shared/templates/render/json.ts'
import { shownAssets } from '../assets/assets.ts'
import { cardView } from '../cards/cardService.ts'
import { sha256Of } from '../storage/files/fileBlobStore.ts'

/** A board at one moment, as far as a record freezes it. */
export interface BoardMoment {
  /** The whole state, a Yjs V1 update. */
  state: Uint8Array
  boardSha256: string
  readings: Reading['readings']
  findings: RecordBody['findings']
  evidence: RecordBody['evidence']
  assets: string[]
}

/**
 * Takes everything that a record keeps of a board in one go, so that state, hash, readings and evidence are of the same
 * moment.
 * @param evidence ids of cards
 * @throws BetwixtError `invalid-request` for an id that is no card of this board
 */
export function boardMoment(doc: Y.Doc, boardId: string, evidence: readonly string[], today: string): BoardMoment {
  const reading = readerOf(doc)
  const cards = evidence.map((id) => reading.records.get(id))
  const unknown = cards.flatMap((card, index): FieldError[] =>
    isCard(card) ? [] : [{ path: `evidence.${index}`, message: 'There is no such card on this board.' }],
  )
  if (unknown.length > 0) {
    throw new BetwixtError('invalid-request', 'Some of the evidence is not on this board.', { fieldErrors: unknown })
  }
  const readings = readingsOf(reading.records, { today })
  const { readings: frozen } = readingJson({ boardId, title: '', readings })
  return {
    state: Y.encodeStateAsUpdate(doc),
    boardSha256: sha256Of(canonicalBoard(reading.records)),
    readings: frozen.map((entry) => ({
      ...entry,
      findings: plainFindings(entry.findings),
      muted: entry.muted.map(({ rule, reason, by, on, findings }) => ({
        rule,
        reason,
        by,
        on,
        findings: plainFindings(findings),
      })),
      unplaced: [...entry.unplaced],
    })),
    findings: plainFindings(readings.flatMap(({ findings }) => findings)),
    evidence: cards.filter(isCard).map((card) => {
      const { id, template, kind, zone, fields } = cardView(card, reading)
      return { id, template, kind, zone, fields, title: cardName(findKind(template, kind), fields) }
    }),
    assets: shownAssets(reading),
  }
}

/** Findings as a record keeps them: exactly the fields that its schema has, so that it reads back as it was hashed. */
function plainFindings(findings: readonly Finding[]): RecordBody['findings'] {
  return findings.map(({ rule, severity, message, about, cards, nextStep }) => ({
    rule,
    severity,
    message,
    about,
    cards: [...cards],
    nextStep,
  }))
}
