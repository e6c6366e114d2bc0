import * as oidc from 'openid-client'
import { putMeSchema } from '../../shared/api/person.ts'
import { BetwixtError } from '../../shared/errors.ts'
import { MEMBERSHIP_MS } from './members.ts'
import { OneUse } from './oneUse.ts'
import { newToken, tokenSha256 } from './secrets.ts'
import type { SignOn } from './signOnChanges.ts'

/** The organisation's provider of identities, as the operator told of it. */
export interface Provider {
  /** Where its OpenID Connect configuration is found. */
  issuer: URL
  clientId: string
  /** Null for a client that the provider gave none. */
  clientSecret: string | null
  /** What people know it by, for the button. */
  title: string
}

/** Somebody has so long to sign in at the provider. */
export const SIGN_ON_MS = 10 * 60 * 1000
/** The provider is asked while somebody waits. */
const TIMEOUT_SECONDS = 10
const CLOCK_TOLERANCE_SECONDS = 30
/** The longest address there is (RFC 3696, as corrected). */
const EMAIL_CHARACTERS = 254

interface SaidOfPerson {
  sub: string
  /** Only a verified one. */
  email: string | null
  name: string
}

/** A sign-on that was begun: in which browser, with what, and where it leads to. */
export interface Begun {
  browserSha256: string
  nonce: string
  codeVerifier: string
  to: string
}

/**
 * Signing on by OpenID Connect's authorization code flow, with PKCE, a state and a nonce. The provider is asked for the
 * first time when somebody signs on, so that the server starts and works without it.
 * Source: OpenID Connect Core 1.0, RFC 7636, RFC 9207.
 */
export class SingleSignOn {
  readonly provider: Provider
  readonly #redirectUri: URL
  readonly #now: () => number
  readonly #begun: OneUse<Begun>
  #configuration: Promise<oidc.Configuration> | null = null

  /** `redirectUri`: where the provider sends people back to, as it is registered there. */
  constructor(provider: Provider, redirectUri: URL, now: () => number) {
    this.provider = provider
    this.#redirectUri = redirectUri
    this.#now = now
    this.#begun = new OneUse(SIGN_ON_MS, now)
  }

  /**
   * The address at the provider that somebody signs in at.
   * @param to the path that it leads to in the end
   * @returns also the state, which tells this sign-on from others, and a secret for the one browser that may finish it
   * @throws BetwixtError `provider-unavailable`
   */
  async begin(to: string): Promise<{ address: URL; state: string; browser: string }> {
    const configuration = await this.#discovered()
    const [codeVerifier, nonce, browser] = [oidc.randomPKCECodeVerifier(), oidc.randomNonce(), newToken()]
    const { secret: state } = this.#begun.issue({ browserSha256: tokenSha256(browser), nonce, codeVerifier, to })
    const address = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#redirectUri.href,
      scope: 'openid profile email',
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    })
    return { address, state, browser }
  }

  /**
   * The sign-on that this browser began, which can be taken up once; null where it did not begin it, or not lately.
   * @param browser the secret that the browser was given; null where it has none
   */
  takeUp(state: string, browser: string | null): Begun | null {
    const begun = this.#begun.redeem(state)
    return begun !== null && browser !== null && begun.browserSha256 === tokenSha256(browser) ? begun : null
  }

  /**
   * Whom the provider vouches for, by what it sent the browser back with.
   * @throws BetwixtError `unauthenticated` where the provider says no, `provider-unavailable`
   */
  async finish(begun: Begun, query: URLSearchParams): Promise<Omit<SignOn, 'before'>> {
    const { sub, email, name } = await this.#person(begun, query)
    const member = {
      issuer: this.provider.issuer.href,
      subject: sub,
      email: email !== null && email.includes('@') && email.length <= EMAIL_CHARACTERS ? email : null,
      expiresAt: this.#now() + MEMBERSHIP_MS,
    }
    return { member, name }
  }

  /** What the provider says of the person; by the ID token first, and what that leaves out, by the user info. */
  async #person({ nonce, codeVerifier }: Begun, query: URLSearchParams): Promise<SaidOfPerson> {
    const configuration = await this.#discovered()
    const address = new URL(this.#redirectUri)
    address.search = query.toString()
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, address, {
        pkceCodeVerifier: codeVerifier,
        expectedNonce: nonce,
        expectedState: query.get('state') ?? '',
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (claims === undefined) throw new Error('The provider sent no ID token')
      const said = { sub: claims.sub, email: verifiedEmail(claims), name: nameOf(claims) }
      const isWhole = said.email !== null && said.name !== ''
      if (isWhole || configuration.serverMetadata().userinfo_endpoint === undefined) return said
      const info = await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)
      return { sub: said.sub, email: said.email ?? verifiedEmail(info), name: said.name || nameOf(info) }
    } catch (error) {
      throw refusalOf(error)
    }
  }

  #discovered(): Promise<oidc.Configuration> {
    this.#configuration ??= this.#discover().catch((error: unknown) => {
      // Asked again by whoever comes next.
      this.#configuration = null
      throw unavailable(error)
    })
    return this.#configuration
  }

  #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.provider
    return oidc.discovery(
      issuer,
      clientId,
      { [oidc.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
      clientSecret === null ? oidc.None() : secretAsAsked(clientSecret),
      {
        timeout: TIMEOUT_SECONDS,
        // Without TLS only on this machine, which the configuration sees to; what the tokens say is signed in any case.
        execute: [
          oidc.enableNonRepudiationChecks,
          ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
        ],
      },
    )
  }
}

/** Sends the secret in the way that the provider takes it: as the standard has it unless it says that it does not. */
function secretAsAsked(clientSecret: string): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(clientSecret), oidc.ClientSecretPost(clientSecret)]
  return (server, ...rest) => {
    const takesBasic = server.token_endpoint_auth_methods_supported?.includes('client_secret_basic') ?? true
    return (takesBasic ? basic : post)(server, ...rest)
  }
}

type Claims = Readonly<Record<string, unknown>>

/** An address together with the word for it, both of one source. */
function verifiedEmail(claims: Claims): string | null {
  return claims['email_verified'] === true && typeof claims['email'] === 'string' ? claims['email'] : null
}

/** A name as people give it here; empty where the provider's is none. */
function nameOf(claims: Claims): string {
  const parsed = putMeSchema.safeParse({ name: claims['name'] ?? claims['preferred_username'], discipline: '' })
  return parsed.success ? parsed.data.name : ''
}

function refusalOf(error: unknown): BetwixtError {
  if (error instanceof oidc.AuthorizationResponseError) {
    return new BetwixtError('unauthenticated', 'The provider did not sign you in. Try again, or ask whoever runs it.', {
      cause: reasonOf(error),
    })
  }
  // A code that was used before or belongs to another sign-on.
  if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') {
    return new BetwixtError('unauthenticated', 'This sign-in is over. Sign in once more.', { cause: reasonOf(error) })
  }
  return unavailable(error)
}

function unavailable(error: unknown): BetwixtError {
  return new BetwixtError(
    'provider-unavailable',
    'The provider that vouches for people here did not answer as it should. Try again in a minute; if it lasts, tell whoever runs this server.',
    { cause: reasonOf(error) },
  )
}

/** What the log may have: codes and tokens are in the rest of it. */
function reasonOf(error: unknown): Error {
  const parts = [error instanceof Error ? error.message : String(error)]
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError) {
    parts.push(error.error, error.error_description ?? '')
  }
  if (error instanceof Error && error.cause instanceof Error) parts.push(error.cause.message)
  return new Error(parts.filter((part) => part !== '').join(': '))
}
