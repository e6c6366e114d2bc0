import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CELLS, guessImport, LEAVE, rowUse, useOf as columnUse } from '../../../shared/import/guessMapping.ts'
import { tableOf, type ImportTable } from '../../../shared/import/importTable.ts'
import { rowFieldsOf, type CardThere, type ImportMapping, type ImportTarget } from '../../../shared/import/mapping.ts'
import { parseTable } from '../../../shared/import/parseTable.ts'
import type { ImportPlan } from '../../../shared/import/importPlan.ts'
import { planCards } from '../../../shared/import/planCards.ts'
import { isImportable } from '../../../shared/import/readCell.ts'
import { validateFieldsInput } from '../../../shared/templates/fieldInput.ts'
import { templates } from '../../../shared/templates/index.ts'
import { seeded } from '../../support/seeded.ts'

const sample = (name: string) => readFileSync(new URL(`../../support/samples/${name}.csv`, import.meta.url), 'utf8')

/** All templates, with these cards on the board of one of them. */
function targetsWith(templateId = '', there: readonly CardThere[] = []): ImportTarget[] {
  return templates.map((template) => ({ template, there: template.id === templateId ? there : [] }))
}

function tableIn(text: string): ImportTable {
  const result = parseTable(text)
  if (result.type === 'refused') throw new Error(result.message)
  return tableOf(result.parsed, result.parsed.hasHeader)
}

function guessed(text: string, targets = targetsWith()): { target: ImportTarget; mapping: ImportMapping } {
  const guess = guessImport(targets, tableIn(text))
  if (guess === null) throw new Error('nothing was guessed')
  return guess
}

const OPTIONS = { keepMisfits: true, skipThere: true }

function planned(text: string, targets = targetsWith(), options = OPTIONS): ImportPlan {
  const { target, mapping } = guessed(text, targets)
  return planCards(target, tableIn(text), mapping, options)
}

const usesIn = ({ columns }: ImportMapping) =>
  columns.map((use) => (use.type === 'field' ? use.field : use.type === 'row' ? rowUse(use.field) : use.type))

const matrixThere: readonly CardThere[] = [
  { id: 'shape:d', kind: 'phase', fields: { name: 'discovery ' } },
  { id: 'shape:l', kind: 'part', fields: { name: 'Who leads', actsAs: 'lead' } },
  { id: 'shape:s', kind: 'part', fields: { name: 'Support', actsAs: null } },
  { id: 'shape:r', kind: 'part', fields: { name: 'Review or QA', actsAs: 'review' } },
  {
    id: 'shape:pm',
    kind: 'role',
    fields: { role: 'Product manager', phase: 'shape:d', part: 'shape:l', suggested: true },
  },
]

describe('guessing', () => {
  it('TPL-205: by names, plurals and the name of the kind', () => {
    const { target, mapping } = guessed(sample('metrics'))
    expect([target.template.id, mapping.kind.id, ...usesIn(mapping)]).toEqual([
      'metric-bridge',
      'metric',
      'category',
      'name',
      'owner',
      'side',
    ])
  })

  it('TPL-205: by choices in the cells, by words, and the lead takes what is left', () => {
    const { mapping } = guessed('Betrifft,who decides it,Ach,Owner name\nspeed,yes,up is good,Ada', [
      ...targetsWith().filter(({ template }) => template.id === 'metric-bridge'),
    ])
    expect(usesIn(mapping)).toEqual(['name', 'leave', 'direction', 'owner'])
  })

  it('TPL-205: columns of a table by their names, by what they act as, and their neighbours', () => {
    const { target, mapping } = guessed('Phases,Lead,Sounding board,Starts on\nBuild,Ada,Ben,2026-01-01')
    expect([target.template.id, mapping.kind.id, ...usesIn(mapping)]).toEqual([
      'responsibilities-matrix',
      'role',
      'phase',
      'cells',
      'cells',
      rowUse('startsOn'),
    ])
  })

  it.each([
    ['Phase,Lead,Start date,Reflection prompt,Support\nBuild,Ada,2026-01-01,Why?,Ben', 'cells', 'startsOn', 'prompt'],
    ['Phase,Role,From,To think about,Column\nBuild,Ada,1 March 2026,Why?,Lead', 'role', 'startsOn', 'prompt'],
  ])('TPL-320: what is said of a whole row fills its card: %s', (text, second, third, fourth) => {
    const { mapping } = guessed(text)
    expect(mapping.kind.id).toBe('role')
    expect(usesIn(mapping).slice(0, 4)).toEqual(['phase', second, rowUse(third), rowUse(fourth)])
  })

  it('TPL-320: rows of which nothing else is said are cards of their own', () => {
    const { mapping } = guessed('Phase,Starts on,To think about\nBuild,2026-01-01,Why?')
    expect([mapping.kind.id, ...usesIn(mapping)]).toEqual(['phase', 'name', 'startsOn', 'prompt'])
  })
})

