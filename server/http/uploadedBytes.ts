import type { HonoRequest } from 'hono'
import { BetwixtError } from '../../shared/errors.ts'

/** The bytes of an upload: the whole body, or the first file of a form. Throws `invalid-request` for a form without one. */
export async function uploadedBytes(request: HonoRequest): Promise<Uint8Array> {
  const type = request.header('content-type') ?? ''
  if (!/^multipart\/form-data\b/iu.test(type)) return new Uint8Array(await request.arrayBuffer())
  const form = await request.formData().catch(() => null)
  const file = form && [...form.values()].find((value) => typeof value !== 'string')
  if (file) return new Uint8Array(await file.arrayBuffer())
  const message = 'Send the image as the file of a form, or as the body.'
  throw new BetwixtError('invalid-request', message, { fieldErrors: [{ path: 'image', message }] })
}
