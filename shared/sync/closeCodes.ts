import type { ErrorCode } from '../errors.ts'

/**
 * WebSocket close codes. 4400 to 4499 are fatal (the stock y-websocket provider stops on these and so do we);
 * 4500 to 4599 may be retried.
 */
export const CLOSE_CODES = {
  'bad-frame': 4400,
  unauthenticated: 4401,
  forbidden: 4403,
  'board-not-found': 4404,
  'reload-needed': 4409,
  'board-in-trash': 4410,
  'too-large': 4413,
  'bad-update': 4422,
  'shutting-down': 4503,
  'too-slow': 4508,
  'storage-damaged': 4510,
  'role-changed': 4520,
  internal: 4500,
  'limit-reached': 4529,
} as const satisfies Partial<Record<ErrorCode, number>>

export type CloseReason = keyof typeof CLOSE_CODES

/** Whether a client that was closed with this code should try again. */
export function mayRetryAfter(closeCode: number): boolean {
  return closeCode < 4400 || closeCode > 4499
}
