import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const run = promisify(execFile)

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
}

/** The pages of others' canvases, built and served from this machine alone. */
export class PeerPages {
  readonly #server: Server
  readonly #folder: string

  private constructor(server: Server, folder: string) {
    this.#server = server
    this.#folder = folder
  }

  /** Installs what is not there yet, builds and serves. */
  static async start(): Promise<PeerPages> {
    if (!existsSync(here('peers/node_modules/@excalidraw/excalidraw'))) {
      // React comes from our own packages: all canvases run on the same one.
      await run('npm', ['ci', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'], {
        cwd: here('peers'),
      })
    }
    const folder = await mkdtemp(join(tmpdir(), 'betwixt-bench-pages-'))
    process.env['NODE_ENV'] = 'production'
    await build({
      configFile: false,
      root: here('pages'),
      logLevel: 'error',
      plugins: [react()],
      resolve: {
        alias: [
          { find: /^@excalidraw\/excalidraw\/index\.css$/u, replacement: excalidraw('dist/prod/index.css') },
          { find: /^@excalidraw\/excalidraw$/u, replacement: excalidraw('dist/prod/index.js') },
        ],
      },
      build: {
        outDir: folder,
        target: 'es2022',
        chunkSizeWarningLimit: 10_000,
        rollupOptions: { input: [here('pages/tldraw.html'), here('pages/excalidraw.html')] },
      },
    })
    const server = createServer((request, response) => {
      const path = normalize(new URL(request.url ?? '/', 'http://page').pathname)
      readFile(join(folder, path)).then(
        (bytes) => response.writeHead(200, { 'content-type': MIME[extname(path)] ?? 'text/plain' }).end(bytes),
        () => response.writeHead(404).end(),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new PeerPages(server, folder)
  }

  /** The address of one of the pages. */
  url(page: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/${page}.html`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
    await rm(this.#folder, { recursive: true, force: true })
  }
}

function excalidraw(path: string): string {
  return here(`peers/node_modules/@excalidraw/excalidraw/${path}`)
}
