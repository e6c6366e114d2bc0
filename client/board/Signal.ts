/**
 * A value that changes over time. Both members can be handed to React's `useSyncExternalStore` as they are; `get` gives
 * the same object until the value changes.
 */
export interface Signal<T> {
  readonly get: () => T
  /** Calls `listener` after each change. Returns the function that stops it. */
  readonly subscribe: (listener: () => void) => () => void
}

/** A signal whose owner sets it. */
export class ValueSignal<T> implements Signal<T> {
  #value: T
  readonly #listeners = new Set<() => void>()

  constructor(value: T) {
    this.#value = value
  }

  readonly get = (): T => this.#value

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Sets the value and tells the listeners, unless it is the same one. */
  set(value: T): void {
    if (Object.is(value, this.#value)) return
    this.#value = value
    for (const listener of [...this.#listeners]) listener()
  }
}
