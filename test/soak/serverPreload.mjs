// Loaded into the built server with `node --import`: lets its clock be set wrong and its memory be measured.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { settledMemory } from '../support/settledMemory.mjs'
import { shiftClock } from './shiftedClock.mjs'

const delay = monitorEventLoopDelay({ resolution: 10 })
delay.enable()
shiftClock(Number(process.env['SOAK_CLOCK_SHIFT_MS'] ?? 0))

process.on('message', (message) => {
  const asked = /** @type {{ shiftMs?: number, measure?: number }} */ (message)
  if (asked.shiftMs !== undefined) shiftClock(asked.shiftMs)
  if (asked.measure !== undefined) void measure(asked.measure)
})
process.channel?.unref()
// Whoever started it is gone, however that came.
process.once('disconnect', () => process.exit(1))

/** @param {number} measured */
async function measure(measured) {
  // Before garbage is collected, which would count as a late turn.
  const late = { delayP99Ms: delay.percentile(99) / 1e6, delayMaxMs: delay.max / 1e6 }
  const { heapUsed, arrayBuffers } = await settledMemory()
  process.send?.({ measured, heapBytes: heapUsed, bufferBytes: arrayBuffers, ...late })
  delay.reset()
}
