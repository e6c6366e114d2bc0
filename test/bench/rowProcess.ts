/** Measures one row and sends what came of it. Argument: the row's name. */
import { rows } from './rows.ts'
import { endGroup, type RowOutcome } from './runRow.ts'

// The benchmark has ended without ending this row: nothing that it has started is left behind.
process.on('disconnect', () => {
  endGroup(process.pid)
  process.exit(1)
})

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
