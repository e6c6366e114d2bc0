import { settledValue } from './settled.ts'

/** The shape whose text is open in an editor, or null. */
export const editingShape = settledValue('editing shape', (editor) => editor.getEditingShapeId())