describe('what is said of a whole row', () => {
  const text = [
    'Phase,Starts on,Lead,Reflection prompt',
    'Discovery,2026-03-01,Ada,What do we not know?',
    'Build,2026-05-01,,',
    'Build,2026-06-01,Ben,',
    ',2026-07-01,Cleo,',
    'Rollout,soon,,',
  ].join('\n')

  it('TPL-320: fills the cards that head new rows, also where the row has no other card', () => {
    const { heads, cards, remarks } = planned(text)
    const phases = heads.filter(({ kind }) => kind.id === 'phase').map(({ fields }) => fields)
    expect(phases).toEqual([
      { name: 'Discovery', startsOn: '2026-03-01', prompt: 'What do we not know?' },
      { name: 'Build', startsOn: '2026-05-01' },
      { name: 'Rollout' },
    ])
    expect(cards.map(({ fields }) => fields['role'])).toEqual(['Ada', 'Ben', 'Cleo'])
    const isLeftOut = { column: 'Starts on', isKept: false }
    expect(remarks).toEqual([
      { ...isLeftOut, row: 3, text: '2026-06-01', reason: 'differs from what another row says' },
      { ...isLeftOut, row: 4, text: '2026-07-01', reason: 'stands in a row without a name' },
      { ...isLeftOut, row: 5, text: 'soon', reason: 'is not plainly a day' },
    ])
  })

  it('TPL-321: fills what is empty on the board, and changes nothing that is said there', () => {
    const there: CardThere[] = [
      { id: 'shape:d', kind: 'phase', fields: { name: 'Discovery', startsOn: null, prompt: 'Who is missing?' } },
      { id: 'shape:b', kind: 'phase', fields: { name: 'Build', startsOn: '2026-05-01' } },
    ]
    const { heads, changes, remarks } = planned(text, targetsWith('responsibilities-matrix', there))
    expect(heads.map(({ fields }) => fields['name'])).toEqual(['Lead', 'Rollout'])
    expect(changes.map(({ id, fields }) => ({ id, fields }))).toEqual([
      { id: 'shape:d', fields: { startsOn: '2026-03-01' } },
    ])
    expect(remarks.map(({ row, column, reason }) => [row, column, reason])).toEqual([
      [1, 'Reflection prompt', 'differs from what the board says'],
      [3, 'Starts on', 'differs from what the board says'],
      [4, 'Starts on', 'stands in a row without a name'],
      [5, 'Starts on', 'is not plainly a day'],
    ])
  })
})

describe('disciplines', () => {
  it.each([
    ['Product Manager', 'product'],
    ['senior product managers', 'product'],
    ['UX designer', 'design'],
    ['Data Analyst (shop)', 'data'],
    ['Head of AI', 'ai'],
    ['Legal', 'risk'],
    ['MLOps', 'engineering'],
  ])('TPL-322: a %s is told to bring %s', (role, discipline) => {
    expect(planned(`Phase,Lead\nBuild,${role}`).cards[0]?.fields).toEqual({ role, discipline })
  })

  it('TPL-322: what may be two, or names none, is left open; what the table says stands', () => {
    for (const role of ['Product and AI', 'Legal engineering', 'Facilitator']) {
      expect(planned(`Phase,Lead\nBuild,${role}`).cards[0]?.fields).toEqual({ role })
    }
    const said = planned('Phase,Role,Discipline\nBuild,Product Manager,Business\nBuild,AI Lead,')
    expect(said.cards.map(({ fields }) => fields['discipline'])).toEqual(['business', 'ai'])
  })

  it('TPL-322: kinds that do not say what tells it get none', () => {
    const { fields } = planned('Insight,Author,Tags\nThe AI lead said so,Product Manager,a').cards[0] ?? {}
    expect(fields).not.toHaveProperty('discipline')
  })
})

