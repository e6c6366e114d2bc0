import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { ownProcess } from '../support/ownProcess.ts'

export interface KilledStore {
  /** Its name in test/support/storageWriter.ts. */
  name: string
  /** The numbers of the writes that are there after a reopen. Rejects when something there is damaged. */
  reopen(directory: string): Promise<ReadonlySet<number>>
}

/** Part of every storage contract: what was said to be kept is kept when the process is killed. */
export function killAndReopen(rule: string, store: KilledStore): void {
  it(`${rule}: nothing that was said to be kept is missing after kill -9 (${store.name})`, async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'betwixt-kill-'))
    try {
      const said = new Set<number>()
      for (const writes of [1, 60, 333]) {
        for (const number of await writeAndKill(store.name, directory, writes)) said.add(number)
        const kept = await store.reopen(directory)
        expect([...said].filter((number) => !kept.has(number))).toEqual([])
      }
    } finally {
      await rm(directory, { recursive: true })
    }
  }, 60_000)
}

/** Starts the writer and kills it once it has said that so many writes are kept. */
async function writeAndKill(store: string, directory: string, writes: number): Promise<number[]> {
  const { execArgv, file } = ownProcess('storageWriter')
  const child = spawn(process.execPath, [...execArgv, file, store, directory], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (said.split('\n').length > writes) child.kill('SIGKILL')
  })
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('close', (_code, endedBy) => resolve(endedBy))
  })
  if (signal !== 'SIGKILL') throw new Error(`The writer ended by itself: ${errors}`)
  const numbers = said.split('\n').slice(0, -1).map(Number)
  expect(numbers.length).toBeGreaterThanOrEqual(writes)
  return numbers
}
