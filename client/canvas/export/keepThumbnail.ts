import type { Editor } from '@tldraw/tldraw'
import { API_LIMITS } from '../../../shared/api/limits.ts'
import { request } from '../../api/request.ts'
import { sceneOf } from '../scene.ts'

/** A picture is made once a person has rested this long after a change of their own. */
const REST_MS = 4_000
/** Wide enough for a card of the home page on a sharp screen. */
const WIDTH_PX = 560

/**
 * Has the client that last worked on a board make its picture for the home page: when it rests, and when it is hidden.
 * A failed one is made again after the next change; a board without picture is still a board. Returns the function
 * that ends it.
 */
export function keepThumbnail(editor: Editor): () => void {
  const { boardId } = sceneOf(editor).connection
  let timer: ReturnType<typeof setTimeout> | null = null
  let isDue = false

  const make = async () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (!isDue) return
    isDue = false
    try {
      const picture = await thumbnail(editor)
      if (picture !== null) {
        await request(`/api/v1/boards/${encodeURIComponent(boardId)}/thumbnail`, { method: 'PUT', body: picture })
      }
    } catch {
      // Offline, or a page too large to draw. Nobody waits for it.
    }
  }
  const whenIdle = () => {
    // Never while a hand is moving: drawing a large board takes a while.
    if (editor.isIn('select.idle') && editor.getEditingShapeId() === null) void make()
    else timer = setTimeout(whenIdle, REST_MS)
  }
  const stopListening = editor.store.listen(
    () => {
      isDue = true
      if (timer !== null) clearTimeout(timer)
      timer = setTimeout(whenIdle, REST_MS)
    },
    { source: 'user', scope: 'document' },
  )
  const onHidden = () => {
    if (document.hidden) void make()
  }
  document.addEventListener('visibilitychange', onHidden)
  return () => {
    stopListening()
    document.removeEventListener('visibilitychange', onHidden)
    if (timer !== null) clearTimeout(timer)
    void make()
  }
}

async function thumbnail(editor: Editor): Promise<Blob | null> {
  const ids = [...editor.getCurrentPageShapeIds()]
  const bounds = editor.getCurrentPageBounds()
  if (ids.length === 0 || bounds === undefined) return null
  const scale = Math.min(1, WIDTH_PX / bounds.w)
  const { blob } = await editor.toImage(ids, {
    format: 'webp',
    quality: 0.8,
    scale,
    pixelRatio: 1,
    padding: 24,
    background: true,
    darkMode: false,
  })
  return blob.size <= API_LIMITS.thumbnailBytes ? blob : null
}
