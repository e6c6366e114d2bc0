import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { stampPlugin } from './server/launch/stamp.mjs'

const top = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The built client is what reaches users, so the licences of what is in it go along. */
const notices: Plugin = {
  name: 'betwixt-notices',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  generateBundle() {
    const source = readFileSync(top('THIRD-PARTY-NOTICES.md'), 'utf8')
    this.emitFile({ type: 'asset', fileName: 'third-party-notices.txt', source })
  },
}

export default defineConfig({
  // Vitest reads this file too; its paths are those of the repository, not of the client.
  root: process.env['VITEST'] ? top('.') : top('client'),
  // Every address in the built client is relative, so that one build serves under any path.
  base: './',
  plugins: [react(), stampPlugin(), notices],
  // Its `?url` imports are for Vite itself; the optimizer for development cannot read them.
  optimizeDeps: { exclude: ['@tldraw/assets'] },
  builder: {},
  environments: {
    client: {
      build: {
        outDir: top('dist/client'),
        emptyOutDir: true,
        // Fonts, icons and translations stay files of their own: only what a page uses is loaded.
        assetsInlineLimit: 0,
        target: 'es2022',
        // The size limits of the pages are tests (test/e2e/pages.spec.ts); the board's chunk is rightly large.
        chunkSizeWarningLimit: 3000,
      },
    },
    ssr: {
      resolve: { external: true },
      build: {
        outDir: top('dist/server'),
        emptyOutDir: true,
        copyPublicDir: false,
        ssr: true,
        rolldownOptions: {
          input: {
            main: top('server/main.ts'),
            backup: top('server/backup/backup.ts'),
            restore: top('server/backup/restore.ts'),
          },
        },
        target: 'node20',
        sourcemap: true,
      },
    },
  },
  test: {
    environment: 'node',
    // Vitest would leave a core alone, which on two cores is half of them; and tests mostly wait.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A guard against tests that hang, not a measure of speed: a busy machine must not fail one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/shared/**/*.test.{ts,tsx}'],
          // Shared is arithmetic on data and keeps no state, so that its tests need not each load all of it anew.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'rest',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', 'test/shared/**', 'test/house/fixtures/**', 'test/e2e/**'],
          globalSetup: top('test/support/bundleScripts.ts'),
        },
      },
    ],
  },
})
