import { TLDOCUMENT_ID } from '@tldraw/tlschema'
import * as Y from 'yjs'
import { expect, it } from 'vitest'
import { muteKey, mutesOf } from '../../../shared/board/mutes.ts'
import { readBoard } from '../../../shared/board/read.ts'
import { readingsOf } from '../../../shared/board/readings.ts'
import { readingFormats } from '../../../shared/templates/render/readingFormats.ts'
import { newBoardDoc } from '../../support/boardDocs.ts'

const TODAY = { today: '2026-03-14' }

function board(meta: Record<string, unknown>): Y.Doc {
  const doc = newBoardDoc('responsibilities-matrix')
  for (const [key, value] of Object.entries(meta)) doc.getMap('edits').set(`${TLDOCUMENT_ID}/meta.${key}`, value)
  return doc
}

const rules = (doc: Y.Doc) => readingsOf(readBoard(doc).records, TODAY)[0]?.findings.map(({ rule }) => rule) ?? []
const KEY = muteKey('responsibilities-matrix', 'phase-with-several-leads')

it('TPL-19: a muted check says nothing, and what it would say stands apart with the reason', () => {
  expect(rules(board({}))).toContain('phase-with-several-leads')
  const doc = board({ [KEY]: { reason: 'They share it on purpose', by: 'Ada', on: '2026-03-13' } })
  expect(rules(doc)).not.toContain('phase-with-several-leads')
  expect(rules(doc).length).toBeGreaterThan(0)
  const readings = readingsOf(readBoard(doc).records, TODAY)
  expect(readings[0]?.muted).toMatchObject([
    { rule: 'phase-with-several-leads', reason: 'They share it on purpose', by: 'Ada', on: '2026-03-13' },
  ])
  expect(readings[0]?.muted[0]?.findings.length).toBe(1)
  const markdown = readingFormats.find(({ id }) => id === 'md')?.render({ boardId: 'b', title: 'Board', readings })
  expect(markdown).toContain('They share it on purpose (Ada, 2026-03-13)')
})

it('TPL-19: two mutes at once both hold, and what is no mute mutes nothing', () => {
  const one = board({})
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
  const second = muteKey('responsibilities-matrix', 'suggestions-open')
  const mute = { reason: 'Later', by: '', on: '2026-03-13' }
  one.getMap('edits').set(`${TLDOCUMENT_ID}/meta.${KEY}`, mute)
  other.getMap('edits').set(`${TLDOCUMENT_ID}/meta.${second}`, mute)
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
  expect([...mutesOf(readBoard(one).records).keys()].sort()).toEqual([KEY, second].sort())
  for (const none of [null, 'yes', { reason: ' ', by: '', on: '' }, { reason: 7, by: '', on: '' }, []]) {
    expect(rules(board({ [KEY]: none }))).toContain('phase-with-several-leads')
  }
})
