import { z } from 'zod'

const templateSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    sentence: z.string(),
    minutes: z.number().nullable(),
    people: z.string(),
    hasExample: z.boolean(),
    /** The kind of a post that does not say what it is; null where no posts are taken. */
    postKind: z.string().nullable(),
    kinds: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        side: z.enum(['product', 'ai', 'between']),
        /** The kind's own mark: one SVG path on a 16 × 16 grid. */
        mark: z.string(),
        /** The field that a post's text goes into. */
        lead: z.string(),
        fields: z.array(z.looseObject({ id: z.string(), type: z.string(), title: z.string() })),
      }),
    ),
    zones: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        accepts: z.array(z.string()),
        side: z.enum(['product', 'ai', 'between']),
        layout: z.object({ type: z.enum(['column', 'grid', 'wall', 'free', 'table']) }),
        /** Where a new board lays it, in canvas pixels: what the gallery draws its picture from. */
        box: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
        /** Rows and columns that a table begins with; null for a zone that is none. */
        table: z.object({ rows: z.number().int(), columns: z.number().int() }).nullable(),
      }),
    ),
    rules: z.array(z.object({ id: z.string(), severity: z.string(), title: z.string() })),
  })
  .meta({ id: 'Template' })

export const templateListSchema = z.object({ items: z.array(templateSchema), next: z.null() })

/** A template as the gallery and the API tell it. */
export type TemplateSummary = z.infer<typeof templateSchema>
