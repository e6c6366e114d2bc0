import type { RecordFormat } from './recordFormat.ts'

/**
 * The record for scripts. `recordSha256` is the SHA-256 of the RFC 8785 JSON of `record`, so that anybody can check
 * that it was not changed; what happened since stands beside it.
 */
export const recordJson: RecordFormat = {
  id: 'json',
  mediaType: 'application/json',
  render: ({ body, recordSha256, status, events, supersededBy }) =>
    `${JSON.stringify({ record: body, recordSha256, status, supersededBy, events }, null, 2)}\n`,
}
