import type { TLRecord } from '@tldraw/tlschema'
import { describe, expect, it } from 'vitest'
import { groupFindings } from '../../../client/canvas/panel/groupFindings.ts'
import { findingsByCard } from '../../../client/canvas/panel/findingsByCard.ts'
import { localDay } from '../../../client/time/localDay.ts'
import { BoardReadings } from '../../../shared/board/BoardReadings.ts'
import type { CardShape } from '../../../shared/board/schema.ts'
import type { Finding, TemplateReading } from '../../../shared/templates/template.ts'

const shape = (id: string, type: string, rest: object = {}): TLRecord =>
  ({
    id,
    typeName: 'shape',
    type,
    x: 0,
    y: 0,
    index: 'a1',
    parentId: 'page:page',
    props: {},
    ...rest,
  }) as unknown as TLRecord
const page = { id: 'page:page', typeName: 'page', name: 'Page 1', index: 'a1' } as unknown as TLRecord

describe('which changes can change a reading', () => {
  const card = shape('shape:a', 'card', { props: { template: 'discovery-map', kind: 'signal', fields: {} } })
  const changes = (...put: TLRecord[]) => new BoardReadings([page, card]).change(put, [])

  it('UI-55: moving a card cannot, changing its fields, zone or order can', () => {
    const { props } = card as CardShape
    expect(changes({ ...card, x: 50 } as TLRecord)).toBe(false)
    expect(changes({ ...card, props: { ...props, fields: { who: 'all' } } } as TLRecord)).toBe(true)
    expect(changes({ ...card, parentId: 'shape:z' } as TLRecord)).toBe(true)
    expect(changes({ ...card, index: 'a2' } as TLRecord)).toBe(true)
  })

  it('UI-55: drawing and moving the camera cannot, a link can', () => {
    expect(changes(shape('shape:d', 'draw'))).toBe(false)
    expect(changes({ ...page, name: 'Another name' } as TLRecord)).toBe(false)
    const binding = { id: 'binding:b', typeName: 'binding', type: 'arrow' } as unknown as TLRecord
    expect(new BoardReadings([page, card, binding]).change([], [binding.id])).toBe(true)
  })
})

const finding = (rule: string, ...cards: string[]): Finding => ({
  rule,
  severity: 'gap',
  message: rule,
  cards,
  about: '',
  nextStep: '',
})
const reading = (...findings: Finding[]) => ({ findings }) as unknown as TemplateReading

describe('findings on cards', () => {
  it('UI-56: each card has those that point at it', () => {
    const byCard = findingsByCard([reading(finding('r1', 'a', 'b')), reading(finding('r2', 'b'))], new Map())
    expect(byCard.get('a')?.map(({ rule }) => rule)).toEqual(['r1'])
    expect(byCard.get('b')?.map(({ rule }) => rule)).toEqual(['r1', 'r2'])
  })

  it('UI-56: a card whose findings are the same keeps its list and is not drawn again', () => {
    const before = findingsByCard([reading(finding('r1', 'a'), finding('r2', 'b'))], new Map())
    const after = findingsByCard([reading(finding('r1', 'a'), finding('r3', 'b'))], before)
    expect(after.get('a')).toBe(before.get('a'))
    expect(after.get('b')).not.toBe(before.get('b'))
  })
})

describe('the day', () => {
  it('UI-57: is the reader’s own, not that of Greenwich', () => {
    expect(localDay(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
    expect(localDay(new Date(2026, 10, 23, 0, 1))).toBe('2026-11-23')
  })
})

describe('findings that say the same', () => {
  it('UI-34: are said once, with every card they are about, in the order they first come', () => {
    const groups = groupFindings([
      { template: 't', findings: [finding('r1', 'a'), finding('r2', 'b'), finding('r1', 'c')] },
    ])
    expect(groups.map(({ message }) => message)).toEqual(['r1', 'r2'])
    expect(groups[0]?.findings.flatMap(({ cards }) => cards)).toEqual(['a', 'c'])
  })
})
