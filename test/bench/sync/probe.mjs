/**
 * Runs first in every server that is measured, whoever's it is: it tells what the process has used when asked, and
 * ends it when the benchmark has ended.
 */
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  // Twice, since what ends in the first run is freed by the second.
  for (let times = 0; times < 2; times++) globalThis.gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  process.send?.({ cpuMs: (user + system) / 1000, rssBytes: rss, heldBytes: heapUsed + external })
})
process.on('disconnect', () => process.exit(0))
