import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A file of docs/deploy as it is. */
export function snippet(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../docs/deploy/${name}`, import.meta.url)), 'utf8')
}

/**
 * A file of docs/deploy as somebody puts it to use: with other addresses and paths.
 * @throws where one of those to be replaced is not in it
 */
export function adapted(name: string, replacements: readonly (readonly [string, string])[]): string {
  return replacements.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`${name} has no "${from}"`)
    return text.replaceAll(from, to)
  }, snippet(name))
}
