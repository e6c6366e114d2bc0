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

const jsonLimit = bodyLimit(API_LIMITS.jsonBytes)

/**
 * What every JSON body goes through: its limit, and whether it is UTF-8 at all. What is not would be read with marks of
 * replacement in place of what was written, and kept so.
 */
export const jsonBody: MiddlewareHandler<AppEnv> = (c, next) =>
  jsonLimit(c, async () => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(await c.req.arrayBuffer())
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      throw new BetwixtError('invalid-json', 'The body of this request is no UTF-8. Send JSON in UTF-8.')
    }
    await next()
  })
