// Plain JavaScript on purpose: the built server loads it as it is, before anything has read the time.
const RealDate = Date
const realNow = Date.now
let shiftMs = 0

/** Lets `Date` go wrong by so many milliseconds from now on. Timers and `performance.now` know nothing of it. */
export function shiftClock(/** @type {number} */ byMs) {
  shiftMs = byMs
}

// Libraries keep `Date.now` from when they were loaded: the function must be the same one throughout.
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [realNow() + shiftMs] : args, newTarget),
  apply: () => new RealDate(realNow() + shiftMs).toString(),
  get: (target, key, receiver) => (key === 'now' ? shiftedNow : Reflect.get(target, key, receiver)),
})

function shiftedNow() {
  return realNow() + shiftMs
}
