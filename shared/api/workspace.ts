import { z } from 'zod'

/** The workspace in figures. Bytes and counts. */
export const workspaceSchema = z
  .object({
    boards: z.number().int(),
    boardsInTrash: z.number().int(),
    records: z.number().int(),
    /** Browsers that are known here. */
    sessions: z.number().int(),
    /** What is left on the disk of the data folder; null where the system does not tell. */
    freeBytes: z.number().nullable(),
  })
  .meta({ id: 'Workspace' })

export type Workspace = z.infer<typeof workspaceSchema>

/** A board with what it takes up, in bytes. */
export const boardSizeSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    updatedAt: z.string(),
    trashedAt: z.string().nullable(),
    hidden: z.boolean(),
    /** Its content as it lies in storage. */
    contentBytes: z.number(),
    images: z.number().int(),
    /** An image that several boards have is counted for each of them. */
    imageBytes: z.number(),
    links: z.number().int(),
    /** Who is on it now. */
    people: z.number().int(),
  })
  .meta({ id: 'BoardSize' })

export type BoardSize = z.infer<typeof boardSizeSchema>

/** A person who is known here, by the browsers that they came with. */
export const sessionSchema = z
  .object({
    personId: z.string(),
    /** Empty for somebody who never said. */
    name: z.string(),
    discipline: z.string(),
    browsers: z.number().int(),
    /** Whether the workspace is theirs, by the key that is good now or by signing on. */
    isOwner: z.boolean(),
    /** Whether they signed on, and own no more than their boards. */
    isMember: z.boolean(),
    /** Of somebody who signed on, as far as the provider has verified it. */
    email: z.string().nullable(),
    /** Boards that they have a right on by links, or because those are theirs. */
    boards: z.number().int(),
    /** When they came first. */
    createdAt: z.string(),
    /** When they were here last, to the day. */
    seenAt: z.string(),
    /** Whether it is whoever asks. */
    isMine: z.boolean(),
  })
  .meta({ id: 'Session' })

export type Session = z.infer<typeof sessionSchema>
