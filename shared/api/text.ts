import { z } from 'zod'

/** A text without white space around it; lone surrogates would not survive UTF-8 and are refused. */
function trimmed(most: number) {
  return z
    .string()
    .trim()
    .max(most, `Use at most ${most} characters.`)
    .refine((text) => text.isWellFormed(), 'This holds half a character.')
}

/** Turn the order of what follows around, also of the words that a page puts behind a title. */
const DIRECTION_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/gu

/**
 * A text on one line, such as a title or a name: line breaks and control characters become spaces, and what would turn
 * the direction of writing goes.
 */
function line(most: number) {
  return trimmed(most).overwrite((text) =>
    text
      .replaceAll(DIRECTION_CONTROLS, '')
      .replaceAll(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  )
}

/** What leaves no mark on a screen: white space, controls, and the blanks that Unicode counts as letters. */
const INVISIBLE = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu

function saysSomething(text: string): boolean {
  return text.replaceAll(INVISIBLE, '') !== ''
}

/** A line that must say something. */
export function requiredLine(most: number) {
  return line(most).refine(saysSomething, 'Fill this in.')
}

/** A line that may be empty. */
export function optionalLine(most: number) {
  return line(most)
}

/** A text that must say something. */
export function requiredText(most: number) {
  return trimmed(most).refine(saysSomething, 'Fill this in.')
}

/** A text that may be empty. */
export function optionalText(most: number) {
  return trimmed(most)
}

/** A day, yyyy-mm-dd. */
export const daySchema = z.iso.date('Write a day as yyyy-mm-dd.')

/** Ids are opaque; this only keeps out what could be no id at all. */
export const idSchema = z.string().regex(/^[\w:-]{1,100}$/u, 'This is no id.')

/** A SHA-256 in lower-case hexadecimal. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/u)

/** A moment, ISO 8601 with its offset. */
export const momentSchema = z.iso.datetime({ offset: true, error: 'Write a time as in 2026-03-14T09:00:00Z.' })
