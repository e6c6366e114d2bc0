import { z } from 'zod'
import { isDay } from '../templates/day.ts'
import { readingFormats } from '../templates/render/readingFormats.ts'

export const findingSchema = z
  .object({
    rule: z.string(),
    severity: z.enum(['gap', 'warning', 'note']),
    message: z.string(),
    /** The first words of the cards it points at; empty where it speaks of the whole board. */
    about: z.string(),
    cards: z.array(z.string()),
    nextStep: z.string(),
  })
  .meta({ id: 'Finding' })

export const templateReadingSchema = z
  .object({
    template: z.string(),
    title: z.string(),
    /** The template's own model; its form is the template's to say. */
    model: z.unknown(),
    findings: z.array(findingSchema),
    /** Checks that the board has muted, with the reason and what they would say. Records from before have none. */
    muted: z
      .array(
        z.object({
          rule: z.string(),
          reason: z.string(),
          by: z.string(),
          on: z.string(),
          findings: z.array(findingSchema),
        }),
      )
      .optional(),
    unplaced: z.array(z.string()),
  })
  .meta({ id: 'TemplateReading' })

export const readingSchema = z
  .object({ boardId: z.string(), readings: z.array(templateReadingSchema) })
  .meta({ id: 'Reading' })

export type Reading = z.infer<typeof readingSchema>

const day = z.string().refine(isDay, 'A day is written yyyy-mm-dd.')

/**
 * `?format=` takes every format of the registry. `from` and `to` are days, both within, for the templates that read by
 * span.
 */
export const readingQuery = z
  .strictObject({
    format: z.enum(readingFormats.map(({ id }) => id)).default('json'),
    from: day.optional(),
    to: day.optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    message: 'The last day lies before the first.',
  })
