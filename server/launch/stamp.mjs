// Plain JavaScript on purpose: `npm start` runs this before anything is built, on a Node without type stripping.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** @typedef {'client' | 'server'} Part One of the two halves of dist/. */

/** The repository's top folder. */
export const top = fileURLToPath(new URL('../../', import.meta.url))

/** @type {readonly Part[]} */
export const parts = ['client', 'server']

const common = ['shared', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']

/** @param {Part} part @param {string} root */
const stampPath = (part, root) => join(root, 'dist', `${part}.stamp`)

/** @param {Part} part */
const outputOf = (part) => (part === 'client' ? 'dist/client/index.html' : 'dist/server/main.js')

/**
 * A hash over the path and content of every source file that goes into a part. Contents rather than times: a
 * checkout or a copy changes times, and a restored older file has an older one.
 * @param {Part} part
 * @param {string} [root]
 * @returns {string}
 */
export function fingerprint(part, root = top) {
  const hash = createHash('sha256')
  /** @param {string} path */
  const add = (path) => {
    const bytes = readFileSync(join(root, path))
    hash.update(`${path}\0${bytes.length}\0`).update(bytes)
  }
  for (const input of [part, ...common]) {
    if (!existsSync(join(root, input))) continue
    for (const path of filesUnder(root, input)) add(path)
  }
  return hash.digest('hex')
}

/**
 * @param {string} root
 * @param {string} path a file or a folder, with forward slashes
 * @returns {string[]} the files, in an order that no file system decides
 */
function filesUnder(root, path) {
  const entries = listFolder(join(root, path))
  if (entries === null) return [path]
  return entries.flatMap((name) => filesUnder(root, `${path}/${name}`))
}

/** @param {string} path @returns {string[] | null} null for a file */
function listFolder(path) {
  try {
    return readdirSync(path).sort()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return null
    throw error
  }
}

/**
 * Whether a part of dist/ was built from the sources as they are now.
 * @param {Part} part
 * @param {string} [root]
 * @returns {boolean}
 */
export function isFresh(part, root = top) {
  const stamp = stampPath(part, root)
  if (!existsSync(join(root, outputOf(part))) || !existsSync(stamp)) return false
  return readFileSync(stamp, 'utf8') === fingerprint(part, root)
}

/**
 * A Vite plugin that leaves a stamp beside each part it has built. It is taken when the build begins, so that what is
 * edited meanwhile counts as new, and written only when the build has succeeded.
 * @returns {import('vite').Plugin}
 */
export function stampPlugin() {
  /** @type {Map<Part, string>} */
  const begun = new Map()
  /** @param {string} environment @returns {Part} */
  const partOf = (environment) => (environment === 'ssr' ? 'server' : 'client')
  return {
    name: 'betwixt-stamp',
    apply: 'build',
    sharedDuringBuild: true,
    buildStart() {
      const part = partOf(this.environment.name)
      rmSync(stampPath(part, top), { force: true })
      begun.set(part, fingerprint(part))
    },
    closeBundle(error) {
      const part = partOf(this.environment.name)
      const stamp = begun.get(part)
      if (error || stamp === undefined || !existsSync(join(top, outputOf(part)))) return
      mkdirSync(dirname(stampPath(part, top)), { recursive: true })
      writeFileSync(stampPath(part, top), stamp)
    },
  }
}
