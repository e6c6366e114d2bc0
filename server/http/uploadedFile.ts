import { API_LIMITS } from '../../shared/api/limits.ts'
import { BetwixtError } from '../../shared/errors.ts'

/**
 * The file of an upload: the whole body, or the first file of a form.
 *
 * @param type the body's content type
 * @throws BetwixtError `invalid-request` for a form without a file
 */
export async function uploadedFile(body: Uint8Array<ArrayBuffer>, type: string): Promise<Uint8Array> {
  if (!/^multipart\/form-data\b/iu.test(type)) return body
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => null)
  const file = form && [...form.values()].find((value) => typeof value !== 'string')
  if (file) return new Uint8Array(await file.arrayBuffer())
  const message = 'Send the image as the file of a form, or as the body.'
  throw new BetwixtError('invalid-request', message, { fieldErrors: [{ path: 'image', message }] })
}

/**
 * An image that is no larger than one may be.
 * @throws BetwixtError `too-large`
 */
export function imageInLimit(image: Uint8Array): Uint8Array {
  if (image.byteLength <= API_LIMITS.assetBytes) return image
  throw new BetwixtError('too-large', `An image has at most ${API_LIMITS.assetBytes} bytes. Make it smaller.`)
}
