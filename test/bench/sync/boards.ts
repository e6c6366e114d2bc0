import { betwixtDialect } from './dialect.ts'
import type { ServerProcess } from './serverProcess.ts'

/** How many are made at a time. */
const AT_ONCE = 20

/**
 * The names of so many documents on a server. Ours wants them made first, as people make boards; the others make a
 * document when somebody asks for it.
 */
export async function makeBoards(server: ServerProcess, count: number): Promise<string[]> {
  const numbers = Array.from({ length: count }, (_, index) => index)
  if (server.contender.dialect !== betwixtDialect) return numbers.map((number) => `board-${number}`)
  const boards: string[] = []
  for (let from = 0; from < count; from += AT_ONCE) {
    boards.push(...(await Promise.all(numbers.slice(from, from + AT_ONCE).map((number) => makeBoard(server, number)))))
  }
  return boards
}

async function makeBoard(server: ServerProcess, number: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1/boards`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: `Board ${number}`, template: 'blank' }),
  })
  if (answer.status !== 201) throw new Error(`A board could not be made: ${answer.status} ${await answer.text()}`)
  const { id } = (await answer.json()) as { id: string }
  return id
}
