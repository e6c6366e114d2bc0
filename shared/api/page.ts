import { z } from 'zod'
import { API_LIMITS } from './limits.ts'

/** One page of a list; `next` is the cursor of the following page, null at the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

/** A list as the API answers it. */
export interface Page<Item> {
  items: Item[]
  next: string | null
}

/** What every list may be asked. */
export const pageQuery = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(API_LIMITS.pageMost).default(API_LIMITS.pageDefault),
}
