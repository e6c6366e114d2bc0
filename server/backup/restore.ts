// `npm run restore -- --from file.tar`, with `--overwrite` where there is data already
import path from 'node:path'
import { dataDirOf, readOptions, runCommand } from './command.ts'
import { restoreBackup } from './restoreBackup.ts'

const USAGE =
  'Say which backup to restore: npm run restore -- --from file.tar, with --overwrite to replace what is there'

await runCommand(async () => {
  const { from, overwrite } = readOptions({ from: { type: 'string' }, overwrite: { type: 'boolean' } }, USAGE)
  if (from === undefined || from === '') throw new Error(USAGE)
  const dataDir = dataDirOf(process.env)
  const { files, madeAt } = await restoreBackup(dataDir, path.resolve(from), overwrite === true)
  return `The backup of ${madeAt} (${Object.keys(files).length} files) is in ${dataDir}`
})
