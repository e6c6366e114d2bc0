import { SYNC_STEP } from '../../../shared/sync/messages.ts'
import { MESSAGE } from '../../../shared/sync/protocol.ts'
import { BuiltServer } from '../../support/builtServer.ts'
import { makeBoardOf } from '../../support/cardBoard.ts'
import { median, type BenchFigure, type BenchRow } from '../row.ts'
import { ourCanvas } from './canvases.ts'
import { Screen } from './Screen.ts'

const MOVES = 160
/** The header of a frame that a browser sends, with its mask (RFC 6455); longer ones take two bytes more. */
const FRAME_HEADER = 6

/** What a browser sends while a hand drags, byte by byte as it leaves. */
export const browserDragBytesRow: BenchRow = {
  name: 'browser-drag-bytes',
  run: async () => {
    const server = await BuiltServer.prepare()
    await server.start()
    const browser = await Screen.browser()
    try {
      return [
        figure('one card', await dragged(await Screen.open(browser), server, 1), 64),
        figure('ten cards', await dragged(await Screen.open(browser), server, 10), 450),
      ]
    } finally {
      await browser.close()
      await server.dispose()
    }
  },
}

/** The sizes of the frames that hold updates of the document while `count` cards are dragged. */
async function dragged(screen: Screen, server: BuiltServer, count: number): Promise<number[]> {
  const sizes: number[] = []
  await screen.cdp.send('Network.enable')
  screen.cdp.on('Network.webSocketFrameSent', ({ response: { opcode, payloadData } }) => {
    if (opcode !== 2) return
    const bytes = Buffer.from(payloadData, 'base64')
    if (bytes[0] !== MESSAGE.sync || bytes[1] !== SYNC_STEP.update) return
    sizes.push(bytes.length + FRAME_HEADER + (bytes.length < 126 ? 0 : 2))
  })
  const { page } = screen
  await ourCanvas(server, await makeBoardOf(server, 10)).open(screen, { x: -100, y: -100, zoom: 0.7 })
  await screen.settle()
  await page.mouse.move(120, 140)
  if (count > 1) await page.keyboard.press('Control+a')
  await page.mouse.down()
  for (let move = 0; move < MOVES; move++) {
    await page.mouse.move(120 + move * 1.37, 140 + move / 3)
    await page.evaluate(`new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 16)))`)
  }
  const during = sizes.length
  await page.mouse.up()
  await screen.settle()
  await screen.close()
  return sizes.slice(0, during)
}

function figure(what: string, sizes: readonly number[], goalBytes: number): BenchFigure {
  const ours = median(sizes)
  return {
    work: `in the browser, a drag frame of ${what}`,
    ours: `${ours} bytes`,
    floor: null,
    others: [],
    ratio: null,
    goal: `≤ ${goalBytes} bytes`,
    met: ours <= goalBytes,
    note: `${sizes.length} frames, the first ${sizes[0] ?? 0} bytes, the largest ${Math.max(...sizes)}`,
  }
}
