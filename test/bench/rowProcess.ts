/** Measures one row and sends what came of it. Argument: the row's name. */
import { rows } from './rows.ts'
import type { RowOutcome } from './runRow.ts'

// Whatever was started meanwhile has a line to this process, and ends when that breaks.
process.on('disconnect', () => process.exit(1))
process.on('SIGINT', () => undefined)

process.send?.(await outcomeOf(process.argv[2] ?? ''), () => process.exit(0))

async function outcomeOf(name: string): Promise<RowOutcome> {
  const row = rows.find((one) => one.name === name)
  if (row === undefined) return { failure: 'there is no such row' }
  try {
    return { figures: await row.run() }
  } catch (error) {
    // A server that ended by itself says why, and that takes a moment to arrive.
    await new Promise((resolve) => setTimeout(resolve, 500))
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
