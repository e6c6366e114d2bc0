import type { TLRecord } from '@tldraw/tlschema'
import * as Y from 'yjs'
import { fillNewBoard } from '../../shared/board/create.ts'
import { readBoard } from '../../shared/board/read.ts'
import { isZone, type FieldValue } from '../../shared/board/schema.ts'
import { findTemplate } from '../../shared/templates/index.ts'

/** The bytes of a new board made from a template. */
export function newBoard(templateId = 'discovery-map'): Uint8Array {
  const template = findTemplate(templateId)
  if (template === undefined) throw new Error(`no template ${templateId}`)
  const doc = new Y.Doc()
  let count = 0
  fillNewBoard(doc, { template }, { newId: () => `zone${count++}`, indexBetween: () => `a${count + 1}` })
  return Y.encodeStateAsUpdate(doc)
}

/** The shape ids of a board's zones, by their ids in the template. */
export function zonesOf(doc: Y.Doc): Record<string, string> {
  const zones = [...readBoard(doc).records.values()].filter(isZone)
  return Object.fromEntries(zones.map((zone) => [zone.props.zone, zone.id]))
}

interface Where {
  parent?: string
  index?: string
  x?: number
  y?: number
}

/** A pain point card of the discovery map. */
export function painPoint(name: string, where: Where = {}, fields: Record<string, FieldValue> = {}): TLRecord {
  return shape('card', name, where, {
    w: 240,
    h: 96,
    template: 'discovery-map',
    kind: 'pain-point',
    fields: { whatHurts: '', who: '', example: '', severity: null, ...fields },
  })
}

/** A plain rectangle. */
export function box(name: string, where: Where = {}): TLRecord {
  return shape('geo', name, where, {
    w: 100,
    h: 100,
    geo: 'rectangle',
    dash: 'draw',
    growY: 0,
    url: '',
    scale: 1,
    color: 'black',
    labelColor: 'black',
    fill: 'none',
    size: 'm',
    font: 'draw',
    align: 'middle',
    verticalAlign: 'middle',
    richText: { type: 'doc', content: [{ type: 'paragraph' }] },
  })
}

/** A frame, into which other shapes may go. */
export function frame(name: string, where: Where = {}): TLRecord {
  return shape('frame', name, where, { w: 400, h: 300, name: '', color: 'black' })
}

/** An arrow, free at both ends until bound. */
export function arrow(name: string, where: Where = {}): TLRecord {
  return shape('arrow', name, where, {
    kind: 'arc',
    dash: 'draw',
    size: 'm',
    fill: 'none',
    color: 'black',
    labelColor: 'black',
    bend: 0,
    start: { x: 0, y: 0 },
    end: { x: 100, y: 0 },
    arrowheadStart: 'none',
    arrowheadEnd: 'arrow',
    text: '',
    labelPosition: 0.5,
    font: 'draw',
    scale: 1,
    elbowMidPoint: 0.5,
  })
}

/** One end of a link. */
export function arrowBinding(name: string, from: string, to: string, terminal: 'start' | 'end'): TLRecord {
  return {
    id: `binding:${name}`,
    typeName: 'binding',
    type: 'arrow',
    fromId: from,
    toId: to,
    meta: {},
    props: { terminal, normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false, snap: 'none' },
  } as unknown as TLRecord
}

function shape(type: string, name: string, where: Where, props: Record<string, unknown>): TLRecord {
  const { parent = 'page:page', index = 'a1', x = 0, y = 0 } = where
  return {
    id: `shape:${name}`,
    typeName: 'shape',
    type,
    parentId: parent,
    index,
    x,
    y,
    rotation: 0,
    isLocked: false,
    opacity: 1,
    props,
    meta: {},
  } as unknown as TLRecord
}
