/** A straight line through points, by least squares. */
export interface Line {
  /** Change of y for each x. */
  slope: number
  /** Where it begins and ends over the points' x. */
  from: number
  to: number
}

/** The straight line that fits these points best; null for fewer than three. */
export function lineThrough(points: readonly (readonly [x: number, y: number])[]): Line | null {
  if (points.length < 3) return null
  const meanX = mean(points.map(([x]) => x))
  const meanY = mean(points.map(([, y]) => y))
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  if (spread === 0) return null
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread
  const xs = points.map(([x]) => x)
  const at = (x: number): number => meanY + slope * (x - meanX)
  return { slope, from: at(Math.min(...xs)), to: at(Math.max(...xs)) }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The value below which this share (0 to 1) of them lies; null of none. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null
}

const BARS = '▁▂▃▄▅▆▇█'

/** A row of small bars, each as high as the mean of its share of the values; from zero, so that flat looks flat. */
export function sparkline(values: readonly number[], width = 40): string {
  if (values.length === 0) return ''
  const count = Math.min(width, values.length)
  const most = Math.max(...values)
  const bars = Array.from({ length: count }, (_, at) => {
    const part = values.slice(
      Math.floor((at * values.length) / count),
      Math.max(Math.floor(((at + 1) * values.length) / count), Math.floor((at * values.length) / count) + 1),
    )
    return BARS[Math.min(BARS.length - 1, Math.floor((mean(part) / most) * (BARS.length - 1) + 0.5))] ?? BARS[0]
  })
  return bars.join('')
}
