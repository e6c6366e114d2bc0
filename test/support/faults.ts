/**
 * Loaded into a server before anything else. What the file FAULT_FILE says goes wrong from the moment it says so:
 * `panic`: LMDB refuses the next commit and then whatever it is asked; `catalog`: the process dies when it is about to
 * write the catalog; `written`: it dies when the catalog is in place, before anybody is answered.
 */
import { readFileSync } from 'node:fs'
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import path from 'node:path'

type Method = (this: unknown, ...asked: unknown[]) => unknown

function fault(): string {
  try {
    return readFileSync(process.env['FAULT_FILE'] ?? '', 'utf8')
  } catch {
    return ''
  }
}

const isCatalog = (file: unknown): boolean => /^\.?catalog\.json/u.test(path.basename(String(file)))
const die = (): void => void process.kill(process.pid, 'SIGKILL')

const { open: realOpen, rename: realRename } = fs
fs.open = (file, ...rest) => {
  if (isCatalog(file) && fault() === 'catalog') die()
  return realOpen(file, ...rest)
}
fs.rename = async (from, to) => {
  await realRename(from, to)
  if (isCatalog(to) && fault() === 'written') die()
}
syncBuiltinESMExports()

// Each database of lmdb has a class of its own, which gets its methods in this way; they are not handed out otherwise.
const isKindOf = (source: unknown, name: string): boolean =>
  typeof source === 'object' && source !== null && name in source
const realAssign = Object.assign.bind(Object)
Object.assign = (target: object, ...sources: unknown[]): object => {
  const methods: { batch?: Method; get?: Method } = realAssign(target, ...sources)
  const { batch, get } = methods
  if (sources.some((source) => isKindOf(source, 'batch')) && batch) {
    methods.batch = function (...asked) {
      return fault() === 'panic' ? Promise.reject(new Error('the commit failed')) : batch.apply(this, asked)
    }
  }
  if (sources.some((source) => isKindOf(source, 'resetReadTxn')) && get) {
    methods.get = function (...asked) {
      if (fault() === 'panic') throw new Error('MDB_PANIC: Update of meta page failed or environment had fatal error')
      return get.apply(this, asked)
    }
  }
  return methods
}
