import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SourceServer } from '../../support/sourceServer.ts'

const FAULTS = fileURLToPath(new URL('../../support/faults.ts', import.meta.url))
const JSON_TYPE = { 'content-type': 'application/json' }
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

interface Named {
  id: string
  title: string
}

describe('a server that is broken off at the worst moment', { timeout: 60_000 }, () => {
  let directory: string
  let faultFile: string
  let server: SourceServer

  const start = async (): Promise<void> => {
    await writeFile(faultFile, '')
    server = await SourceServer.start({
      DATA_DIR: path.join(directory, 'data'),
      FAULT_FILE: faultFile,
      NODE_OPTIONS: `--import tsx --import ${FAULTS}`,
    })
  }
  const post = (what: string, body: object): Promise<Response> =>
    fetch(`${server.url}/api/v1/${what}`, { method: 'POST', body: JSON.stringify(body), headers: JSON_TYPE })
  const upload = (boardId: string): Promise<Response> =>
    fetch(`${server.url}/api/v1/boards/${boardId}/assets`, {
      method: 'POST',
      body: PNG,
      headers: { 'content-type': 'image/png' },
    })
  const made = async (answer: Promise<Response>): Promise<Named> => {
    const response = await answer
    expect(response.status).toBe(201)
    return (await response.json()) as Named
  }
  const boards = async (): Promise<string[]> => {
    const answer = await fetch(`${server.url}/api/v1/boards`)
    const { items } = (await answer.json()) as { items: Named[] }
    return items.map(({ title }) => title).toSorted()
  }

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'betwixt-broken-'))
    faultFile = path.join(directory, 'fault')
    await start()
  })
  afterEach(async () => {
    await server.end('SIGKILL')
    await rm(directory, { recursive: true })
  })

  it('STO-452: one whose database can neither read nor write any more ends with 70 and one line, and the next has everything', async () => {
    const board = await made(post('boards', { title: 'Kept', template: 'discovery-map' }))
    const card = await made(post(`boards/${board.id}/cards`, { kind: 'signal' }))
    await writeFile(faultFile, 'panic')
    await expect(post(`boards/${board.id}/cards`, { kind: 'signal' })).rejects.toThrow()
    expect(await server.exit).toBe(70)
    expect(server.stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{'))).toEqual([
      'betwixt: The database cannot go on after a write that the disk refused; start the server again.',
    ])
    await start()
    expect(await boards()).toEqual(['Kept'])
    const reading = await fetch(`${server.url}/api/v1/boards/${board.id}/reading`)
    expect(await reading.text()).toContain(card.id)
  })

  it.each(['catalog', 'written'])(
    'STO-453: a board whose making was broken off after its first update is there whole (%s)',
    async (moment) => {
      await made(post('boards', { title: 'Kept', template: 'blank' }))
      await writeFile(faultFile, moment)
      await expect(post('boards', { title: 'Broken off', template: 'discovery-map' })).rejects.toThrow()
      await server.exit
      await start()
      expect(await boards()).toEqual(['Broken off', 'Kept'])
    },
  )

  it.each(['catalog', 'written'])(
    'STO-454: an upload that was broken off before its answer can be sent again, and nothing else is touched (%s)',
    async (moment) => {
      const board = await made(post('boards', { title: 'Kept', template: 'blank' }))
      await writeFile(faultFile, moment)
      await expect(upload(board.id)).rejects.toThrow()
      await server.exit
      await start()
      const { sha256 } = (await (await upload(board.id)).json()) as { sha256: string }
      const image = await fetch(`${server.url}/api/v1/boards/${board.id}/assets/${sha256}`)
      expect(Buffer.from(await image.arrayBuffer())).toEqual(PNG)
      expect(await boards()).toEqual(['Kept'])
    },
  )
})
