import { fileName } from './fileName.ts'

/** The name of a reading's file: the board's, and the day on which it was read. */
export function readingFileName(title: string, day: string, ending: string): string {
  return `${fileName(title)} ${day}.${ending}`
}

/** Gives a text to the browser to save as a file. Call it within a click or a key. */
export function saveText(name: string, text: string, mediaType: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: mediaType }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // Some browsers look the address up only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
