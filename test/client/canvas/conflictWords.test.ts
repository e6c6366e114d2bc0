import type { TLRecord } from '@tldraw/tlschema'
import { describe, expect, it } from 'vitest'
import { conflictWords } from '../../../client/canvas/page/conflictWords.ts'

const card = {
  id: 'shape:a',
  typeName: 'shape',
  type: 'card',
  props: { template: 'discovery-map', kind: 'pain-point', fields: { whatHurts: 'Same shoes', severity: 4 } },
} as unknown as TLRecord

describe('what both sides changed', () => {
  it('UI-33: is told by the card, the field and both values', () => {
    const words = conflictWords({ record: 'shape:a', field: 'f.severity', mine: 4, theirs: 2, winner: 'theirs' }, card)
    expect(words.thing).toBe('Pain point: Same shoes')
    expect(words.outcome).toBe('Both changed Severity: theirs holds, “2” instead of “4”.')
  })

  it('UI-33: an emptied field reads as nothing', () => {
    const { outcome } = conflictWords(
      { record: 'shape:a', field: 'f.severity', mine: null, theirs: 2, winner: 'mine' },
      card,
    )
    expect(outcome).toContain('yours holds, “nothing” instead of “2”')
  })

  it('UI-33: what words cannot show is named without its values, and what is gone is said to be gone', () => {
    expect(
      conflictWords({ record: 'shape:a', field: 'place', mine: [1], theirs: [2], winner: 'mine' }, card).outcome,
    ).toBe('Both changed where it lies; yours holds.')
    const gone = conflictWords(
      { record: 'shape:x', field: 'deleted', mine: 1, theirs: undefined, winner: 'theirs' },
      undefined,
    )
    expect(gone).toEqual({
      thing: 'Something that is gone',
      outcome: 'One of you deleted it while the other changed it. It is gone.',
    })
  })
})
