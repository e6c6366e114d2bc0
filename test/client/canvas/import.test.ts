import { describe, expect, it } from 'vitest'
import { countOf } from '../../../client/canvas/import/countOf.ts'
import { readTextFile } from '../../../client/canvas/import/readTextFile.ts'

describe('importing', () => {
  it.each([
    [1, 'Metric', '1 metric'],
    [23, 'Metric', '23 metrics'],
    [2, 'Hypothesis', '2 hypotheses'],
    [2, 'Thanks', '2 thanks'],
    [2, 'Fix', '2 fixes'],
    [1_200, 'Data source', '1,200 data sources'],
    [0, 'AI story', '0 AI stories'],
  ])('UI-526: %i of %s', (count, title, words) => {
    expect(countOf(count, title)).toBe(words)
  })

  it.each([
    ['Unicode by bytes', [0x4e, 0xc3, 0xa9], 'Né'],
    ['Unicode by pairs, little end first', [0xff, 0xfe, 0x4e, 0x00, 0xe9, 0x00], 'Né'],
    ['Unicode by pairs, big end first', [0xfe, 0xff, 0x00, 0x4e, 0x00, 0xe9], 'Né'],
    ['the letters of the west', [0x4e, 0xe9], 'Né'],
  ])('UI-527: a file in %s', async (_, bytes, text) => {
    expect(await readTextFile(new File([new Uint8Array(bytes)], 'a.csv'))).toEqual({ type: 'text', text })
  })

  it('UI-527: a file with zero bytes, or of more than 1 MB, is refused by its name', async () => {
    const refusal = async (bytes: Uint8Array<ArrayBuffer>) => readTextFile(new File([bytes], 'a.xlsx'))
    expect(await refusal(new Uint8Array([80, 75, 0, 0]))).toEqual({
      type: 'refused',
      message: 'a.xlsx is no text file. Save the sheet as CSV and choose that.',
    })
    expect(await refusal(new Uint8Array(1024 * 1024 + 1))).toEqual({
      type: 'refused',
      message: 'a.xlsx is larger than 1 MB.',
    })
  })
})