describe('the samples', () => {
  it('TPL-208: metrics.csv becomes 23 metrics with category, owner and side', () => {
    const plan = planned(sample('metrics'))
    expect(plan).toMatchObject({ heads: [], remarks: [], leftColumns: [], alreadyThere: 0, isTooMany: false })
    expect(plan.cards).toHaveLength(23)
    expect(plan.cards.at(-1)?.fields).toEqual({
      name: 'opt-outs',
      category: 'ai-adoption',
      owner: 'Product; AI',
      side: 'product',
    })
    for (const { kind, fields } of plan.cards) expect(validateFieldsInput(kind, fields)).toEqual([])
  })

  it('TPL-209: responsibilities.csv becomes 30 roles, 5 phases and 3 columns that act as they are called', () => {
    const { heads, cards, remarks } = planned(sample('responsibilities'))
    expect(remarks).toEqual([])
    expect(cards).toHaveLength(30)
    expect(heads.map(({ fields }) => fields['name'])).toEqual([
      'Discovery',
      'Lead',
      'Support',
      'Review',
      'Proof of concept and solution design',
      'Build and iteration',
      'Controlled rollout (beta)',
      'Post-launch industrialisation',
    ])
    expect(heads[3]?.fields['actsAs']).toBe('review')
    const inBuild = cards.filter(({ refs }) => refs['phase'] === 5 && refs['part'] === 1)
    expect(inBuild.map(({ fields }) => fields['role'])).toEqual(['Engineering', 'MLOps'])
  })

  it('TPL-209, TPL-210: phases and columns of the board are used, and a role that is there is not made again', () => {
    const plan = planned(sample('responsibilities'), targetsWith('responsibilities-matrix', matrixThere))
    expect(plan.heads.map(({ kind }) => kind.id)).toEqual(['phase', 'phase', 'phase', 'phase'])
    expect([plan.cards.length, plan.alreadyThere]).toEqual([29, 1])
    expect(plan.cards[0]?.fields).toEqual({ role: 'AI Lead', phase: 'shape:d', part: 'shape:s', discipline: 'ai' })
    const all = planned(sample('responsibilities'), targetsWith('responsibilities-matrix', matrixThere), {
      ...OPTIONS,
      skipThere: false,
    })
    expect([all.cards.length, all.alreadyThere]).toEqual([30, 0])
  })
})

