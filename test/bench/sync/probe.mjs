/**
 * Runs first in every server that is measured, whoever's it is: it tells what the process has used when asked, and
 * ends it when the benchmark has ended.
 */
process.on('message', (/** @type {{ gc: boolean }} */ { gc }) => {
  if (gc) for (let times = 0; times < 3; times++) globalThis.gc?.()
  const { user, system } = process.cpuUsage()
  process.send?.({ cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss() })
})
process.on('disconnect', () => process.exit(0))
