import { settledMemory } from '../../support/settledMemory.mjs'

// Runs first in every server that is measured, whoever's it is: it tells what the process has used when asked, and ends
// it when the benchmark has ended.
process.on('message', (asked) => {
  if (asked === 'cpu') {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMs: (user + system) / 1000 })
  } else void tellMemory()
})
process.on('disconnect', () => process.exit(0))

async function tellMemory() {
  const { rss, heapUsed, external } = await settledMemory()
  process.send?.({ rssBytes: rss, heldBytes: heapUsed + external })
}
