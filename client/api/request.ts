import { BASE_PATH } from './basePath.ts'
import { parseProblem, Unreachable } from './problem.ts'

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  json?: unknown
  /** Sent as it is (an image, a form); excludes `json`. */
  body?: Blob | FormData
  headers?: Readonly<Record<string, string>>
  signal?: AbortSignal
}

/**
 * Asks this page's own server; the path is that of the API, wherever the product lies. Resolves with the answer's JSON (undefined where it has no body); throws `ApiProblem`
 * for a refusal and `Unreachable` where no answer came. The caller names the type: both ends share the schemas in
 * shared/api, and the server validates what it sends against them.
 */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const { method = 'GET', json, body, headers = {}, signal } = options
  const response = await send(`${BASE_PATH}${path}`, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...headers,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    ...(body === undefined ? {} : { body }),
    ...(signal === undefined ? {} : { signal }),
  })
  const text = await readText(response)
  if (!response.ok) throw parseProblem(response.status, text)
  return (text === '' ? undefined : JSON.parse(text)) as Answer
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch (error) {
    throw unreachableUnlessAborted(error)
  }
}

async function readText(response: Response): Promise<string> {
  try {
    return await response.text()
  } catch (error) {
    throw unreachableUnlessAborted(error)
  }
}

function unreachableUnlessAborted(error: unknown): unknown {
  return error instanceof DOMException && error.name === 'AbortError' ? error : new Unreachable(error)
}
