const STAMP = /@(\d{8})/g

/** Now, in hundredths of a millisecond, as nine characters that survive any encoding. */
export function stamp(): string {
  return `@${String(Math.round(performance.now() * 100) % 100_000_000).padStart(8, '0')}`
}

/** The times of the stamps in a message, in the milliseconds of `performance.now()`. */
export function stampsIn(message: Buffer): number[] {
  return [...message.toString('latin1').matchAll(STAMP)].map(([, hundredths]) => Number(hundredths) / 100)
}
