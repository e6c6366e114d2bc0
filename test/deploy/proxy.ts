import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { findProgram, startProgram } from './program.ts'

/** Where a proxy is put: between a port of its own and the server's. */
export interface ProxyPlace {
  /** The port that people come to. */
  port: number
  /** One more, for those who come by plain http. */
  plainPort: number
  serverPort: number
  /** How many times faster than the real one time passes, so that a limit in the snippet is reached as much sooner. */
  faster: number
}

/** A proxy that the snippets are for. */
export interface Proxy {
  name: string
  /** Why it cannot be tested here; null where it can. */
  missing: string | null
  /** The files of docs/deploy for a name of one's own, over TLS, and for a sub-path of another, here over plain http. */
  files: { whole: string; subPath: string }
  /** Its configuration in a folder, from one of those files, and how it is run with it. */
  configure(file: string, place: ProxyPlace, folder: string): ProxySetup
}

export interface ProxySetup {
  config: Readonly<Record<string, string>>
  args: readonly string[]
  env: Record<string, string>
}

/** Whether all of these programs are here, in words for a test's title where not. */
export function missingPrograms(...names: readonly string[]): string | null {
  const missing = names.filter((name) => findProgram(name) === null)
  return missing.length === 0 ? null : `${missing.join(' and ')} not installed here`
}

/** Runs a proxy with one of its files. Resolves with the certificate it shows, and the function that ends it. */
export async function startProxy(proxy: Proxy, file: string, place: ProxyPlace) {
  const program = findProgram(proxy.name)
  if (program === null) throw new Error(`${proxy.name} is not installed`)
  const folder = await mkdtemp(path.join(tmpdir(), `betwixt-${proxy.name}-`))
  const ca = await makeCertificate(folder)
  const { config, args, env } = proxy.configure(file, place, folder)
  for (const [name, text] of Object.entries(config)) await writeFile(path.join(folder, name), text)
  const stop = await startProgram(program, args, { port: place.port, env })
  return {
    ca,
    async close(): Promise<void> {
      await stop()
      await rm(folder, { recursive: true })
    },
  }
}

/** A certificate for localhost that nobody has signed but its own key: `site.crt` and `site.key`. */
async function makeCertificate(folder: string): Promise<string> {
  const [key, certificate] = [path.join(folder, 'site.key'), path.join(folder, 'site.crt')]
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  await promisify(execFile)('openssl', ['req', '-x509', ...kind, ...name, '-keyout', key, '-out', certificate])
  return readFile(certificate, 'utf8')
}
