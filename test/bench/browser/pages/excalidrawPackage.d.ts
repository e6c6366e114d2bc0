/** What the page uses of it. The package is there only where the benchmark has installed it. */
declare module '@excalidraw/excalidraw' {
  import type { ComponentType } from 'react'

  export const Excalidraw: ComponentType<{ initialData: unknown }>
  export function convertToExcalidrawElements(skeletons: readonly object[]): readonly object[]
}

declare module '@excalidraw/excalidraw/index.css' {}
