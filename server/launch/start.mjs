// `npm start`: builds what is missing or stale, then becomes the server. It is the same process, so that a signal, an
// exit code and the terminal are the server's own on every platform.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildStale, requireNode } from './built.mjs'
import { parts, top } from './stamp.mjs'

requireNode()
await buildStale(parts)
process.env['NODE_ENV'] ??= 'production'
await import(pathToFileURL(join(top, 'dist/server/main.js')).href)
