/**
 * Works out something of an object once, for as long as the object lives and the other inputs are the very same. Cards
 * are never changed, only replaced: what follows from one need not be worked out again because another was edited.
 */
export function oncePer<Key extends object, Inputs extends readonly unknown[], Value>(
  make: (key: Key, ...inputs: Inputs) => Value,
): (key: Key, ...inputs: Inputs) => Value {
  const known = new WeakMap<Key, { readonly inputs: Inputs; readonly value: Value }>()
  return (key, ...inputs) => {
    const before = known.get(key)
    if (before !== undefined && inputs.every((input, at) => input === before.inputs[at])) return before.value
    const value = make(key, ...inputs)
    known.set(key, { inputs, value })
    return value
  }
}
