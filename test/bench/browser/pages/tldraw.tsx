import { getAssetUrlsByImport } from '@tldraw/assets/imports.vite'
import { createShapeId, Tldraw, toRichText, type Editor } from '@tldraw/tldraw'
import '@tldraw/tldraw/tldraw.css'
import { createRoot } from 'react-dom/client'
import { notePlaces } from '../../../support/notePlaces.ts'
import { asked } from './asked.ts'

// tldraw as it comes, with as many of its own notes as are asked for.
const assetUrls = getAssetUrlsByImport()
const { count, look } = asked()

function fill(editor: Editor) {
  editor.createShapes(
    notePlaces(count).map(({ text, x, y }, at) => ({
      id: createShapeId(`note${at}`),
      type: 'note',
      x,
      y,
      props: { richText: toRichText(text), size: 's', font: 'sans' },
    })),
  )
  editor.setCamera({ x: -look.x, y: -look.y, z: look.zoom }, { immediate: true })
}

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(<Tldraw assetUrls={assetUrls} options={{ maxShapesPerPage: 20_000 }} onMount={fill} />)
}
