import type { Fault, Victims } from './fault.ts'

/** A fault that ends the server's process; when all else of it is over, the server starts again. */
export function serverEnd(name: string, weight: number, run: (victims: Victims) => Promise<void>): Fault {
  return {
    name,
    weight,
    of: 'server',
    endsProcess: true,
    async run(victims) {
      await run(victims)
      await victims.startAgain()
    },
  }
}
