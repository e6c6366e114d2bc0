/** More than a limit allows. The socket it came from is closed with `too-large`. */
export class TooLarge extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'TooLarge'
  }
}

/** More of something at once than a socket may have. It is closed with `limit-reached` and may start afresh. */
export class LimitReached extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'LimitReached'
  }
}

/** An update that Yjs could not take although it looked well-formed. The document it was meant for is unusable. */
export class UnusableUpdate extends Error {
  constructor(cause: unknown) {
    super('Yjs could not apply an update', { cause })
    this.name = 'UnusableUpdate'
  }
}
