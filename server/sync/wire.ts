import type { CloseReason } from '../../shared/sync/closeCodes.ts'

/**
 * The bytes' way out to one client. Whole WebSocket frames are written to it, so that many of them make one write.
 */
export interface Wire {
  /** Hands over one or more whole frames; they leave in order. False if much waits before them. */
  write(frames: Uint8Array): boolean
  /** Bytes handed over that the system has not taken yet. */
  readonly bufferedBytes: number
  /** Bytes that came in so far, also those of a message that is not whole yet. */
  readonly receivedBytes: number
  /** Calls back each time everything handed over was taken. */
  onDrain(run: () => void): void
  /** Stops reading while the server is busy with what was read before. */
  pause(): void
  resume(): void
  ping(): void
  /** Says goodbye with the code of this reason; what was written before goes out first. */
  close(reason: CloseReason): void
  /** Cuts the line at once. */
  terminate(): void
}
