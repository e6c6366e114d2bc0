import { z } from 'zod'

export const templateSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    sentence: z.string(),
    minutes: z.number().nullable(),
    people: z.string(),
    hasExample: z.boolean(),
    kinds: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        fields: z.array(z.looseObject({ id: z.string(), type: z.string(), title: z.string() })),
      }),
    ),
    zones: z.array(z.object({ id: z.string(), title: z.string(), accepts: z.array(z.string()) })),
    rules: z.array(z.object({ id: z.string(), severity: z.string(), title: z.string() })),
  })
  .meta({ id: 'Template' })

export const templateListSchema = z.object({ items: z.array(templateSchema), next: z.null() })
