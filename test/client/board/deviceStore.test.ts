import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { DeviceStore } from '../../../client/board/DeviceStore.ts'
import { freshStorage, setStorage } from '../../support/device.ts'
import { readRows, spoilRow } from '../../support/deviceRows.ts'

async function open(doc = new Y.Doc()): Promise<{ doc: Y.Doc; device: DeviceStore }> {
  const device = await DeviceStore.open('betwixt/board/one', doc)
  if (device === null) throw new Error('the storage did not open')
  return { doc, device }
}

function write(doc: Y.Doc, key: string): Uint8Array {
  let update = new Uint8Array()
  const take = (bytes: Uint8Array): void => {
    update = new Uint8Array(bytes)
  }
  doc.on('update', take)
  doc.getMap('records').set(key, key)
  doc.off('update', take)
  return update
}

function countRows(storage: IDBFactory): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = storage.open('betwixt/board/one')
    request.onerror = () => reject(new Error('the storage did not open'))
    request.onsuccess = () => {
      const count = request.result.transaction('updates').objectStore('updates').count()
      count.onsuccess = () => {
        request.result.close()
        resolve(count.result)
      }
    }
  })
}

describe('a board in the browser’s own storage', () => {
  it('BND-110: what was kept is there when it is opened again', async () => {
    freshStorage()
    const { doc, device } = await open()
    expect(await device.add(write(doc, 'a'), { strict: true })).toBe(true)
    expect(await device.add(write(doc, 'b'), { strict: false })).toBe(true)
    await device.close()
    const again = await open()
    expect(again.doc.getMap('records').toJSON()).toEqual({ a: 'a', b: 'b' })
    await again.device.close()
  })

  it('BND-111: what was confirmed and deleted is remembered', async () => {
    freshStorage()
    const { doc, device } = await open()
    expect(device.memory).toEqual({ savedVector: null, deleted: [] })
    write(doc, 'a')
    const savedVector = Y.encodeStateVector(doc)
    device.remember({ savedVector, deleted: ['shape:x', 'shape:y'] })
    await device.close()
    const again = await open()
    expect(again.device.memory).toEqual({ savedVector, deleted: ['shape:x', 'shape:y'] })
    await again.device.close()
  })

  it('BND-112: a write that fails is told, and the next one makes up for it', async () => {
    freshStorage()
    const { doc, device } = await open()
    const real = IDBObjectStore.prototype.add
    const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    expect(await device.add(write(doc, 'a'), { strict: true })).toBe(false)
    full.mockRestore()
    expect(IDBObjectStore.prototype.add).toBe(real)
    expect(await device.add(write(doc, 'b'), { strict: true })).toBe(true)
    await device.close()
    const again = await open()
    expect(again.doc.getMap('records').toJSON()).toEqual({ a: 'a', b: 'b' })
    await again.device.close()
  })

  it('BND-113: many updates are merged into one when nothing is being written, and nothing is lost', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const storage = freshStorage()
    const { doc, device } = await open()
    for (let n = 0; n < 1010; n++) await device.add(write(doc, `k${n}`), { strict: false })
    expect(await countRows(storage)).toBeGreaterThan(1000)
    vi.advanceTimersByTime(10_000)
    vi.useRealTimers()
    await expect.poll(() => countRows(storage)).toBeLessThan(10)
    await device.close()
    const again = await open()
    expect(Object.keys(again.doc.getMap('records').toJSON())).toHaveLength(1010)
    await again.device.close()
  })

  it('BND-114: a browser that gives no storage is told apart from one that does', async () => {
    setStorage(undefined)
    expect(await DeviceStore.open('betwixt/board/one', new Y.Doc())).toBeNull()
    const refusing = freshStorage()
    vi.spyOn(refusing, 'open').mockImplementation(() => {
      throw new DOMException('not here', 'SecurityError')
    })
    expect(await DeviceStore.open('betwixt/board/one', new Y.Doc())).toBeNull()
  })

  it('BND-451: what cannot be read is left out and stays until the copy is healed; trimming does not touch it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const storage = freshStorage()
    const { doc, device } = await open()
    await device.add(write(doc, 'a'), { strict: false })
    const other = write(new Y.Doc(), 'b')
    await device.add(other, { strict: false })
    device.remember({ savedVector: Uint8Array.of(9, 9, 9), deleted: [] })
    await device.close()
    const [first = 0, second = 0] = (await readRows(storage, 'one')).keys()
    await spoilRow(storage, 'one', first, 'no bytes')

    const again = await open()
    expect(again.doc.getMap('records').toJSON()).toEqual({ b: 'b' })
    expect(again.device.memory.savedVector).toBeNull()
    for (let n = 0; n < 1010; n++) await again.device.add(write(again.doc, `k${n}`), { strict: false })
    vi.advanceTimersByTime(10_000)
    vi.useRealTimers()
    await expect.poll(() => countRows(storage)).toBeLessThan(10)
    const trimmed = await readRows(storage, 'one')
    expect([...trimmed.keys()]).toContain(first)
    expect([...trimmed.keys()]).not.toContain(second)
    await again.device.heal()
    expect([...(await readRows(storage, 'one')).keys()]).not.toContain(first)
    await again.device.close()
    const healed = await open()
    expect(healed.doc.getMap('records').size).toBe(1011)
    await healed.device.close()
  })

  it('BND-452: a database of another kind in its place is told apart from storage', async () => {
    const storage = freshStorage()
    await new Promise((resolve) => (storage.open('betwixt/board/one', 7).onsuccess = resolve))
    expect(await DeviceStore.open('betwixt/board/one', new Y.Doc())).toBeNull()
  })
})
