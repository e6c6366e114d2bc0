// `npm run backup -- --to file.tar`
import path from 'node:path'
import { dataDirOf, readOptions, runCommand } from './command.ts'
import { writeBackup } from './writeBackup.ts'

const USAGE = 'Say where the backup goes: npm run backup -- --to file.tar'

await runCommand(async () => {
  const { to } = readOptions({ to: { type: 'string' } }, USAGE)
  if (to === undefined || to === '') throw new Error(USAGE)
  const file = path.resolve(to)
  const { files, bytes } = await writeBackup(dataDirOf(process.env), file, Date.now)
  return `${files} files of ${(bytes / 1_000_000).toFixed(1)} MB are in ${file}`
})
