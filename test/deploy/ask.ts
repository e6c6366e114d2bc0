import { once } from 'node:events'
import { request as requestPlain, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request as requestSecure, type RequestOptions } from 'node:https'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

type Asked = RequestOptions & { body?: string | Uint8Array }

/**
 * Whoever refuses an upload half-way cuts the line on what is still coming, and with it sometimes the answer that was on
 * its way. It is asked for again then.
 */
const ATTEMPTS = 5

/** Asks an address over a connection of its own, which `fetch` cannot be told whom to trust on, nor where to come from. */
export async function ask(address: string, asked: Asked = {}): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await askOnce(address, asked)
    } catch (error) {
      const isCut = error instanceof Error && 'code' in error && ['ECONNRESET', 'EPIPE'].includes(String(error.code))
      if (!isCut || attempt === ATTEMPTS) throw error
    }
  }
}

async function askOnce(address: string, { body, ...options }: Asked): Promise<Answer> {
  const send = address.startsWith('https:') ? requestSecure : requestPlain
  const asked = send(address, { agent: false, ...options })
  // What breaks off after the answer has come is none of ours.
  asked.on('error', () => undefined)
  const answered = once(asked, 'response') as Promise<[IncomingMessage]>
  asked.end(body)
  const [response] = await answered
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}
