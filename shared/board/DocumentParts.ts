import * as Y from 'yjs'
import { composeRecord, type Composed } from './compose.ts'
import { boardRoots, partKey, splitPartKey, type BoardRoots } from './keys.ts'

/** The flat keys of a board's document by the record they belong to, and which records were touched. */
export class DocumentParts {
  readonly #roots: BoardRoots
  /** Record id → groups that have edits, and → fields that have texts. */
  readonly #edits = new Map<string, Set<string>>()
  readonly #texts = new Map<string, Set<string>>()
  readonly #touched = new Set<string>()

  constructor(doc: Y.Doc) {
    this.#roots = boardRoots(doc)
  }

  /** Notes all that the document holds. */
  readAll(): void {
    const { records, edits, texts } = this.#roots
    edits.forEach((_value, key) => this.#notePart(this.#edits, key, true))
    texts.forEach((_value, key) => this.#notePart(this.#texts, key, true))
    records.forEach((_value, id) => this.#touched.add(id))
  }

  /** Notes what later transactions touch. Returns the function that stops it. */
  observe(): () => void {
    const { records, edits, texts } = this.#roots
    const onRecords = (event: Y.YMapEvent<unknown>): void => {
      for (const id of event.keysChanged) this.#touched.add(id)
    }
    const onEdits = (event: Y.YMapEvent<unknown>): void => {
      for (const key of event.keysChanged) this.#notePart(this.#edits, key, edits.has(key))
    }
    const onTexts = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
      for (const event of events) {
        if (event.path.length > 0) this.#notePart(this.#texts, String(event.path[0]), true)
        else for (const key of event.keys.keys()) this.#notePart(this.#texts, key, texts.has(key))
      }
    }
    records.observe(onRecords)
    edits.observe(onEdits)
    texts.observeDeep(onTexts)
    return () => {
      records.unobserve(onRecords)
      edits.unobserve(onEdits)
      texts.unobserveDeep(onTexts)
    }
  }

  /** Whether anything was touched and not taken yet. */
  get isTouched(): boolean {
    return this.#touched.size > 0
  }

  /** The ids of the records that were touched, once. */
  takeTouched(): string[] {
    const touched = [...this.#touched]
    this.#touched.clear()
    return touched
  }

  /** The groups of a record that have edits. */
  editedGroups(id: string): ReadonlySet<string> {
    return this.#edits.get(id) ?? new Set()
  }

  /** The fields of a card that have a collaborative text. */
  textFields(id: string): ReadonlySet<string> {
    return this.#texts.get(id) ?? new Set()
  }

  /** Puts a record together from its parts; undefined where the document has none of that id. */
  compose(id: string): Composed | undefined {
    const { records, edits, texts } = this.#roots
    if (!records.has(id)) return undefined
    return composeRecord({
      id,
      base: records.get(id),
      edits: [...this.editedGroups(id)].map((group) => [group, edits.get(partKey(id, group))] as const),
      texts: [...this.textFields(id)].flatMap((field) => {
        const text = texts.get(partKey(id, field))
        return text instanceof Y.Text ? [[field, text.toString()] as const] : []
      }),
    })
  }

  #notePart(parts: Map<string, Set<string>>, key: string, isThere: boolean): void {
    const split = splitPartKey(key)
    if (split === null) return
    this.#touched.add(split.id)
    if (isThere) addTo(parts, split.id, split.part)
    else removeFrom(parts, split.id, split.part)
  }
}

/** Adds to the set at a key of an index, made where there is none. */
export function addTo(index: Map<string, Set<string>>, key: string, value: string): void {
  const set = index.get(key)
  if (set === undefined) index.set(key, new Set([value]))
  else set.add(value)
}

/** Removes from the set at a key of an index, and the set when it is empty. */
export function removeFrom(index: Map<string, Set<string>>, key: string, value: string): void {
  const set = index.get(key)
  set?.delete(value)
  if (set?.size === 0) index.delete(key)
}
