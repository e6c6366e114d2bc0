import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'
import { BUNDLES_VARIABLE, scripts } from './ownProcess.ts'

const top = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Before the tests: makes one file each of the scripts that they run as processes. There are more than a hundred starts
 * of these, and one file starts in a third of the time that its sources take to be found, translated and read.
 * @returns what removes the files again
 */
export default async function bundleScripts(project: TestProject): Promise<() => Promise<void>> {
  const cache = path.join(top, '.cache')
  await mkdir(cache, { recursive: true })
  // A folder of this run's own: another one may be under way.
  const outDir = await mkdtemp(path.join(cache, 'bundles-'))
  const bundle = async () => {
    await build({
      configFile: false,
      root: top,
      logLevel: 'warn',
      // LMDB is a binary beside its script.
      ssr: { noExternal: true, external: ['lmdb'] },
      build: {
        ssr: true,
        outDir,
        emptyOutDir: true,
        target: 'node20',
        sourcemap: true,
        rolldownOptions: {
          input: Object.fromEntries(Object.entries(scripts).map(([name, file]) => [name, path.join(top, file)])),
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    })
  }
  await bundle()
  project.onTestsRerun(bundle)
  process.env[BUNDLES_VARIABLE] = outDir
  return () => rm(outDir, { recursive: true })
}
