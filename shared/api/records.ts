import { z } from 'zod'
import { API_LIMITS } from './limits.ts'
import { pageQuery } from './page.ts'
import { personSchema } from './person.ts'
import { findingSchema, templateReadingSchema } from './reading.ts'
import { RECORD_STATUSES } from './recordStatuses.ts'
import { daySchema, idSchema, optionalLine, optionalText, requiredLine, requiredText, sha256Schema } from './text.ts'

const recordStatusSchema = z.enum(RECORD_STATUSES)

/** A card as it stood when it was taken along as evidence. */
const evidenceSchema = z
  .object({
    id: z.string(),
    template: z.string(),
    kind: z.string(),
    /** The kind's title and the card's first words, as people read them. */
    title: z.string(),
    zone: z.string().nullable(),
    fields: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Evidence' })

/** What a record froze when it was made. Never changed; `recordSha256` is the SHA-256 of its RFC 8785 JSON. */
export const recordBodySchema = z
  .object({
    id: z.string(),
    number: z.number().int(),
    title: z.string(),
    /** The status it was made with; what happened since is in the record's events. */
    initialStatus: recordStatusSchema,
    decided: z.string(),
    whyNow: z.string(),
    changeOurMind: z.string(),
    owner: z.string(),
    reviewBy: z.string().nullable(),
    options: z.array(z.string()),
    deciders: z.array(z.string()),
    supersedes: z.string().nullable(),
    createdAt: z.string(),
    createdBy: personSchema.nullable(),
    boardId: z.string(),
    boardTitle: z.string(),
    boardTemplate: z.string(),
    /** SHA-256 over the RFC 8785 JSON of the board's valid records sorted by id. */
    boardSha256: sha256Schema,
    /** SHA-256 of the stored snapshot: the board's state, a gzipped Yjs V1 update. */
    snapshotSha256: sha256Schema,
    /** SHA-256 of the stored readings of that moment, as JSON. */
    readingSha256: sha256Schema,
    findings: z.array(findingSchema),
    evidence: z.array(evidenceSchema),
    /** SHA-256 of each image that the board showed. */
    assets: z.array(sha256Schema),
  })
  .meta({ id: 'RecordBody' })

export type RecordBody = z.infer<typeof recordBodySchema>

/** A change of status after the record was made. */
export const recordEventSchema = z
  .object({
    at: z.string(),
    by: personSchema.nullable(),
    status: recordStatusSchema,
    reason: z.string(),
    /** The record that took its place, where that is the reason. */
    supersededBy: z.string().nullable(),
  })
  .meta({ id: 'RecordEvent' })

/** What a list says of a record: its frozen body without evidence and findings, its status of today, what led there. */
export const recordSchema = recordBodySchema
  .omit({ evidence: true, findings: true })
  .extend({
    /** The status of today. */
    status: recordStatusSchema,
    recordSha256: sha256Schema,
    events: z.array(recordEventSchema),
    /** The record that supersedes this one. */
    supersededBy: z.string().nullable(),
    /** Whether the board can still be opened. */
    board: z.enum(['open', 'trashed', 'gone']),
  })
  .meta({ id: 'DecisionRecord' })

export type DecisionRecord = z.infer<typeof recordSchema>

/** A decision record, whole. */
export const recordDetailSchema = recordSchema
  .extend({
    findings: z.array(findingSchema),
    evidence: z.array(evidenceSchema),
    /** The board's readings of that moment. */
    readings: z.array(templateReadingSchema),
  })
  .meta({ id: 'DecisionRecordDetail' })

export type DecisionRecordDetail = z.infer<typeof recordDetailSchema>

export const createRecordSchema = z
  .strictObject({
    title: requiredLine(API_LIMITS.title),
    decided: requiredText(API_LIMITS.paragraph),
    whyNow: optionalText(API_LIMITS.paragraph).default(''),
    changeOurMind: optionalText(API_LIMITS.paragraph).default(''),
    owner: optionalLine(API_LIMITS.line).default(''),
    reviewBy: daySchema.nullable().default(null),
    evidence: z.array(idSchema).max(API_LIMITS.evidence).default([]),
    options: z.array(requiredText(API_LIMITS.paragraph)).max(API_LIMITS.list).default([]),
    deciders: z.array(requiredLine(API_LIMITS.line)).max(API_LIMITS.list).default([]),
    supersedes: idSchema.nullable().default(null),
    status: z.enum(['draft', 'proposed', 'accepted']).default('accepted'),
  })
  .meta({ id: 'CreateRecord' })

export type CreateRecord = z.input<typeof createRecordSchema>

export const changeStatusSchema = z
  .strictObject({
    status: z.enum(['proposed', 'accepted', 'rejected', 'superseded', 'deprecated']),
    reason: requiredText(API_LIMITS.paragraph),
  })
  .meta({ id: 'ChangeRecordStatus' })

export type ChangeRecordStatus = z.input<typeof changeStatusSchema>

export const listRecordsQuery = z.strictObject({
  search: z.string().max(API_LIMITS.search).optional(),
  status: recordStatusSchema.optional(),
  board: z.string().max(100).optional(),
  ...pageQuery,
})
