/** The board of a server that is attacked; always one of our own on this machine. */
export interface Target {
  /** `http://127.0.0.1:<port>`, or the same for `ws:`. */
  url: string
  port: number
  boardId: string
}

/** An attack that goes on. */
export interface Attack {
  /** The codes with which the server closed this attack's sockets; null for a line that merely ended. */
  readonly closedWith: ReadonlySet<number | null>
  /** Ends it and closes its sockets. */
  stop(): Promise<void>
}

/** One way to be hostile, at a bounded rate, from the process that calls it. */
export interface Attacker {
  name: string
  /** With which codes the server closes such a socket; none for what it bears, null for a line that merely ends. */
  closes: readonly (number | null)[]
  /** Whether it depends on how fast both are that it is closed at all. */
  mayBeBorne: boolean
  begin(target: Target): Promise<Attack>
}
