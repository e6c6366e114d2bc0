import type { Contender } from './contender.ts'
import { ServerProcess } from './serverProcess.ts'

/**
 * Measures on a server of its own, which is put away with all it has stored, whatever comes of it.
 * @param stored as in `ServerProcess.start`
 */
export async function withServer<T>(
  contender: Contender,
  measure: (server: ServerProcess) => Promise<T>,
  stored?: string,
): Promise<T> {
  const server = await ServerProcess.start(contender, stored)
  try {
    return await measure(server)
  } finally {
    await server.dispose()
  }
}
