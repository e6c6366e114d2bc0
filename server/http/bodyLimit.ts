import type { MiddlewareHandler } from 'hono'
import { bodyLimit as honoBodyLimit } from 'hono/body-limit'
import { BetwixtError } from '../../shared/errors.ts'
import { API_LIMITS } from '../../shared/api/limits.ts'
import type { AppEnv } from './appContext.ts'

/** Refuses a body of more bytes than this, before it is read where it says its length. */
export function bodyLimit(maxSize: number): MiddlewareHandler<AppEnv> {
  return honoBodyLimit({
    maxSize,
    onError() {
      throw new BetwixtError('too-large', `The body of this request has more than ${maxSize} bytes.`)
    },
  })
}

/** The limit of every JSON body. */
export const jsonBody = bodyLimit(API_LIMITS.jsonBytes)
