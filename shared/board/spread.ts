/**
 * For each place that can be reached, the sources that reach it, the nearest first and at most so many. A source
 * reaches itself. What a place has no room for does not go on from it, so that the time taken grows with the steps
 * there are and never with the number of pairs.
 */
export function spread(
  sources: readonly string[],
  stepsFrom: (place: string) => readonly string[],
  most: number,
): ReadonlyMap<string, readonly string[]> {
  const reached = new Map<string, string[]>()
  const steps = new Map<string, readonly string[]>()
  const queue: { place: string; source: string }[] = []
  const arrive = (place: string, source: string) => {
    const there = reached.get(place)
    if (there === undefined) reached.set(place, [source])
    else if (there.length >= most || there.includes(source)) return
    else there.push(source)
    queue.push({ place, source })
  }
  for (const source of sources) arrive(source, source)
  // The queue grows while it is walked.
  for (const { place, source } of queue) {
    const next = steps.get(place) ?? stepsFrom(place)
    steps.set(place, next)
    for (const step of next) arrive(step, source)
  }
  return reached
}
