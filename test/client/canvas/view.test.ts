import type { TLShapeId } from '@tldraw/tldraw'
import { describe, expect, it } from 'vitest'
import { chooseDrawn, MOST_NEW, type Drawn } from '../../../client/canvas/view/chooseDrawn.ts'
import { PageBounds, type PageBox } from '../../../client/canvas/view/PageBounds.ts'

const id = (at: number) => `shape:${at}` as TLShapeId

/** Squares of 100 by 100 in one long row, 200 apart. */
function row(count: number): PageBounds {
  const boxes = Array.from(
    { length: count },
    (_, at) => [id(at), { minX: at * 200, minY: 0, maxX: at * 200 + 100, maxY: 100 }] as const,
  )
  return new PageBounds(new Map(boxes))
}

/** A view of the row that begins at a square and shows so many. */
const view = (first: number, count: number): PageBox => ({
  minX: first * 200,
  minY: -50,
  maxX: (first + count) * 200 - 50,
  maxY: 150,
})

/** What is drawn in the end, frame after frame. */
function finish(drawn: Drawn, bounds: PageBounds, at: PageBox): { drawn: Drawn; frames: number } {
  let frames = 1
  for (; drawn.isWaiting; frames++) drawn = chooseDrawn(drawn, bounds, at, [])
  return { drawn, frames }
}

describe('what is drawn of a large board', () => {
  it('UI-200: all that is in view is drawn, and of the rest no more than was seen last', () => {
    const bounds = row(5000)
    let drawn: Drawn | null = null
    for (let first = 0; first < 4900; first += 29) {
      drawn = chooseDrawn(drawn, bounds, view(first, 35), [])
      const { mounted } = drawn
      expect(Array.from({ length: 35 }, (_, at) => id(first + at)).filter((each) => !mounted.has(each))).toEqual([])
      expect(drawn.visible.size).toBeLessThan(60)
      expect(drawn.mounted.size).toBeLessThan(800)
    }
  })

  it('UI-200: what comes into view at once is drawn from the middle outwards, a part in each frame', () => {
    const bounds = row(1000)
    const whole = view(0, 1000)
    const first = chooseDrawn(null, bounds, whole, [])
    expect(first.mounted.size).toBe(MOST_NEW)
    expect(first.mounted).toContain(id(500))
    expect(first.mounted).not.toContain(id(0))
    const { drawn, frames } = finish(first, bounds, whole)
    expect(frames).toBe(Math.ceil(1000 / MOST_NEW))
    expect(drawn.mounted.size).toBe(1000)
  })

  it('UI-200: what is selected or written in is drawn wherever it lies', () => {
    const drawn = chooseDrawn(null, row(1000), view(0, 10), [id(900)])
    expect(drawn.mounted).toContain(id(900))
    expect(drawn.visible).not.toContain(id(900))
  })

  it('UI-200: a camera that shows nothing new changes nothing', () => {
    const bounds = row(100)
    const drawn = chooseDrawn(null, bounds, view(20, 10), [])
    // What lies just beyond is drawn ahead.
    expect(drawn.mounted).toContain(id(31))
    expect(drawn.visible).not.toContain(id(33))
    expect(chooseDrawn(drawn, bounds, view(21, 10), [])).toBe(drawn)
    expect(chooseDrawn(drawn, bounds, view(23, 10), [])).not.toBe(drawn)
    expect(chooseDrawn(drawn, bounds, view(21, 10), [id(90)]).mounted).toContain(id(90))
  })

  it('UI-200: what was deleted is drawn no more', () => {
    const drawn = chooseDrawn(null, row(20), view(0, 10), [])
    const { mounted } = chooseDrawn(drawn, row(5), view(0, 10), [])
    expect([...mounted]).toEqual([id(0), id(1), id(2), id(3), id(4)])
  })
})
