import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { chromiumLaunch } from '../support/chromium.ts'

export default defineConfig({
  testDir: '.',
  globalSetup: fileURLToPath(new URL('buildFirst.ts', import.meta.url)),
  testMatch: '*.spec.ts',
  outputDir: fileURLToPath(new URL('../../test-results', import.meta.url)),
  // Each test has a server, a data folder and browser contexts of its own, so that files run side by side. One after
  // the other they leave a third of two cores idle; more than two would wait for each other.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // The json report's path comes by PLAYWRIGHT_JSON_OUTPUT_FILE; without one it would go to standard output.
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['list'], ['json']] : [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    // What cannot be clicked now will not be a minute later; without a limit it would eat the whole test's time.
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
    launchOptions: chromiumLaunch(),
  },
})
