import { afterEach, beforeEach, expect, it } from 'vitest'
import { box, newBoard } from '../../support/boardShapes.ts'
import { MemoryUpdateLog } from '../../support/memoryUpdateLog.ts'
import { startSyncServer, type SyncServer } from '../../support/syncServer.ts'
import { BotLine } from '../BotLine.ts'
import type { FromBots } from '../messages.ts'
import { Random } from '../Random.ts'
import { make, tally } from './acts.ts'
import type { Weather } from './Bot.ts'
import { Person } from './Person.ts'
import type { Temper } from './temper.ts'

let server: SyncServer
let line: BotLine
let weather: Weather
let told: FromBots[]
let person: Person

const wrong = (): string[] => told.flatMap((message) => (message.tell === 'wrong' ? [message.what] : []))
const claims = (): number => told.filter(({ tell }) => tell === 'saved').length

/** Somebody who does what a test has them do, and nothing else. */
async function sitDown(temper: Partial<Temper> = {}): Promise<void> {
  const idle: Temper = { name: 'idle', does: '', pauseMs: [1, 1], keepsDevice: true, act: () => Promise.resolve() }
  const card = { name: 'ada', temper: 'idle', boardId: 'one', template: 'blank' }
  person = new Person(
    { ...idle, ...temper },
    { card, line, weather, random: new Random(1), port: server.port, tell: (message) => told.push(message), pace: 1 },
  )
  await person.start()
}

beforeEach(async () => {
  server = await startSyncServer({ log: new MemoryUpdateLog() })
  await server.rooms.create('one', newBoard('blank'), { title: 'Board', template: 'blank' })
  line = await BotLine.to(server.port)
  weather = { isCalm: false, calmSince: 0, diskFullSince: null }
  told = []
})
afterEach(async () => {
  await person.stop()
  await server.stop()
})

it('HOUSE-47: Saved that is shown for a new change while the disk is full is told as wrong', async () => {
  await sitDown()
  make(person)
  await expect.poll(claims).toBe(1)
  expect(wrong()).toEqual([])
  // This server's disk works: to somebody who knows better, it lies.
  weather.diskFullSince = performance.now()
  tally(person, person.own[0] ?? '')
  await expect.poll(wrong).toEqual([expect.stringContaining('Saved for a new change while the disk was full')])
})

it('HOUSE-47: what was done before, and what others did, is no new change', async () => {
  await sitDown()
  weather.diskFullSince = Number.POSITIVE_INFINITY
  make(person)
  await expect.poll(claims).toBe(1)
  weather.diskFullSince = performance.now()
  await server.rooms.write('one', (doc) => doc.getMap('records').set('shape:other', box('other')))
  await expect.poll(() => person.screen.record('shape:other')?.id).toBe('shape:other')
  expect(wrong()).toEqual([])
})

it('HOUSE-42: somebody who only follows and writes is told as wrong', async () => {
  await sitDown({ onlyFollows: true })
  make(person)
  await expect.poll(wrong).toEqual([expect.stringContaining('only follows')])
})

it('HOUSE-41: Saved on the screen of who came back with nothing promises nothing until they do something', async () => {
  await sitDown({ keepsDevice: false })
  make(person)
  await expect.poll(claims).toBeGreaterThan(0)
  await person.goAway(1, { isAbrupt: false })
  const before = claims()
  await expect.poll(() => person.counts.comings).toBe(2)
  await expect.poll(() => person.screen.isSaved).toBe(true)
  expect(claims()).toBe(before)
  tally(person, person.own[0] ?? '')
  await expect.poll(claims).toBeGreaterThan(before)
})
