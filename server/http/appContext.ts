import type { HttpBindings } from '@hono/node-server'
import type { Logger } from 'pino'
import type { Access } from '../auth/access.ts'
import type { Caller, KnownPerson } from '../auth/principal.ts'
import type { Assets } from '../assets/assets.ts'
import type { BoardDirectory } from '../boards/boardDirectory.ts'
import type { BoardViews } from '../boards/boardViews.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { LastEditors } from '../boards/lastEditors.ts'
import type { CardService } from '../cards/cardService.ts'
import type { PostService } from '../posts/postService.ts'
import type { AccessReview } from '../auth/accessReview.ts'
import type { RateLimits } from '../auth/rateLimits.ts'
import type { SingleSignOn } from '../auth/singleSignOn.ts'
import type { RecordBook } from '../records/recordBook.ts'
import type { ShareBook } from '../shares/shareBook.ts'
import type { Site } from '../site.ts'
import type { Storage } from '../storage/openStorage.ts'
import type { BoardAccess } from '../sync/boardAccess.ts'
import type { ClientFiles } from './clientFiles.ts'
import type { Readiness } from './readiness.ts'
import type { RequestCounts } from './requestCounts.ts'
import type { Uploads } from './uploads.ts'

/** What the routes need of the rest of the server. */
export interface AppDeps {
  storage: Storage
  site: Site
  readiness: Readiness
  requests: RequestCounts
  /** Null where the operator set no token for them. */
  metrics: Metrics | null
  access: Access
  /** Told whenever rights change. */
  rights: AccessReview
  shares: ShareBook
  /** Null where no provider is set. */
  signOn: SingleSignOn | null
  rates: RateLimits
  content: BoardAccess
  boards: BoardDirectory
  views: BoardViews
  lastEditors: LastEditors
  cards: CardService
  posts: PostService
  records: RecordBook
  assets: Assets
  /** Takes images in, so many at a time. */
  uploads: Uploads
  /** The built client, or null where nobody built one. */
  client: ClientFiles | null
  /** Somebody changed name or discipline: everybody on their boards sees it. */
  personChanged(person: KnownPerson): void
  /** The addresses that other machines on the network can reach this server by; none when it listens to itself only. */
  networkOrigins(): readonly string[]
  /** The operator's own licence key of tldraw, passed on to the canvas. */
  tldrawLicenseKey: string | null
  logger: Logger
  /** The clock, in milliseconds since 1970. */
  now: () => number
}

/** What Hono carries through one request. */
export interface AppEnv {
  Bindings: Partial<HttpBindings>
  Variables: { caller: Caller; requestId: string }
}
