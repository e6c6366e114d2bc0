import { createServer, type Server } from 'node:http'
import { Provider, type AccountClaims } from 'oidc-provider'
import { freePort } from '../../server/launch/freePort.mjs'

export const CLIENT = { id: 'betwixt', secret: 'what the provider gave this client' }

/** What the provider knows of somebody, by the login that it calls `sub`. */
export type People = Readonly<Record<string, Omit<AccountClaims, 'sub'>>>

export interface IdentityProviderOptions {
  redirectUri: string
  people: People
  /** Any free one unless told otherwise. */
  port?: number
  /** Leaves all but the subject to the user info, as the standard has it. */
  isTerse?: boolean
}

/** What the provider answers a code with. */
export interface TokenAnswer {
  id_token?: string | undefined
  [name: string]: unknown
}

/** A real OpenID Connect provider on this machine, with a form that takes any password. */
export class IdentityProvider {
  readonly issuer: URL
  /** Changes what a code is answered with, as a broken or hostile provider would. */
  tamper: (answer: TokenAnswer) => TokenAnswer = (answer) => answer
  readonly #server: Server

  private constructor(port: number, { redirectUri, people, isTerse = false }: IdentityProviderOptions) {
    this.issuer = new URL(`http://127.0.0.1:${port}`)
    const provider = new Provider(this.issuer.origin, {
      clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
      conformIdTokenClaims: isTerse,
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
      ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
      cookies: { keys: ['signs the cookies of a test'] },
      findAccount: (_context, sub) => ({
        accountId: sub,
        claims: () => ({ ...people[sub], sub }),
      }),
      // The organisation's own program: nobody is asked whether it may know who they are.
      async loadExistingGrant({ oidc }) {
        const { client, session } = oidc
        if (!client || session?.accountId === undefined) return undefined
        const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
        grant.addOIDCScope('openid profile email')
        await grant.save()
        return grant
      },
    })
    provider.use(async (context, next) => {
      await next()
      if (context.path === '/token' && context.status === 200) context.body = this.tamper(context.body as TokenAnswer)
    })
    this.#server = createServer((request, response) => void provider.callback()(request, response))
  }

  static async start(options: IdentityProviderOptions): Promise<IdentityProvider> {
    const port = options.port ?? (await freePort())
    const provider = new IdentityProvider(port, options)
    await new Promise<void>((resolve) => provider.#server.listen(port, '127.0.0.1', resolve))
    return provider
  }

  /** Signs somebody in at an address of the provider. Resolves with where it sends their browser back to. */
  async signIn(address: string, login: string): Promise<URL> {
    const jar = new Map<string, string>()
    const go = async (url: URL, form?: Record<string, string>): Promise<URL> => {
      const answer = await fetch(url, {
        method: form ? 'POST' : 'GET',
        redirect: 'manual',
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(form && { body: new URLSearchParams(form) }),
      })
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(cookie) ?? []
        jar.set(name, value)
      }
      const to = answer.headers.get('location')
      if (to === null) throw new Error(`${url.pathname} led nowhere: ${answer.status} ${await answer.text()}`)
      return new URL(to, url)
    }
    const asked = await go(new URL(address))
    if (asked.origin !== this.issuer.origin) return asked
    let at = await go(asked, { prompt: 'login', login, password: 'any' })
    while (at.origin === this.issuer.origin) at = await go(at)
    return at
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
