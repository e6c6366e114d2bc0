import type { Context, MiddlewareHandler } from 'hono'
import type { BoardAction } from '../../shared/access/boardRights.ts'
import { authorize, type WorkspaceAction } from '../auth/authorize.ts'
import type { RequestFacts } from '../auth/requestGuard.ts'
import type { AppDeps, AppEnv } from './appContext.ts'
import { countedAddress, asGuess } from './rates.ts'

/** What access needs to know of a request of Hono's. */
export function factsOf(c: Context<AppEnv>): RequestFacts {
  return {
    method: c.req.method,
    path: c.req.path,
    // A request that never was on the wire (a test's) has its host in its address.
    header: (name) => c.req.header(name) ?? (name === 'host' ? new URL(c.req.url).host : undefined),
    headerNames: () => Object.keys(c.req.header()),
  }
}

/** Refuses strange hosts and origins, and finds out who asks. Comes before everything else. */
export function identify({
  access,
  logger,
  rates,
  site,
}: Pick<AppDeps, 'access' | 'logger' | 'rates' | 'site'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    // A cookie nobody guesses: it is only a browser of before.
    const identified = () => access.identify(factsOf(c))
    const hasSecret = c.req.header('authorization') !== undefined
    const caller = hasSecret ? await asGuess(rates, countedAddress(c, site), identified) : identified()
    c.set('caller', caller)
    // Nobody waits for this: a day noted too late costs nothing.
    access.touch(caller).catch((error: unknown) => {
      logger.warn({ err: error }, 'the last use of a session or token could not be noted')
    })
    await next()
  }
}

/** Lets through who may do this in the workspace. Comes before validation. */
export function may(action: WorkspaceAction): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    authorize(c.get('caller').principal, { action })
    await next()
  }
}

/** Lets through who may do this on the board of the path. Comes before validation and before any 404. */
export function mayOnBoard(action: BoardAction): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    authorize(c.get('caller').principal, { action, boardId: c.req.param('boardId') ?? null })
    await next()
  }
}

/** Lets through who may do this on the board that a record was made of. */
export function mayOnRecord(
  action: BoardAction,
  boardOf: (recordId: string) => string | null,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    authorize(c.get('caller').principal, { action, boardId: boardOf(c.req.param('recordId') ?? '') })
    await next()
  }
}
