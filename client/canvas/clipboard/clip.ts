import type { TLContent } from '@tldraw/tldraw'

/** What a copy holds besides the text that other programs see. */
export interface Clip {
  /** The board that its images lie on; absent for what was copied from another tldraw. */
  boardId: string | null
  content: TLContent
}

/**
 * A clip as the HTML that goes onto the clipboard: tldraw's own form, so that it can be pasted there as well. Every
 * character that HTML would take for its own is escaped within the JSON, since browsers clean what passes through, and
 * so are the two line ends that tldraw's own pattern stops at.
 */
export function clipHtml({ boardId, content }: Clip): string {
  const json = JSON.stringify({
    type: 'application/tldraw',
    kind: 'content',
    version: 2,
    data: content,
    board: boardId,
  })
  return `<div data-tldraw>${json.replaceAll(/[<>&\u2028\u2029]/gu, escapeCharacter)}</div>`
}

/** Reads a clip back; null for any other HTML, and for what is no clip after all. */
export function parseClip(html: string): Clip | null {
  const json = /<div data-tldraw[^>]*>(.*?)<\/div>/su.exec(html)?.[1]
  if (json === undefined) return null
  try {
    const clip: unknown = JSON.parse(json)
    if (!isObject(clip) || clip['type'] !== 'application/tldraw') return null
    const { data, board } = clip
    // Newer tldraws pack what they copy; those clips are left to tldraw itself.
    if (!isObject(data) || !Array.isArray(data['shapes'])) return null
    return { boardId: typeof board === 'string' ? board : null, content: data as unknown as TLContent }
  } catch {
    // Not JSON, so it only looked like a clip.
    return null
  }
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
