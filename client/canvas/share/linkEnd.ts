import type { Share } from '../../../shared/api/shares.ts'

const MOMENT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

/** When a link ends, as one says it behind its name. */
export function linkEnd({ expiresAt, hasEnded }: Pick<Share, 'expiresAt' | 'hasEnded'>): string {
  if (expiresAt === null) return 'does not end'
  return `${hasEnded ? 'ended' : 'ends'} ${MOMENT.format(new Date(expiresAt))}`
}
