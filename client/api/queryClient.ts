import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ME } from './me.ts'
import { ApiProblem, Unreachable } from './problem.ts'

/** Retries of a reading whose server did not answer; a refusal is never asked again. */
const RETRIES = 2

/** The cache of what this page has read from its server. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // Signed out elsewhere, or the key was changed: who I am is asked anew, and the gate shows the way back in.
      onError: (error) => {
        if (error instanceof ApiProblem && error.status === 401) void client.invalidateQueries({ queryKey: ME })
      },
    }),
    defaultOptions: {
      queries: {
        // The server may well be reachable while the browser calls itself offline: it can be this same machine.
        networkMode: 'always',
        staleTime: 5_000,
        retry: (failures, error) => failures < RETRIES && mayPass(error),
        retryDelay: (attempt) => 400 * 2 ** attempt,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  return client
}

function mayPass(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof ApiProblem && [502, 503, 504].includes(error.status))
}
