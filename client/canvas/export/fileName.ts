/** A title as the name of a file that every system takes. */
export function fileName(title: string): string {
  const name = title
    .replaceAll(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  return name.slice(0, 100).replace(/[. ]+$/u, '') || 'board'
}
