import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

interface LockedPackage {
  optionalDependencies?: Record<string, string>
}

const { packages } = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../package-lock.json', import.meta.url)), 'utf8'),
) as { packages: Record<string, LockedPackage> }

/** Where Node would look for a package that one at `path` asks for, nearest first. */
function* placesFor(path: string, name: string): Iterable<string> {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    yield folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    if (folder === '') return
  }
}

// A package for another platform that is left out makes `npm ci` fail there, and with newer npm everywhere.
it('HOUSE-6: the lock names the packages of every platform, not only of the one it was made on', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => ![...placesFor(path, name)].some((place) => place in packages)),
  )
  expect(missing).toEqual([])
})
