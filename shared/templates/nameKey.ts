/** Two names with the same key are one person: neither case nor white space tells people apart. Empty for no name. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/gu, '')
}
