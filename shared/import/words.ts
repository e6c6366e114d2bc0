/**
 * A name as it is compared with others: its words in a row, without case, accents, signs and the s of plurals, so that
 * "Metrics" is "metric" and "Fairness & risk" is "fairness and risk".
 */
export function nameKey(name: string): string {
  return wordsOf(name).join(' ')
}

/** The words of a name, as they are compared; `doesTheWork` has three. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/(?<=[\p{Ll}\d])(?=\p{Lu})/gu, ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('&', ' and ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (word.length > 3 && !word.endsWith('ss') ? word.replace(/s$/u, '') : word))
}
