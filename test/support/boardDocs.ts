import * as Y from 'yjs'
import { getIndexBetween, type IndexKey } from '@tldraw/utils'
import { fillNewBoard } from '../../shared/board/create.ts'
import type { Sources } from '../../shared/board/sources.ts'
import { findTemplate } from '../../shared/templates/index.ts'

/** Ids that count up and order keys of tldraw, so that a test reads the same each time. */
export function countingSources(prefix = 'id'): Sources {
  let next = 0
  return {
    newId: () => `${prefix}${next++}`,
    indexBetween: (below, above) => getIndexBetween(below as IndexKey | null, above as IndexKey | null),
  }
}

/** A new board's document from a template of the registry. */
export function newBoardDoc(templateId: string, exampleFor?: string): Y.Doc {
  const template = findTemplate(templateId)
  if (template === undefined) throw new Error(`no template ${templateId}`)
  const doc = new Y.Doc()
  fillNewBoard(doc, exampleFor === undefined ? { template } : { template, exampleFor }, countingSources())
  return doc
}
