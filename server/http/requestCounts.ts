const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Requests of one kind that were answered alike. */
export interface RequestCount {
  method: string
  /** The pattern of the route, so that there are only so many. */
  route: string
  status: number
  count: number
}

/** How many requests were answered, by route and status. */
export class RequestCounts {
  readonly #counts = new Map<string, RequestCount>()

  add(givenMethod: string, route: string, status: number): void {
    // A method is whatever somebody sends, and each would stay here.
    const method = METHODS.includes(givenMethod) ? givenMethod : 'other'
    const key = `${method} ${status} ${route}`
    const known = this.#counts.get(key)
    if (known) known.count += 1
    else this.#counts.set(key, { method, route, status, count: 1 })
  }

  all(): Iterable<Readonly<RequestCount>> {
    return this.#counts.values()
  }
}
