const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** Bytes as one would say them: "312 kB", "4.1 MB". */
export function byteWords(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1_000 && unit < UNITS.length - 1) {
    value /= 1_000
    unit += 1
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1
  return `${value.toFixed(digits)} ${UNITS[unit]}`
}
