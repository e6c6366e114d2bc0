// `npm run build` makes both halves of dist/; with names (`client`, `server`) only those, with --stale only what the
// sources have overtaken.
import { createBuilder } from 'vite'
import { isFresh, parts } from './stamp.mjs'

// A NODE_ENV left over from another tool would build React's development version into the product.
process.env['NODE_ENV'] = 'production'

const args = process.argv.slice(2)
const named = parts.filter((part) => args.includes(part))
const wanted = (named.length > 0 ? named : parts).filter((part) => !args.includes('--stale') || !isFresh(part))

if (wanted.length > 0) {
  const builder = await createBuilder({ logLevel: args.includes('--quiet') ? 'warn' : 'info' })
  for (const part of wanted) {
    const environment = builder.environments[part === 'server' ? 'ssr' : 'client']
    if (environment) await builder.build(environment)
  }
}
