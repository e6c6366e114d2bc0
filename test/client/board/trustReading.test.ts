import { Store } from '@tldraw/store'
import {
  createTLSchema,
  defaultBindingSchemas,
  defaultShapeSchemas,
  type TLRecord,
  type TLStoreProps,
} from '@tldraw/tlschema'
import { expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { trustReading } from '../../../client/board/trustReading.ts'
import { BoardReader } from '../../../shared/board/read.ts'
import { cardProps, zoneProps } from '../../../shared/board/schema.ts'
import { boardRoots } from '../../../shared/board/keys.ts'
import { newBoard, painPoint, zonesOf } from '../../support/boardShapes.ts'

it('BND-204: what reading has found valid is not validated again, and everything else is', () => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, newBoard())
  const [zone = ''] = Object.values(zonesOf(doc))
  for (const card of [painPoint('free'), painPoint('zoned', { parent: zone })])
    boardRoots(doc).records.set(card.id, card)
  const reader = new BoardReader(doc)
  reader.update()
  const read = (name: string): TLRecord => {
    const record = reader.records.get(`shape:${name}`)
    if (record === undefined) throw new Error(`${name} was not read`)
    return record
  }

  const schema = createTLSchema({
    shapes: { ...defaultShapeSchemas, card: { props: cardProps }, zone: { props: zoneProps } },
    bindings: defaultBindingSchemas,
  })
  const store = new Store<TLRecord, TLStoreProps>({ schema, props: {} as TLStoreProps })
  const validate = vi.spyOn(schema.types.shape, 'validate')
  trustReading(store as unknown as Store<TLRecord>, reader)
  store.put([read('free')])
  expect(validate).not.toHaveBeenCalled()
  store.put([read('zoned')])
  expect(validate).toHaveBeenCalledTimes(1)
  store.put([{ ...read('free'), x: 5 } as TLRecord])
  expect(validate).toHaveBeenCalledTimes(2)
  expect(() => store.put([{ ...read('free'), x: 'far' } as unknown as TLRecord])).toThrow()
  expect(() => store.put([{ ...read('free'), id: 'shape:other', x: null } as unknown as TLRecord])).toThrow()
})
