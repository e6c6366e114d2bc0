import { jsonEqual } from './equal.ts'

/**
 * A record's values fall into groups that must change together, so that two people who change different things of one
 * record both win. A group's name is its key in `edits`:
 *
 * - `place`: [x, y, rotation, parentId, index] of a shape
 * - `size`: [w, h] of a shape that has both
 * - `ends`: [fromId, toId] of a binding
 * - `f.<field>`: a card's field that is one value; `f.<field>.<element>`: 1 or 0, whether a set has the element
 * - `props.<key>`, `meta.<key>`, or the name of any other top-level key: that value alone
 *
 * Overwriting one key in a run costs Yjs almost nothing, alternating between two keys does not merge: hence x and y
 * share one. A composite value leaves off the elements at its end that are as the record was created.
 */
export type GroupValue = unknown

/** A change of one group: its new value, or undefined where the key is gone. */
export type GroupChange = readonly [group: string, value: GroupValue]

type Json = Record<string, unknown>

interface Composite {
  group: string
  typeName: string
  paths: readonly (readonly [string] | readonly ['props', string])[]
}

const COMPOSITES: readonly Composite[] = [
  { group: 'place', typeName: 'shape', paths: [['x'], ['y'], ['rotation'], ['parentId'], ['index']] },
  {
    group: 'size',
    typeName: 'shape',
    paths: [
      ['props', 'w'],
      ['props', 'h'],
    ],
  },
  { group: 'ends', typeName: 'binding', paths: [['fromId'], ['toId']] },
]

/** Keys that identify a record and never change. */
const FIXED = new Set(['id', 'typeName', 'type', 'props', 'meta'])

function at(record: Json, path: Composite['paths'][number]): unknown {
  return path.length === 1 ? record[path[0]] : asJson(record['props'])[path[1]]
}

function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

function compositesOf(record: Json): readonly Composite[] {
  return COMPOSITES.filter(
    (composite) =>
      composite.typeName === record['typeName'] && composite.paths.every((path) => at(record, path) !== undefined),
  )
}

/** The whole value of a composite group of a record, or undefined where the record has no such group. */
export function compositeValue(record: object, group: string): unknown[] | undefined {
  const json = record as Json
  const composite = compositesOf(json).find((candidate) => candidate.group === group)
  return composite?.paths.map((path) => at(json, path))
}

/**
 * What changed from one state of a record to another, group by group. Values of composite groups are whole; shorten
 * them with `shortenComposite` before they are written. `isText` tells which card fields are collaborative text:
 * those come out as `text.<field>`, to be turned into edits of the Y.Text.
 */
export function changedGroups(from: object, to: object, isText: (field: string) => boolean): GroupChange[] {
  const before = from as Json
  const after = to as Json
  const changes: GroupChange[] = []
  const inComposite = new Set<string>()
  for (const composite of compositesOf(after)) {
    let changed = false
    for (const path of composite.paths) {
      inComposite.add(path.join('.'))
      changed ||= !jsonEqual(at(before, path), at(after, path))
    }
    if (changed) changes.push([composite.group, composite.paths.map((path) => at(after, path))])
  }
  for (const key of unionOfKeys(before, after)) {
    if (FIXED.has(key) || inComposite.has(key) || jsonEqual(before[key], after[key])) continue
    changes.push([key, after[key]])
  }
  const isCard = after['typeName'] === 'shape' && after['type'] === 'card'
  for (const part of ['props', 'meta'] as const) {
    const old = asJson(before[part])
    const now = asJson(after[part])
    if (old === now) continue
    for (const key of unionOfKeys(old, now)) {
      if (inComposite.has(`${part}.${key}`) || jsonEqual(old[key], now[key])) continue
      if (isCard && part === 'props' && key === 'fields') {
        changes.push(...changedFields(asJson(old[key]), asJson(now[key]), isText))
      } else changes.push([`${part}.${key}`, now[key]])
    }
  }
  return changes
}

function unionOfKeys(a: Json, b: Json): Set<string> {
  return new Set([...Object.keys(a), ...Object.keys(b)])
}

function changedFields(old: Json, now: Json, isText: (field: string) => boolean): GroupChange[] {
  const changes: GroupChange[] = []
  for (const field of unionOfKeys(old, now)) {
    const before = old[field]
    const after = now[field]
    if (jsonEqual(before, after)) continue
    if (isText(field)) changes.push([`text.${field}`, typeof after === 'string' ? after : ''])
    else if (Array.isArray(before) || Array.isArray(after)) {
      const had = new Set<unknown>(Array.isArray(before) ? before : [])
      const has = new Set<unknown>(Array.isArray(after) ? after : [])
      for (const element of had) if (!has.has(element)) changes.push([`f.${field}.${String(element)}`, 0])
      for (const element of has) if (!had.has(element)) changes.push([`f.${field}.${String(element)}`, 1])
    } else changes.push([`f.${field}`, after ?? null])
  }
  return changes
}

/** Leaves off the elements at the end of a composite value that are as the record was created. */
export function shortenComposite(base: object, group: string, value: GroupValue): GroupValue {
  if (!Array.isArray(value)) return value
  const original = compositeValue(base, group)
  if (original === undefined) return value
  let length = value.length
  while (length > 1 && jsonEqual(value[length - 1], original[length - 1])) length--
  return value.slice(0, length)
}

/**
 * Puts one group's value into a copy-on-write draft of a record: `draft` and its `props`, `meta` and `fields` must be
 * the caller's own copies. A composite value that is too short leaves the rest as it was; one that is no array, and a
 * group of no known form, changes nothing.
 */
export function applyGroup(draft: Json, group: string, value: GroupValue): void {
  const composite = COMPOSITES.find((candidate) => candidate.group === group)
  if (composite !== undefined) {
    if (!Array.isArray(value) || composite.typeName !== draft['typeName']) return
    composite.paths.forEach((path, index) => {
      if (index >= value.length) return
      if (path.length === 1) draft[path[0]] = value[index]
      else asJson(draft['props'])[path[1]] = value[index]
    })
    return
  }
  const dot = group.indexOf('.')
  if (dot < 0) {
    if (!FIXED.has(group)) setOrRemove(draft, group, value)
    return
  }
  const part = group.slice(0, dot)
  const key = group.slice(dot + 1)
  if (part === 'props' || part === 'meta') setOrRemove(asJson(draft[part]), key, value)
  else if (part === 'f') applyField(asJson(asJson(draft['props'])['fields']), key, value)
}

function setOrRemove(target: Json, key: string, value: unknown): void {
  // A key from outside must never reach a prototype.
  if (key === '__proto__') return
  if (value === undefined) delete target[key]
  else target[key] = value
}

function applyField(fields: Json, key: string, value: unknown): void {
  const dot = key.indexOf('.')
  if (dot < 0) {
    setOrRemove(fields, key, value)
    return
  }
  const field = key.slice(0, dot)
  if (field === '__proto__') return
  const element = key.slice(dot + 1)
  const elements = new Set<unknown>(Array.isArray(fields[field]) ? (fields[field] as unknown[]) : [])
  if (value === 1) elements.add(element)
  else elements.delete(element)
  // An element that is no string makes the record invalid: it is kept for the validator to find, and never compared,
  // since it may refuse to become a string.
  const isString = (each: unknown): each is string => typeof each === 'string'
  const all = [...elements]
  fields[field] = [...all.filter(isString).sort(), ...all.filter((each) => !isString(each))]
}
