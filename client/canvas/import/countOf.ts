/** So many of a kind, as people count them: "1 metric", "23 metrics", "2 hypotheses". */
export function countOf(count: number, title: string): string {
  // A name of capitals, such as AI, keeps them.
  const words = title.split(' ').map((word) => (/^\p{Lu}{2,}$/u.test(word) ? word : word.toLowerCase()))
  const name = words.join(' ')
  return `${count.toLocaleString('en')} ${count === 1 ? name : pluralOf(name)}`
}

function pluralOf(name: string): string {
  if (name.endsWith('is')) return `${name.slice(0, -2)}es`
  if (/[^s]s$/u.test(name)) return name
  if (/(?:x|ss|ch|sh)$/u.test(name)) return `${name}es`
  return /[^aeiou]y$/u.test(name) ? name.replace(/y$/u, 'ies') : `${name}s`
}
