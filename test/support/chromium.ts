import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'

/** What every test browser is started with: nothing that reaches out by itself, and no sandbox for root in a container. */
const CHROMIUM_ARGS = [
  ...(process.platform === 'linux' ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Chromium without a window to draw, as Debian packages it: it starts and draws in less time. */
const HEADLESS_PATHS: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/usr/bin/chromium-headless-shell'],
}

const SYSTEM_PATHS: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name]
    return folder === undefined ? [] : [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')]
  }),
}

/** What a browser is wanted for: tests ask whether something works, measures how long it takes people's browsers. */
export type BrowserUse = 'test' | 'measure'

/**
 * The browser to start: the one CHROMIUM_PATH names, else Playwright's own, else the system's, of which tests take the
 * one without a window.
 * @throws {Error} when CHROMIUM_PATH names nothing.
 */
export function findChromium(use: BrowserUse = 'test'): string | null {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH: there is nothing at ${named}`)
    return named
  }
  const windowless = HEADLESS_PATHS[process.platform] ?? []
  const whole = SYSTEM_PATHS[process.platform] ?? []
  const candidates = [
    chromium.executablePath(),
    ...(use === 'test' ? [...windowless, ...whole] : [...whole, ...windowless]),
  ]
  return candidates.find((path) => path !== '' && existsSync(path)) ?? null
}

/** How a browser is launched; `args` come on top of those that every one gets. */
export function chromiumLaunch(
  args: readonly string[] = [],
  use: BrowserUse = 'test',
): { args: string[]; executablePath?: string } {
  const executablePath = findChromium(use)
  return { args: [...CHROMIUM_ARGS, ...args], ...(executablePath === null ? {} : { executablePath }) }
}

/**
 * Finds the browser or installs one: Playwright's where its download can be reached, else Debian's packages, of which
 * older releases have no browser without a window.
 * @throws {Error} with a sentence that says what to install by hand.
 */
export function findOrInstallChromium(): string {
  const found = findChromium()
  if (found !== null) return found
  for (const [command, ...args] of installCommands()) {
    if (command === undefined) continue
    process.stdout.write(`No Chromium here: ${command} ${args.join(' ')}\n`)
    spawnSync(command, args, {
      stdio: 'inherit',
      timeout: 5 * 60_000,
      shell: process.platform === 'win32',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    const installed = findChromium()
    if (installed !== null) return installed
  }
  throw new Error('The tests need Chromium or Chrome: install one, or name it in CHROMIUM_PATH.')
}

function installCommands(): string[][] {
  const commands = [['npx', 'playwright', 'install', 'chromium']]
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const install = ['apt-get', 'install', '-y', '--no-install-recommends']
    commands.push(['apt-get', 'update'], [...install, 'chromium-headless-shell'], [...install, 'chromium'])
  }
  return commands
}
