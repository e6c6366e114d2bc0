import { once } from 'node:events'
import { request as requestPlain, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request as requestSecure, type RequestOptions } from 'node:https'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** Asks an address over a connection of its own, which `fetch` cannot be told whom to trust on, nor where to come from. */
export async function ask(
  address: string,
  { body, ...options }: RequestOptions & { body?: string | Uint8Array } = {},
): Promise<Answer> {
  const send = address.startsWith('https:') ? requestSecure : requestPlain
  const asked = send(address, { agent: false, ...options })
  // An upload that is refused half-way breaks off; its answer has come by then.
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
