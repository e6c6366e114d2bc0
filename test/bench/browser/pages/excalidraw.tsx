import { convertToExcalidrawElements, Excalidraw } from '@excalidraw/excalidraw'
import '@excalidraw/excalidraw/index.css'
import { createRoot } from 'react-dom/client'
import { notePlaces } from '../../../support/notePlaces.ts'
import { asked } from './asked.ts'

// Excalidraw as it comes: a note is a rectangle with its text bound to it.
const { count, look } = asked()

function initialData() {
  const elements = convertToExcalidrawElements(
    notePlaces(count).map(({ text, x, y }) => ({
      type: 'rectangle',
      x,
      y,
      width: 200,
      height: 160,
      backgroundColor: '#ffec99',
      fillStyle: 'solid',
      label: { text, fontSize: 16 },
    })),
  )
  return {
    elements,
    appState: { scrollX: -look.x, scrollY: -look.y, zoom: { value: look.zoom }, viewBackgroundColor: '#ffffff' },
  }
}

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<Excalidraw initialData={initialData()} />)
