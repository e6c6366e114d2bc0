import type { Logger } from 'pino'
import { API_LIMITS } from '../shared/api/limits.ts'
import { Assets } from './assets/assets.ts'
import { Access } from './auth/access.ts'
import { AccessReview } from './auth/accessReview.ts'
import { RateLimits } from './auth/rateLimits.ts'
import type { AccessPolicy } from './auth/accessPolicy.ts'
import type { KnownPerson } from './auth/principal.ts'
import { SingleSignOn, type Provider } from './auth/singleSignOn.ts'
import { BoardDirectory } from './boards/boardDirectory.ts'
import { BoardViews } from './boards/boardViews.ts'
import type { LastEditors } from './boards/lastEditors.ts'
import { randomSources } from './boards/sources.ts'
import { CardService } from './cards/cardService.ts'
import type { AppDeps } from './http/appContext.ts'
import type { ClientFiles } from './http/clientFiles.ts'
import { Readiness } from './http/readiness.ts'
import { RequestCounts } from './http/requestCounts.ts'
import { SIGN_ON_CALLBACK_PATH } from './http/singleSignOn.ts'
import { Uploads, type UploadLimits } from './http/uploads.ts'
import { Metrics, type Measured } from './metrics/metrics.ts'
import { PostService } from './posts/postService.ts'
import { RecordBook } from './records/recordBook.ts'
import { ShareBook } from './shares/shareBook.ts'
import type { Site } from './site.ts'
import type { Storage } from './storage/openStorage.ts'
import type { BoardAccess } from './sync/boardAccess.ts'
import { realTimers } from './sync/timers.ts'

const UPLOAD_LIMITS: UploadLimits = {
  // A form's own words come on top of the image.
  bodyBytes: API_LIMITS.assetBytes + 10_000,
  bytesAtOnce: 6 * (API_LIMITS.assetBytes + 10_000),
  stallMs: 15_000,
}

export interface ServiceOptions {
  storage: Storage
  policy: AccessPolicy
  /** Where people sign on; nowhere unless told otherwise. */
  provider?: Provider | null
  site: Site
  /** The boards' content, and whom to tell when somebody changes their name or rights. */
  content: BoardAccess & {
    personChanged(personId: string, person: { name: string; discipline: string }): void
    reviewRoles(): void
  }
  lastEditors: LastEditors
  client: ClientFiles | null
  networkOrigins(): readonly string[]
  tldrawLicenseKey: string | null
  /** What a scraper has to know, and the rooms that it asks about; left out for no metrics. */
  metrics?: { token: string; rooms: Measured['rooms'] } | null
  logger: Logger
  now: () => number
}

/** Everything that the routes need, made from storage and rooms. */
export function createServices(options: ServiceOptions): AppDeps {
  const { storage, content, lastEditors, now, policy, site } = options
  const { catalog } = storage
  const requests = new RequestCounts()
  const assets = new Assets(catalog, storage.blobs, content)
  const access = new Access(catalog, policy, now)
  const shares = new ShareBook(catalog, now, access)
  const sweepAssets = (sha256s: readonly string[]) => assets.sweep(sha256s)
  return {
    storage,
    readiness: new Readiness(storage, realTimers),
    requests,
    metrics: options.metrics
      ? new Metrics(options.metrics.token, { rooms: options.metrics.rooms, requests, diskUsage: () => storage.usage() })
      : null,
    site,
    content,
    assets,
    uploads: new Uploads(UPLOAD_LIMITS, realTimers),
    lastEditors,
    access,
    rights: new AccessReview(catalog, realTimers, now, () => content.reviewRoles()),
    shares,
    signOn: signOnAt(options),
    // Without a key whoever could be over a limit owns the machine.
    rates: new RateLimits(policy.key !== null),
    boards: new BoardDirectory({ storage, content, sources: randomSources, now, sweepAssets }),
    views: new BoardViews(storage, content, lastEditors, site.basePath),
    cards: new CardService(content, randomSources),
    posts: new PostService(content, randomSources),
    records: new RecordBook(storage, content, now),
    client: options.client,
    personChanged: ({ id, ...person }: KnownPerson) => content.personChanged(id, person),
    networkOrigins: () => options.networkOrigins(),
    tldrawLicenseKey: options.tldrawLicenseKey,
    logger: options.logger,
    now,
  }
}

/** Null without a provider. Its callback is at PUBLIC_URL, which the configuration asks for with one. */
function signOnAt({ provider, policy: { publicUrl }, site, now }: ServiceOptions): SingleSignOn | null {
  if (provider == null || publicUrl === null) return null
  return new SingleSignOn(provider, new URL(`${site.basePath}${SIGN_ON_CALLBACK_PATH}`, publicUrl), now)
}
