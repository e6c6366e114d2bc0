// `npm run backup` and `npm run restore`: as `npm start`, with another entry of the built server.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildStale, requireNode } from './built.mjs'
import { top } from './stamp.mjs'

requireNode()
const [command = ''] = process.argv.splice(2, 1)
await buildStale(['server'])
process.env['NODE_ENV'] ??= 'production'
await import(pathToFileURL(join(top, `dist/server/${command}.js`)).href)
