import { API_LIMITS } from '../../shared/api/limits.ts'
import { BetwixtError } from '../../shared/errors.ts'

/**
 * What a post's body holds, unchecked, and its image: from JSON, or from a form with the same names. In a form tags are
 * separated by commas or given one by one, and an empty field counts as left out.
 * @throws BetwixtError `invalid-json`, `too-large`, `unsupported-media-type`
 */
export async function readPost(
  body: Uint8Array<ArrayBuffer>,
  type: string,
): Promise<{ post: unknown; image: Uint8Array | null }> {
  if (/^application\/json\b/iu.test(type)) return { post: readJson(body), image: null }
  if (!/^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/iu.test(type)) {
    throw new BetwixtError('unsupported-media-type', 'Send a post as JSON, or as a form.')
  }
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => null)
  if (form === null) throw new BetwixtError('invalid-request', 'This form cannot be read.')
  const post: Record<string, unknown> = {}
  let image: Uint8Array | null = null
  for (const [name, value] of form) {
    if (typeof value !== 'string') {
      if (value.size > 0) image = new Uint8Array(await value.arrayBuffer())
    } else if (value.trim() === '') continue
    else if (name === 'tags') {
      const tags = Array.isArray(post['tags']) ? (post['tags'] as string[]) : []
      post['tags'] = [...tags, ...value.split(',').filter((tag) => tag.trim() !== '')]
    } else post[name] = value
  }
  return { post, image }
}

function readJson(body: Uint8Array): unknown {
  if (body.byteLength > API_LIMITS.jsonBytes) {
    throw new BetwixtError('too-large', `The body of this request has more than ${API_LIMITS.jsonBytes} bytes.`)
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown
  } catch {
    throw new BetwixtError('invalid-json', 'The body of this request is no JSON in UTF-8.')
  }
}
