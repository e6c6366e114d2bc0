import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyMaps, fileBytes, fromFile, parseFile, toFile } from '../../../server/storage/lowdb/catalogFile.ts'
import { boardEntry } from '../../support/boardEntry.ts'
import { seeded } from '../../support/seeded.ts'

describe('the bytes of the catalog file', () => {
  it('STO-500: they are the JSON of the whole, and each entry is made into JSON once', () => {
    let read = 0
    const counted = (id: string) => ({
      ...boardEntry(id),
      get title() {
        read += 1
        return id
      },
    })
    const boards = new Map(['b1', 'b2'].map((id) => [id, counted(id)]))
    const first = fileBytes(toFile({ ...emptyMaps(), boards }))
    expect(read).toBe(2)
    expect(JSON.parse(first.toString('utf8'))).toMatchObject({ format: 1, boards: [{ id: 'b1' }, { id: 'b2' }] })
    fileBytes(toFile({ ...emptyMaps(), boards: new Map([...boards, ['b3', counted('b3')]]) }))
    expect(read).toBe(3)
  })

  it('STO-501: whatever an entry holds is read back as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))), (titled) => {
        const boards = new Map(titled.map(([id, title]) => [id, boardEntry(id, title)]))
        const bytes = fileBytes(toFile({ ...emptyMaps(), boards }))
        const { maps, invalid } = fromFile(parseFile(JSON.parse(bytes.toString('utf8'))))
        expect(invalid).toBe(0)
        expect([...maps.boards]).toEqual([...boards])
      }),
      { ...seeded('catalog file'), numRuns: 30 },
    )
  })
})
