import { describe, expect, it } from 'vitest'
import { evidenceFields } from '../../../client/records/evidenceFields.ts'

const kind = {
  fields: [
    { id: 'who', type: 'short-text', title: 'Who' },
    { id: 'evidence', type: 'choice', title: 'Evidence', choices: [{ id: 'not-checked', title: 'Not checked' }] },
    { id: 'severity', type: 'number', title: 'Severity' },
    { id: 'decideBy', type: 'date', title: 'Decide by' },
  ],
}

describe('a card taken along as evidence', () => {
  it('UI-9: shows its filled fields in the order and words of its kind', () => {
    expect(evidenceFields(kind, { severity: 4, evidence: 'not-checked', who: ' Returning shoppers ' })).toEqual([
      { id: 'who', title: 'Who', text: 'Returning shoppers' },
      { id: 'evidence', title: 'Evidence', text: 'Not checked' },
      { id: 'severity', title: 'Severity', text: '4' },
    ])
  })

  it('UI-9: writes a day out, the same day everywhere', () => {
    expect(evidenceFields(kind, { decideBy: '2026-12-14' })[0]?.text).toBe('14 December 2026')
    expect(evidenceFields(kind, { decideBy: 'soon' })[0]?.text).toBe('soon')
  })

  it('UI-9: leaves out what is empty, but keeps nought and no', () => {
    const fields = { who: '  ', evidence: null, severity: 0, tags: [], checked: false }
    expect(evidenceFields(kind, fields).map(({ id, text }) => [id, text])).toEqual([
      ['severity', '0'],
      ['checked', 'No'],
    ])
  })

  it('UI-9: keeps fields and choices that this version does not know', () => {
    expect(
      evidenceFields(kind, { evidence: 'smelled', mood: 'calm', tags: ['a', 'b'] }).map(({ title, text }) => [
        title,
        text,
      ]),
    ).toEqual([
      ['Evidence', 'smelled'],
      ['mood', 'calm'],
      ['tags', 'a, b'],
    ])
  })

  it('UI-9: a card of an unknown kind shows all it has', () => {
    expect(evidenceFields(undefined, { a: 'x' })).toEqual([{ id: 'a', title: 'a', text: 'x' }])
  })
})