describe('cells', () => {
  const one = (text: string, keepMisfits = true) => {
    const plan = planned(text, targetsWith(), { ...OPTIONS, keepMisfits })
    return { fields: plan.cards[0]?.fields, remarks: plan.remarks, left: plan.leftColumns }
  }

  it.each([
    ['Who,What hurts,Severity\na,b,3.0 of five', { severity: 3 }],
    ['Question,Owner,Find out by\na,b,"March 12, 2026"', { findOutBy: '2026-03-12' }],
    ['Question,Owner,Find out by\na,b,31/12/2026', { findOutBy: '2026-12-31' }],
    ['Question,Owner,Find out by\na,b,2026-02-03T10:00', { findOutBy: '2026-02-03' }],
    ['Metric,Category,Direction\na,Fairness & Risk,down', { category: 'fairness-risk', direction: 'down' }],
    ['Role,Phase,Does the work,Discipline\na,b,x,engineering', { doesTheWork: true, discipline: 'engineering' }],
    ['Metric,Category,Target\n=1+1,+SUM(A1),@x', { name: '=1+1 (Category: +SUM(A1))', target: '@x' }],
  ])('TPL-206: %s', (text, fields) => {
    expect(one(text).fields).toMatchObject(fields)
  })

  it('TPL-206: what may be two days, or no number or choice, is not taken for one', () => {
    expect(one('Question,Owner,Find out by\na,b,3/4/2026').fields).not.toHaveProperty('findOutBy')
    expect(one('Who,What hurts,Severity\na,b,9').fields).not.toHaveProperty('severity')
    expect(one('Metric,Category\na,model').fields).not.toHaveProperty('category')
  })

  it('TPL-207: what does not fit stands behind the lead, or is left out by choice, and is said', () => {
    const text = 'Metric,Category,Colour,Owner\nrecall,Weather,red,Ada'
    const remark = { row: 1, column: 'Category', text: 'Weather', reason: 'is none of its choices' }
    expect(one(text)).toEqual({
      fields: { name: 'recall (Category: Weather)', owner: 'Ada' },
      remarks: [{ ...remark, isKept: true }],
      left: ['Colour'],
    })
    expect(one(text, false)).toMatchObject({ fields: { name: 'recall' }, remarks: [{ ...remark, isKept: false }] })
  })

  it('TPL-207: a text beyond its limit is cut, with a remark that holds the rest', () => {
    const { fields, remarks } = one(`Metric,Category\n${'é'.repeat(499)}😀x,Model health`)
    expect(String(fields?.['name'])).toHaveLength(499)
    expect(remarks).toMatchObject([{ text: '😀x', isKept: false }])
  })

  it('TPL-203: more cards than one import may make are not planned', () => {
    const plan = planned(`Metric,Category\n${'a;'.repeat(6_000)},Model health`)
    expect([plan.cards.length, plan.isTooMany]).toEqual([5_000, true])
  })
})

it('TPL-211: whatever the cells hold and whatever columns become, it answers and loses nothing', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('', 'Lead', 'Discovery', '2026-01-01', 'yes', '3', 'a; b', '=1', '__proto__', 'Model health'),
  )
  const tables = fc.integer({ min: 1, max: 5 }).chain((columns) => {
    const row = fc.array(cell, { minLength: columns, maxLength: columns })
    return fc.record({ header: row, rows: fc.array(row, { maxLength: 8 }) })
  })
  fc.assert(
    fc.property(tables, fc.nat(), fc.nat(), fc.boolean(), (table, which, shift, keepMisfits) => {
      const target = targetsWith('responsibilities-matrix', matrixThere)[which % templates.length]
      const kind = target?.template.kinds[shift % Math.max(1, target.template.kinds.length)]
      if (target === undefined || kind === undefined) return
      const ofRow = rowFieldsOf(target.template, kind).map(({ id }) => rowUse(id))
      const whats = [LEAVE, CELLS, ...ofRow, ...kind.fields.filter(isImportable).map(({ id }) => id)]
      const taken = new Set<string>()
      const columns = table.header.map((_, column) => {
        const what = whats[(shift + column * 3) % whats.length] ?? LEAVE
        const isTwice = what !== CELLS && taken.has(what)
        taken.add(what)
        return columnUse(kind, table, column, isTwice ? LEAVE : what)
      })
      const plan = planCards(target, table, { kind, columns }, { keepMisfits, skipThere: false })
      for (const card of [...plan.cards, ...plan.heads]) {
        const problems = validateFieldsInput(card.kind, card.fields)
        // Half characters are mended where a text is parsed.
        expect(problems.filter(({ message }) => !message.includes('half a character'))).toEqual([])
        for (const place of Object.values(card.refs)) expect(plan.heads[place]).toBeDefined()
      }
      const leads = columns.flatMap((use, column) =>
        use.type === 'cells' || (use.type === 'field' && use.field === kind.lead) ? [column] : [],
      )
      const entries = table.rows.flatMap((row) =>
        leads.flatMap((column) => {
          const use = columns[column]
          const isList = use !== undefined && (use.type === 'cells' || use.type === 'field') && use.isList
          return (isList ? (row[column] ?? '').split(/[;\n]/u) : [row[column] ?? '']).filter(
            (text) => text.trim() !== '',
          )
        }),
      )
      expect(plan.cards.length).toBeGreaterThanOrEqual(entries.length)
    }),
    { ...seeded('imports'), numRuns: 300 },
  )
})
