import { parseArgs, type ParseArgsConfig } from 'node:util'
import { readConfig } from '../config.ts'

/**
 * Runs one of the operator's commands: what it did goes to standard output in a line and the process ends with 0; what
 * went wrong goes to standard error in a line, and it ends with 1.
 */
export async function runCommand(work: () => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await work()}\n`)
  } catch (error) {
    process.stderr.write(`betwixt: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}

/** What was given on the command line. Throws an error with the usage where something else was. */
export function readOptions<Options extends NonNullable<ParseArgsConfig['options']>>(options: Options, usage: string) {
  try {
    return parseArgs({ options, strict: true }).values
  } catch {
    throw new Error(usage)
  }
}

/** The data folder, from the same variable as the server's. The others do not matter here. */
export function dataDirOf(environment: NodeJS.ProcessEnv): string {
  return readConfig({ DATA_DIR: environment['DATA_DIR'] }).dataDir
}
