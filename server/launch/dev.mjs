// `npm run dev`: one address for everything. Vite serves the client with hot reload and passes the rest on to the
// server, which tsx starts again whenever server/ or shared/ changes.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { createServer } from 'vite'
import { freePort } from './freePort.mjs'
import { top } from './stamp.mjs'

const host = process.env['HOST'] ?? '127.0.0.1'
const port = Number(process.env['PORT'] ?? 3000)

// The server behind the proxy listens on loopback, where whoever uses the machine is the owner: were Vite reachable
// from elsewhere, everybody in the network would be.
if (!['127.0.0.1', 'localhost', '::1'].includes(host)) {
  process.stderr.write(`HOST=${host}: "npm run dev" serves this machine only. Use "npm start" for others.\n`)
  process.exit(1)
}

const serverPort = await freePort()
// The Host header stays as the browser sent it, or the server would find that it does not match the Origin.
const server = { target: `http://127.0.0.1:${serverPort}`, changeOrigin: false }

const vite = await createServer({
  server: {
    host,
    port,
    strictPort: true,
    proxy: {
      // Not /api alone: the client's own modules lie under /api/ too.
      '/api/v1/': server,
      '/join': server,
      '/healthz': server,
      '/readyz': server,
      '/metrics': server,
      '/sync': { ...server, ws: true },
    },
  },
})
await vite.listen()

const tsx = createRequire(import.meta.url).resolve('tsx/cli')
const watcher = spawn(process.execPath, [tsx, 'watch', '--clear-screen=false', 'server/main.ts'], {
  cwd: top,
  stdio: ['ignore', 'inherit', 'inherit'],
  // Vite serves the pages from the top.
  env: { ...process.env, HOST: '127.0.0.1', PORT: String(serverPort), BASE_PATH: '' },
})
process.stdout.write(`Betwixt, in development, is at http://${host.includes(':') ? `[${host}]` : host}:${port}\n`)

let stopping = false
/** @param {NodeJS.Signals} signal */
const stop = (signal) => {
  if (stopping) return
  stopping = true
  // Ctrl+C reaches every process of the terminal by itself; a second signal would mean impatience.
  if (signal !== 'SIGINT') watcher.kill(signal)
  void vite.close()
}
process.on('SIGINT', stop).on('SIGTERM', stop)
process.on('exit', () => stop('SIGTERM'))
watcher.once('exit', (code) => {
  process.exitCode = stopping ? 0 : (code ?? 1)
  stop('SIGINT')
})
