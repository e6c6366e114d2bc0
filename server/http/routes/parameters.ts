import { z } from 'zod'

export const boardParams = z.object({ boardId: z.string() })
export const cardParams = z.object({ boardId: z.string(), cardId: z.string() })
export const assetParams = z.object({ boardId: z.string(), sha256: z.string() })
export const recordParams = z.object({ recordId: z.string() })
export const shareParams = z.object({ boardId: z.string(), shareId: z.string() })
export const tokenParams = z.object({ tokenId: z.string() })
export const personParams = z.object({ personId: z.string() })
