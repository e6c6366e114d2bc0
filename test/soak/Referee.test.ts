import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as Y from 'yjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readBoard } from '../../shared/board/read.ts'
import { LmdbUpdateLog } from '../../server/storage/lmdb/lmdbUpdateLog.ts'
import { docOf } from '../support/boardPeers.ts'
import { box, newBoard } from '../support/boardShapes.ts'
import { MemoryUpdateLog } from '../support/memoryUpdateLog.ts'
import { startSyncServer, type SyncServer } from '../support/syncServer.ts'
import { digest } from './bots/Screen.ts'
import { Findings } from './Findings.ts'
import type { ScreenReport } from './messages.ts'
import { Referee } from './Referee.ts'

const BOARD = 'one'
const NOTED = [['tally shape:mine', '7']] as const

/** A new board with one box on it that says 7. */
function boardWithMine(): Uint8Array {
  const doc = docOf([newBoard('blank')])
  doc.getMap('records').set('shape:mine', { ...box('mine'), meta: { tally: 7 } })
  return Y.encodeStateAsUpdate(doc)
}

function screen(document: string, changes: Partial<ScreenReport> = {}): ScreenReport {
  return {
    bot: 'ada',
    boardId: BOARD,
    store: document,
    document,
    invalid: 0,
    status: 'saved',
    facts: NOTED,
    ...changes,
  }
}

describe('the referee of a soak', () => {
  let findings: Findings
  let referee: Referee
  let server: SyncServer | null
  /** The API of this server: there is none, but where it is asked for, it reads as everybody does. */
  const accused = () => ({ port: server?.port ?? 0, url: `http://127.0.0.1:${server?.port}`, clockShiftMs: 0 })
  const kinds = () => findings.kept.map(({ kind }) => kind)

  beforeEach(() => {
    findings = new Findings(() => 0)
    referee = new Referee(findings, new Map([['ada', BOARD]]), 300)
    referee.take({ tell: 'noted', bot: 'ada', changes: NOTED })
    referee.take({ tell: 'saved', bot: 'ada' })
    server = null
  })
  afterEach(async () => {
    await server?.stop()
  })

  async function serve(update: Uint8Array): Promise<string> {
    server = await startSyncServer({ log: new MemoryUpdateLog() })
    await server.rooms.create(BOARD, update, { title: 'Board', template: 'blank' })
    return digest(readBoard(docOf([update])).records)
  }

  it('HOUSE-42: it finds what was shown as saved and is missing for a newcomer, and nothing where it is there', async () => {
    await serve(boardWithMine())
    await referee.askNewcomer(accused(), BOARD)
    expect(kinds()).toEqual([])
    await server?.stop()
    await serve(newBoard('blank'))
    await referee.askNewcomer(accused(), BOARD)
    expect(kinds()).toEqual(['lost'])
  })

  it('HOUSE-42: it finds that nobody new can join', async () => {
    await referee.askNewcomer({ port: 9, url: 'http://127.0.0.1:9', clockShiftMs: 0 }, BOARD)
    expect(kinds()).toEqual(['disagreement'])
  })

  it('HOUSE-42: it finds records that no reader takes', async () => {
    const doc = docOf([boardWithMine()])
    doc.getMap('records').set('shape:bad', { ...box('bad'), x: 'far' })
    await serve(Y.encodeStateAsUpdate(doc))
    await referee.askNewcomer(accused(), BOARD)
    expect(kinds()).toEqual(['invalid'])
  })

  it('HOUSE-42: it finds what a device promised to keep and has not when its owner is back', () => {
    referee.take({ tell: 'noted', bot: 'ada', changes: [['tally shape:mine', '8']] })
    referee.take({ tell: 'kept', bot: 'ada' })
    referee.take({ tell: 'back', bot: 'ada', from: 'device', found: [['tally shape:mine', '8']] })
    expect(kinds()).toEqual([])
    referee.take({ tell: 'kept', bot: 'ada' })
    referee.take({ tell: 'back', bot: 'ada', from: 'device', found: [['tally shape:mine', '7']] })
    expect(kinds()).toEqual(['lost'])
  })

  it('HOUSE-42: it finds what was shown as saved and is missing when its author comes back with nothing', () => {
    referee.take({ tell: 'back', bot: 'ada', from: 'server', found: [['tally shape:mine', null]] })
    expect(kinds()).toEqual(['lost'])
  })

  it('HOUSE-42: it finds a change of one’s own that one’s screen does not show any more', async () => {
    const fresh = await serve(boardWithMine())
    const screens = () => Promise.resolve([screen(fresh, { facts: [['tally shape:mine', '6']] })])
    await referee.judgeRest(accused(), { screens }, [BOARD])
    expect(kinds()).toContain('lost')
  })

  it('HOUSE-43: it finds a screen or a document that is not what a newcomer gets', async () => {
    const fresh = await serve(boardWithMine())
    const disagreements = async (one: ScreenReport): Promise<string[]> => {
      findings = new Findings(() => 0)
      referee = new Referee(findings, new Map([['ada', BOARD]]), 300)
      await referee.judgeRest(accused(), { screens: () => Promise.resolve([one]) }, [BOARD])
      // This server has no API, which is a disagreement of its own.
      return findings.kept.map(({ what }) => what).filter((what) => !what.includes('the API'))
    }
    expect(await disagreements(screen(fresh, { facts: [] }))).toEqual([])
    expect(await disagreements(screen('other', { facts: [] }))).toEqual([expect.stringContaining('document of ada')])
    expect(await disagreements(screen(fresh, { store: 'other', facts: [] }))).toEqual([
      expect.stringContaining('screen of ada'),
    ])
  })

  it('HOUSE-42, HOUSE-43: it finds a data folder that lacks what was saved, or reads otherwise than the screens', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'betwixt-referee-'))
    const keep = async (update: Uint8Array): Promise<void> => {
      const log = await LmdbUpdateLog.open({ directory: path.join(directory, 'boards'), now: () => 1 })
      await log.append(BOARD, [update], { title: 'Board', template: 'blank' })
      await log.close()
    }
    try {
      const fresh = await serve(boardWithMine())
      await referee.judgeRest(accused(), { screens: () => Promise.resolve([screen(fresh)]) }, [BOARD])
      findings.kept.length = 0
      await keep(newBoard('blank'))
      await referee.judgeDisk(directory, [BOARD, 'two'])
      expect(findings.kept.map(({ what }) => what)).toEqual([
        expect.stringContaining('a reload from the disk found tally shape:mine'),
        expect.stringContaining('one reads differently'),
        expect.stringContaining('the disk has no board two'),
      ])
      findings.kept.length = 0
      await keep(boardWithMine())
      await referee.judgeDisk(directory, [BOARD])
      expect(kinds()).toEqual([])
    } finally {
      await rm(directory, { recursive: true })
    }
  })
})
