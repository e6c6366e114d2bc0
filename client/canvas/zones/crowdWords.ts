/** What a zone says of more cards than it is good for; null as long as there are not. */
export function crowdWords(cards: number, capacity: number): string | null {
  if (cards <= capacity) return null
  return capacity === 1 ? `${cards} here; one is usually enough` : `${cards} here; ${capacity} are usually enough`
}
