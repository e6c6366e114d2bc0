import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const gzipAsync = promisify(gzip)

/** A file of the built client, ready to be sent. */
export interface ClientFile {
  bytes: Uint8Array<ArrayBuffer>
  /** The same, gzipped; null where that gains nothing. */
  gzipped: Uint8Array<ArrayBuffer> | null
  type: string
  etag: string
  /** Whether its name changes with its content. */
  immutable: boolean
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.map': 'application/json',
}

const COMPRESSED = new Set(['.html', '.js', '.css', '.json', '.svg', '.txt', '.webmanifest', '.map'])

/**
 * The built client. Only files that were there when the server started are served, by their exact path, so no path can
 * lead anywhere else. Each is read and compressed once.
 */
export class ClientFiles {
  readonly #folder: string
  readonly #paths: ReadonlySet<string>
  readonly #basePath: string
  readonly #read = new Map<string, Promise<ClientFile>>()

  private constructor(folder: string, paths: ReadonlySet<string>, basePath: string) {
    this.#folder = folder
    this.#paths = paths
    this.#basePath = basePath
  }

  /** The client in this folder, to be served under a path; null when there is none. */
  static async open(folder: string, basePath = ''): Promise<ClientFiles | null> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
    const files = entries.filter((entry) => entry.isFile())
    const paths = files.map((file) => path.relative(folder, path.join(file.parentPath, file.name)))
    const urls = new Set(paths.map((file) => `/${file.split(path.sep).join('/')}`))
    return urls.has('/index.html') ? new ClientFiles(folder, urls, basePath) : null
  }

  /** The file of an address's path, or null. */
  async get(urlPath: string): Promise<ClientFile | null> {
    if (!this.#paths.has(urlPath)) return null
    const known = this.#read.get(urlPath)
    if (known) return known
    const reading = this.#load(urlPath)
    this.#read.set(urlPath, reading)
    // A read that failed is tried again the next time.
    reading.catch(() => this.#read.delete(urlPath))
    return reading
  }

  /** The page that every address of the client starts from. */
  async page(): Promise<ClientFile> {
    const page = await this.get('/index.html')
    if (!page) throw new Error('The built client has no index.html any more')
    return page
  }

  async #load(urlPath: string): Promise<ClientFile> {
    const built = await readFile(path.join(this.#folder, ...urlPath.split('/')))
    const bytes = urlPath === '/index.html' ? placed(built, this.#basePath) : built
    const extension = path.extname(urlPath)
    const gzipped = COMPRESSED.has(extension) && bytes.byteLength > 1_000 ? await gzipAsync(bytes, { level: 8 }) : null
    return {
      bytes,
      gzipped,
      type: TYPES[extension] ?? 'application/octet-stream',
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      immutable: urlPath.startsWith('/assets/'),
    }
  }
}

/**
 * The page with addresses from the top. It is built with relative ones (`./assets/…`), and is the page of addresses of any
 * depth; a `<base>` would turn its links within the page into links to another one.
 */
function placed(page: Uint8Array, basePath: string): Uint8Array<ArrayBuffer> {
  const html = new TextDecoder().decode(page).replaceAll('="./', `="${basePath}/`)
  return new TextEncoder().encode(html)
}
