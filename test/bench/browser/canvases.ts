import type { BuiltServer } from '../../support/builtServer.ts'
import { notePlaces } from '../../support/notePlaces.ts'
import type { Look } from './looks.ts'
import type { PeerPages } from './PeerPages.ts'
import type { Screen } from './Screen.ts'

/** A canvas that can be opened with so many notes on it. */
export interface Canvas {
  readonly name: string
  /** Where wheel events go. */
  readonly target: string
  /** Opens it from an empty cache. Returns the ms from the start of the navigation to the first frame with notes. */
  open(screen: Screen, look: Look): Promise<number>
}

/** A board of ours, as somebody sees it who has a name and the side panel put away. */
export function ourCanvas(server: BuiltServer, boardId: string): Canvas {
  return {
    name: 'Betwixt',
    target: '.tl-canvas',
    open: async (screen, look) => {
      await screen.context.request.put(`${server.url}/api/v1/me`, { data: { name: 'Ada', discipline: 'product' } })
      const camera = JSON.stringify({ x: -look.x, y: -look.y, z: look.zoom })
      await screen.page.addInitScript(
        `sessionStorage.setItem('betwixt:camera:${boardId}', ${JSON.stringify(camera)})
         localStorage.setItem('betwixt:panel', '{"isOpen":false,"isWide":false,"tab":"findings"}')`,
      )
      return screen.goto(`${server.url}/b/${boardId}`, isInView('.tl-shape[data-shape-type="card"]'))
    },
  }
}

/** tldraw as it comes, with its own notes. */
export function bareTldraw(pages: PeerPages, count: number): Canvas {
  return {
    name: 'tldraw 3.15',
    target: '.tl-canvas',
    open: (screen, look) =>
      screen.goto(address(pages.url('tldraw'), count, look), isInView('.tl-shape[data-shape-type="note"]')),
  }
}

/** Excalidraw as it comes, with rectangles that have a text. */
export function excalidraw(pages: PeerPages, count: number): Canvas {
  return {
    name: 'Excalidraw 0.18',
    target: 'canvas.interactive',
    open: (screen, look) => screen.goto(address(pages.url('excalidraw'), count, look), IS_PAINTED),
  }
}

function address(page: string, count: number, { x, y, zoom }: Look): string {
  return `${page}?${new URLSearchParams(Object.entries({ count, x, y, zoom }).map(([key, value]) => [key, String(value)])).toString()}`
}

/** The first frame in which an element of that kind can be seen. */
function isInView(selector: string): string {
  return `[...document.querySelectorAll('${selector}')].slice(0, 8000).some((shape) => shape.offsetWidth > 0)`
}

/** The first frame in which something is drawn in the middle of the canvas. */
const IS_PAINTED = `(() => {
  const canvas = document.querySelector('canvas.static')
  if (canvas === null || canvas.width < 600) return false
  const { data } = canvas.getContext('2d').getImageData(canvas.width / 2 - 100, canvas.height / 2 - 100, 200, 200)
  const colours = new Set()
  for (let at = 0; at < data.length; at += 4) colours.add(data[at] * 65536 + data[at + 1] * 256 + data[at + 2])
  return colours.size > 3
})()`

/** How many notes stand at least partly in a view. */
export function inView(count: number, { x, y, zoom }: Look): number {
  const [w, h] = [1440 / zoom, 850 / zoom]
  return notePlaces(count).filter((note) => note.x + 240 > x && note.x < x + w && note.y + 160 > y && note.y < y + h)
    .length
}
