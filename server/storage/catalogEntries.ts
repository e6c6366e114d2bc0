import { z } from 'zod'
import { BOARD_ROLES } from '../../shared/access/boardRights.ts'
import { TOKEN_SCOPES } from '../../shared/access/tokenScopes.ts'
import { personSchema } from '../../shared/api/person.ts'
import { recordBodySchema, recordEventSchema } from '../../shared/api/records.ts'

/** A board as the catalog knows it: everything but its content. Times are milliseconds since 1970. */
const boardEntrySchema = z.object({
  id: z.string(),
  title: z.string(),
  template: z.string(),
  createdAt: z.number(),
  createdBy: personSchema.nullable(),
  updatedBy: personSchema.nullable(),
  trashedAt: z.number().nullable(),
  /** On how many different days (UTC) the server saw it in the trash, and the last of them. */
  seenInTrash: z.object({ days: z.number(), lastDay: z.string() }).nullable().default(null),
  /** Left out of the list of boards, and not for members who neither own it nor have a link. */
  isHidden: z.boolean().default(false),
  /** Images that were uploaded to this board, by the SHA-256 of their bytes. */
  assets: z.record(z.string(), z.object({ mimeType: z.string(), bytes: z.number() })),
})

export type BoardEntry = z.infer<typeof boardEntrySchema>

/**
 * A right on a board that sessions refer to: a link that was made for whoever opens it, or the ownership that was passed
 * on to one person. Of a link's token only the hash is kept.
 */
const shareEntrySchema = z.object({
  id: z.string(),
  boardId: z.string(),
  role: z.enum(BOARD_ROLES),
  label: z.string().default(''),
  /** Null for what was passed on to a person. */
  tokenSha256: z.string().nullable(),
  /** When it ends by itself, in milliseconds since 1970. */
  expiresAt: z.number().nullable().default(null),
  /** Whom it was passed on to; null for a link. */
  personId: z.string().nullable().default(null),
  createdAt: z.number(),
  createdBy: personSchema.nullable(),
  /** The link that gave its maker the right to make it, and with which it goes; null for an owner's. */
  madeWith: z.string().nullable().default(null),
})

export type ShareEntry = z.infer<typeof shareEntrySchema>

/**
 * A browser that is known here, by the hash of the token in its cookie: who uses it and what that person may do. The
 * ids `local` and `key` stand for scripts, which keep no cookies; the id of a person who signed on stands for what is
 * known of them between their visits.
 */
const sessionEntrySchema = z.object({
  id: z.string(),
  personId: z.string(),
  name: z.string(),
  discipline: z.string(),
  /** Of the workspace key that it signed in with; null for one that did not. Void once the key is another. */
  keyFingerprint: z.string().nullable(),
  /** The links that its person opened, and what was passed on to them. */
  shareIds: z.array(z.string()),
  /** Whom the organisation's provider said that this is; null for whoever came otherwise. */
  member: z
    .object({
      /** The provider, and its own id of the person there (OpenID Connect's `iss` and `sub`). */
      issuer: z.string(),
      subject: z.string(),
      /** Only one that the provider has verified. */
      email: z.string().nullable(),
      /** When they have to sign on again, in milliseconds since 1970. */
      expiresAt: z.number(),
      /** Came for the first time, and has not said yet who they are to others. */
      isNew: z.boolean(),
    })
    .nullable()
    .default(null),
  createdAt: z.number(),
  /** When it was last used, to the day. */
  seenAt: z.number(),
})

export type SessionEntry = z.infer<typeof sessionEntrySchema>

/** What lets a script in. Of the token itself only the hash is kept. */
const tokenEntrySchema = z.object({
  id: z.string(),
  label: z.string(),
  tokenSha256: z.string(),
  scopes: z.array(z.enum(TOKEN_SCOPES)),
  /** The one board that it is for; null for all. */
  boardId: z.string().nullable(),
  expiresAt: z.number().nullable(),
  createdAt: z.number(),
  createdBy: personSchema.nullable(),
  /** When it was last used, to the day; null for never. */
  seenAt: z.number().nullable(),
})

export type TokenEntry = z.infer<typeof tokenEntrySchema>

/**
 * A decision record: its body without the long parts, and what happened since. The whole body is a file of its own,
 * named by `recordSha256`.
 */
const recordEntrySchema = z.object({
  id: z.string(),
  recordSha256: z.string(),
  body: recordBodySchema.omit({ evidence: true, findings: true }),
  events: z.array(recordEventSchema),
})

export type RecordEntry = z.infer<typeof recordEntrySchema>

/** Facts of the workspace itself; there is one entry, with the id `workspace`. */
const workspaceEntrySchema = z.object({
  id: z.literal('workspace'),
  /** Tells this workspace's cookies from those of another one on the same host. */
  cookieSuffix: z.string(),
  /** Salts the fingerprints of workspace keys. */
  salt: z.string(),
})

/** Every collection of the catalog with the form of its entries. */
export const catalogSchemas = {
  workspace: workspaceEntrySchema,
  boards: boardEntrySchema,
  shares: shareEntrySchema,
  sessions: sessionEntrySchema,
  tokens: tokenEntrySchema,
  records: recordEntrySchema,
} as const

export type CatalogCollections = { [Name in keyof typeof catalogSchemas]: z.infer<(typeof catalogSchemas)[Name]> }

export type CollectionName = keyof CatalogCollections
