import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const top = fileURLToPath(new URL('../../', import.meta.url))

/** The part that is used of a package in package-lock.json. */
interface LockedPackage {
  version: string
  license?: string
  dev?: boolean
  optional?: boolean
  devOptional?: boolean
}

interface Notice {
  name: string
  version: string
  license: string
  /** Null for a package that ships no licence file, or that is not installed on every platform. */
  text: string | null
}

const HEAD = `# Third-party notices

Betwixt's own code is under the MIT licence (LICENSE). What it is built from, and what \`npm ci\` installs to run it, is
listed here with its licence. This file is written by \`npm run notices\`, and a test fails when it is out of date.

tldraw's canvas is part of the built client under the tldraw licence, which stands here word for word. It lets anyone run
this software as long as the "Made with tldraw" mark on the canvas stays as it is: do not cover, restyle or hide it.
`

/**
 * The text of THIRD-PARTY-NOTICES.md for the packages that package-lock.json installs to run the product. The same on
 * every platform: of what only some platforms install it names the licence and takes no text.
 */
export function thirdPartyNotices(): string {
  const lock = JSON.parse(readFileSync(join(top, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>
  }
  const notices = Object.entries(lock.packages)
    .filter(([path, entry]) => path.startsWith('node_modules/') && entry.dev !== true && entry.devOptional !== true)
    .map(([path, entry]) => noticeOf(path, entry))
    .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version))

  const ours = notices.filter(({ name }) => isTldraw(name))
  const others = notices.filter(({ name }) => !isTldraw(name))
  const tldrawLicence = readFileSync(join(top, 'docs/licences/tldraw-3.x-LICENSE.md'), 'utf8')
  return [
    HEAD,
    `## tldraw\n\n${ours.map(({ name, version }) => `- ${name} ${version}`).join('\n')}\n\n---\n\n${tldrawLicence.trimEnd()}\n\n---\n`,
    `## All other packages\n\n| package | version | licence |\n| --- | --- | --- |`,
    ...others.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`),
    `\n## Their licences\n`,
    ...licenceTexts(others),
  ].join('\n')
}

function noticeOf(path: string, entry: LockedPackage): Notice {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const text = entry.optional === true ? null : licenceText(join(top, path))
  return { name, version: entry.version, license: entry.license ?? 'see its package', text }
}

function licenceText(folder: string): string | null {
  if (!existsSync(folder)) throw new Error(`${folder} is not installed: run "npm ci"`)
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)([.-]|$)/i.test(name))
  if (files.length === 0) return null
  return files
    .sort(compare)
    .map((name) => readFileSync(join(folder, name), 'utf8').replace(/\r\n?/g, '\n').trim())
    .join('\n\n')
}

/** Each text once, under the names of all the packages that carry it. */
function licenceTexts(notices: Notice[]): string[] {
  const byText = new Map<string, string[]>()
  for (const { name, text } of notices) {
    if (text !== null) byText.set(text, [...(byText.get(text) ?? []), name])
  }
  return [...byText].map(([text, names]) => `### ${[...new Set(names)].join(', ')}\n\n${fenced(text)}\n`)
}

/** A licence as it is, whatever Markdown it holds. */
const fenced = (text: string) => `\`\`\`\`text\n${text}\n\`\`\`\``

const isTldraw = (name: string) => name === 'tldraw' || name.startsWith('@tldraw/')

/** By code units: no locale may change the order of the file. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
