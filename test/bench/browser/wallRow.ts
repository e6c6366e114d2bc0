import { BuiltServer } from '../../support/builtServer.ts'
import { percentile, type BenchFigure, type BenchRow } from '../row.ts'
import { ourCanvas } from './canvases.ts'
import { Screen, type Motion } from './Screen.ts'

const POSTS = 500
const POSTS_A_SECOND = 20
const SECONDS = 8
const SENT_AT_ONCE = 8
/** A frame that takes longer than this is felt. */
const LONG_MS = 50
/** From where the newest posts of the inbox are seen. */
const LOOK = { x: -40, y: -40, zoom: 0.6 }

/** Frames of somebody who looks at a wall while posts land on it, against the same wall at rest. */
export const browserWallRow: BenchRow = {
  name: 'browser-wall',
  run: async () => {
    const server = await BuiltServer.prepare()
    const browser = await Screen.browser()
    try {
      await server.start()
      const boardId = await makeWall(server)
      const screen = await Screen.open(browser)
      await ourCanvas(server, boardId).open(screen, LOOK)
      await screen.settle()
      const idle = await screen.watch(SECONDS)
      // Once for what V8 has not compiled yet.
      await land(server, boardId, 2)
      const [landing] = await Promise.all([screen.watch(SECONDS), land(server, boardId, SECONDS)])
      return [figure(idle, landing)]
    } finally {
      await browser.close()
      await server.dispose()
    }
  },
}

function figure(idle: Motion, landing: Motion): BenchFigure {
  const long = (motion: Motion) => motion.frames.filter((ms) => ms > LONG_MS).length
  const most = (motion: Motion) => Math.max(...motion.frames)
  const say = (motion: Motion) =>
    `longest frame ${most(motion).toFixed(0)} ms (${long(motion)} of ${motion.frames.length} over ${LONG_MS} ms, p99 ${percentile(motion.frames, 0.99).toFixed(1)})`
  return {
    work: `${POSTS_A_SECOND} posts a second land on a wall of ${POSTS}`,
    ours: say(landing),
    floor: `${say(idle)}, at rest`,
    others: [],
    ratio: most(landing) / most(idle),
    goal: `no frame over ${LONG_MS} ms that the wall at rest has not`,
    met: long(landing) <= long(idle),
    note: '',
  }
}

async function makeWall(server: BuiltServer): Promise<string> {
  const answer = await send(`${server.url}/api/v1/boards`, { title: 'Wall', template: 'aha-wall' })
  const { id } = (await answer.json()) as { id: string }
  for (let at = 0; at < POSTS; at += SENT_AT_ONCE) {
    await Promise.all(
      Array.from({ length: Math.min(SENT_AT_ONCE, POSTS - at) }, (_, more) => post(server, id, at + more)),
    )
  }
  return id
}

/** Sends posts at their pace, whether or not those before have been answered. */
async function land(server: BuiltServer, boardId: string, seconds: number): Promise<void> {
  const sent: Promise<void>[] = []
  const start = performance.now()
  for (let at = 0; at < seconds * POSTS_A_SECOND; at++) {
    const wait = start + (at * 1_000) / POSTS_A_SECOND - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    sent.push(post(server, boardId, at))
  }
  await Promise.all(sent)
}

async function post(server: BuiltServer, boardId: string, at: number): Promise<void> {
  const text = `What we learned, number ${at}: ${'people read the reason before they read the result. '.repeat(1 + (at % 4))}`
  const kind = ['insight', 'quote', 'surprise', 'fix'][at % 4]
  await send(`${server.url}/api/v1/boards/${boardId}/posts`, { text, kind, discipline: ['product', 'ai'][at % 2] })
}

async function send(url: string, body: object): Promise<Response> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (answer.status !== 201) throw new Error(`${url} was answered ${answer.status}: ${await answer.text()}`)
  return answer
}
