import type { TLContent } from '@tldraw/tldraw'
import { describe, expect, it } from 'vitest'
import { clipHtml, parseClip } from '../../../client/canvas/clipboard/clip.ts'
import { pastedLines } from '../../../client/canvas/clipboard/pastedLines.ts'

const content = (text: string) =>
  ({
    shapes: [{ id: 'shape:a', props: { fields: { text } } }],
    bindings: [],
    rootShapeIds: [],
    assets: [],
  }) as unknown as TLContent

describe('clips', () => {
  it('UI-51: what was copied comes back as it was, whatever its characters', () => {
    for (const text of ['plain', '</div><script>alert(1)</script>', 'a & b < c', '“quotes” \n lines', '\u2028']) {
      const clip = { boardId: 'b1', content: content(text) }
      expect(parseClip(clipHtml(clip))).toEqual(clip)
    }
  })

  it('UI-51: a clip holds no character that HTML would take for its own', () => {
    const inside = clipHtml({ boardId: 'b', content: content('<b>&amp;</b>') }).slice(
      '<div data-tldraw>'.length,
      -'</div>'.length,
    )
    expect(inside).not.toMatch(/[<>&]/u)
  })

  it('UI-51: other HTML is no clip', () => {
    for (const html of [
      '',
      '<p>text</p>',
      '<div data-tldraw>not json</div>',
      '<div data-tldraw>{"type":"other"}</div>',
    ]) {
      expect(parseClip(html)).toBeNull()
    }
  })
})

describe('pasted lists', () => {
  it('UI-52: each line is an entry, without bullets, numbers and boxes', () => {
    expect(pastedLines('- one\n* two\r\n3. three\n\n  • four \n[ ] five\n- [x] six\n12) seven')).toEqual([
      'one',
      'two',
      'three',
      'four',
      'five',
      'six',
      'seven',
    ])
  })

  it('UI-52: what only looks like a number stays', () => {
    expect(pastedLines('2.5 seconds\n-40 degrees\n2026 was long')).toEqual([
      '2.5 seconds',
      '-40 degrees',
      '2026 was long',
    ])
  })
})
