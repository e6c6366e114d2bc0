import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import * as Y from 'yjs'
import { SYNC_STEP, syncMessage } from '../../../shared/sync/messages.ts'
import { attackers } from '../../support/attackers.ts'
import { median, type BenchFigure, type BenchRow } from '../row.ts'
import { makeBoards } from './boards.ts'
import { ours } from './contender.ts'
import { place } from './dragMessages.ts'
import { LightSocket } from './lightSocket.ts'
import { pause } from './pause.ts'
import type { ServerProcess } from './serverProcess.ts'
import { stamp, stampsIn } from './stamp.ts'
import { withServer } from './withServer.ts'

const WRITES = 20
const EVERY_MS = 100
/** A write that takes longer counts as this. */
const LOST_MS = 5_000
const GOAL_MS = 100
const attackProcess = fileURLToPath(new URL('./attackProcess.ts', import.meta.url))

/** How long an honest person's changes take to reach somebody else on a board that is being attacked. */
export const attacksRow: BenchRow = {
  name: 'attacks',
  run: () => withServer(ours, attackAll),
}

async function attackAll(server: ServerProcess): Promise<BenchFigure[]> {
  const slowest: { name: string; ms: number }[] = []
  const boards = await makeBoards(server, attackers.length + 1)
  const calm = await slowestWrite(server, boards.pop() ?? '')
  for (const [index, { name }] of attackers.entries()) {
    const board = boards[index] ?? ''
    const stop = await attack(server, name, board)
    try {
      slowest.push({ name, ms: await slowestWrite(server, board) })
    } finally {
      await stop()
    }
  }
  const [worst = { name: 'none', ms: 0 }] = slowest.sort((a, b) => b.ms - a.ms)
  return [
    {
      work: `slowest of ${WRITES} honest changes during each of ${slowest.length} attacks`,
      ours: `${worst.ms.toFixed(0)} ms (${worst.name}); the middle attack ${median(slowest.map(({ ms }) => ms)).toFixed(0)} ms`,
      floor: `${calm.toFixed(0)} ms without any`,
      others: [],
      ratio: worst.ms / calm,
      goal: `≤ ${GOAL_MS} ms during each`,
      met: worst.ms <= GOAL_MS,
      note: slowest.map(({ name, ms }) => `${name} ${ms.toFixed(0)} ms`).join(', '),
    },
  ]
}

/** Starts an attack in a process of its own; returns what ends it. */
async function attack(server: ServerProcess, name: string, board: string): Promise<() => Promise<void>> {
  const child = fork(attackProcess, [name, String(server.port), board], { execArgv: ['--import', 'tsx'] })
  await Promise.race([once(child, 'message'), once(child, 'exit')])
  return async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit')
      child.send('stop')
      const impatient = setTimeout(() => child.kill('SIGKILL'), 3_000)
      await ended
      clearTimeout(impatient)
    }
    if (!server.running) throw new Error(`The server ended during ${name}`)
  }
}

/** The longest that a change of one person took to reach another, in milliseconds. */
async function slowestWrite(server: ServerProcess, board: string): Promise<number> {
  const arrived: number[] = []
  const reader = await LightSocket.open(server.port, server.contender.dialect, board)
  const writer = await LightSocket.open(server.port, server.contender.dialect, board)
  await Promise.all([reader.synced, writer.synced])
  // An attacker's updates hold no stamps.
  reader.onMessage = (message) => {
    const now = performance.now()
    for (const sent of stampsIn(message)) arrived.push(now - sent)
  }
  const doc = new Y.Doc()
  for (let write = 0; write < WRITES; write++) {
    writer.send(syncMessage(SYNC_STEP.update, place(doc, 'honest', [write, 0, 0, stamp()])))
    await pause(EVERY_MS)
  }
  for (let waited = 0; arrived.length < WRITES && waited < LOST_MS; waited += 20) await pause(20)
  reader.close()
  writer.close()
  return arrived.length < WRITES ? LOST_MS : Math.max(...arrived)
}
