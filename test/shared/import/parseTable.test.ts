import { describe, expect, it } from 'vitest'
import { IMPORT_LIMITS, tableOf, type ParsedText } from '../../../shared/import/importTable.ts'
import { looksLikeTable, parseTable } from '../../../shared/import/parseTable.ts'

function parsed(text: string): ParsedText {
  const result = parseTable(text)
  if (result.type === 'refused') throw new Error(result.message)
  return result.parsed
}

const refusal = (text: string) => {
  const result = parseTable(text)
  return result.type === 'refused' ? result.message : null
}

describe('CSV', () => {
  it('TPL-200: quotes, doubled quotes, delimiters and line breaks in quotes', () => {
    expect(parsed('a,b\r\n"1, or ""2""","x\r\ny"\r\n').cells).toEqual([
      ['a', 'b'],
      ['1, or "2"', 'x\r\ny'],
    ])
  })

  it.each([
    [
      'commas',
      'name,owner\na;b,c',
      [
        ['name', 'owner'],
        ['a;b', 'c'],
      ],
    ],
    [
      'semicolons',
      'name;owner\na,b;c',
      [
        ['name', 'owner'],
        ['a,b', 'c'],
      ],
    ],
    [
      'tabs',
      'name\towner\r"a"\tc',
      [
        ['name', 'owner'],
        ['a', 'c'],
      ],
    ],
    [
      'a byte order mark',
      '\uFEFFname,owner\na,b',
      [
        ['name', 'owner'],
        ['a', 'b'],
      ],
    ],
    [
      'a delimiter in a quoted name',
      '"a;b;c",d\n1,2',
      [
        ['a;b;c', 'd'],
        ['1', '2'],
      ],
    ],
  ])('TPL-200: %s', (_, text, cells) => {
    expect(parsed(text)).toMatchObject({ form: 'csv', cells, hasHeader: true, notes: [] })
  })

  it('TPL-200: short rows are filled up and blank ones left out', () => {
    expect(parsed('a,b,c\n1\n,,\n\n1,2,3').cells).toEqual([
      ['a', 'b', 'c'],
      ['1', '', ''],
      ['1', '2', '3'],
    ])
  })

  it('TPL-200: an unclosed quote swallows nothing, and is said', () => {
    for (const text of ['a,b\n"1,2\n3,4', '"a,b\n1,2\n3,4']) {
      const { cells, notes } = parsed(text)
      expect(cells.map((row) => row.length)).toEqual([2, 2, 2])
      expect(cells.flat().join('')).toContain('"')
      expect(notes).toEqual(['A quote in it is never closed, so all quotes were read as plain characters.'])
    }
  })
})

describe('Markdown', () => {
  it('TPL-201: a table with and without outer bars, and what is escaped in it', () => {
    const cells = [
      ['Name', 'Why'],
      ['a|b', '1 * 2\nbold'],
    ]
    expect(parsed('| Name | Why |\n| :-- | --: |\n| a\\|b | 1 \\* 2<br>**bold** |\n').cells).toEqual(cells)
    expect(parsed('Name | Why\n---|---\na\\|b | 1 \\* 2<br/>**bold**').cells).toEqual(cells)
  })

  it('TPL-201: lines around the table are counted and said', () => {
    const text = '# Ours\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nThat is all.\n'
    expect(parsed(text)).toMatchObject({ form: 'markdown table', notes: ['2 lines are around the table left out.'] })
  })

  it('TPL-202: a nested list has a row for each entry without others under it', () => {
    const text = '- Business\n  - conversion\n  - retention\n    goes on\n- [ ] Model\n\t1. recall\n* alone'
    expect(parsed(text)).toMatchObject({
      form: 'list',
      hasHeader: false,
      cells: [
        ['Business', 'conversion'],
        ['Business', 'retention goes on'],
        ['Model', 'recall'],
        ['alone', ''],
      ],
    })
  })

  it('TPL-202: lines without bullets are entries', () => {
    expect(parsed('one\n\ntwo\r\nthree').cells).toEqual([['one'], ['two'], ['three']])
  })
})

describe('limits', () => {
  it('TPL-203: what is too large or empty is refused with a sentence', () => {
    expect(refusal('a'.repeat(IMPORT_LIMITS.size + 1))).toBe('This text is larger than 1 MB. Import it in parts.')
    expect(refusal(Array.from({ length: 10_000 }, () => 'x').join(','))).toContain('has 10000 columns')
    expect(refusal('a,b\n'.repeat(IMPORT_LIMITS.rows + 2))).toContain('more than 5000 rows')
    expect(refusal('a,b\n'.repeat(IMPORT_LIMITS.rows + 1))).toBeNull()
    expect(refusal(' \n\t')).toBe('There is no text in it.')
  })

  it('TPL-203: half characters and zero bytes do not get in', () => {
    expect(parsed('a,b\n\uD83D,x\0y').cells[1]).toEqual(['\uFFFD', 'xy'])
  })

  it('TPL-203: long lines of one sign are read without end', () => {
    for (const sign of [' ', '|', '-', '*', '"', '\\', '| ', '**a']) {
      const text = `a|b\n${sign.repeat(200_000 / sign.length)}|x\n`
      expect(() => parseTable(text)).not.toThrow()
    }
  }, 20_000)

  it('TPL-204: a table is told from prose', () => {
    expect(looksLikeTable('a\tb\nc\td')).toBe(true)
    expect(looksLikeTable('name,owner\nx,y\n')).toBe(true)
    expect(looksLikeTable('| a | b |\n|---|---|\n| 1 | 2 |')).toBe(true)
    for (const text of [
      'Hello, world\nthis is, a text',
      'one\ntwo',
      'a,b',
      'a,b\nc',
      '- one, two\n- three, four',
      '',
      'https://x.example/a,b',
    ]) {
      expect(looksLikeTable(text)).toBe(false)
    }
  })

  it('TPL-203: without a header every row is one, and columns have no names', () => {
    expect(tableOf(parsed('a,b\nc,d'), false)).toEqual({
      header: ['', ''],
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    })
  })
})
