import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { syncMessage } from '../../shared/sync/messages.ts'
import { MESSAGE } from '../../shared/sync/protocol.ts'

/** The body of a sync message; null for any other message. */
function syncBody(message: Uint8Array): Uint8Array | null {
  try {
    const decoder = decoding.createDecoder(message)
    if (decoding.readVarUint(decoder) !== MESSAGE.sync) return null
    decoding.readVarUint(decoder)
    return decoding.readVarUint8Array(decoder)
  } catch {
    return null
  }
}

/** A Yjs id that takes three bytes, so that one can be put in place of another. */
export function idOfThreeBytes(random: () => number): number {
  return 128 ** 2 + Math.floor(random() * 127 * 128 ** 2)
}

function idBytes(id: number): Uint8Array {
  return encoding.encode((encoder) => encoding.writeVarUint(encoder, id))
}

/**
 * Makes of messages that were heard others that are almost right: cut, spliced, with bytes changed, under another's id,
 * merged, or as they were. `ids` are the Yjs ids of honest people, each of three bytes.
 */
export function messageMutations(
  random: () => number,
  ids: readonly number[],
): (heard: readonly Uint8Array[]) => Uint8Array {
  const below = (limit: number): number => Math.floor(random() * limit)
  const oneOf = (messages: readonly Uint8Array[]): Uint8Array => messages[below(messages.length)] ?? new Uint8Array()

  const spliced = (one: Uint8Array, other: Uint8Array): Uint8Array => {
    const [from, to] = [below(one.length + 1), below(other.length + 1)]
    return Uint8Array.of(...one.subarray(0, from), ...other.subarray(to))
  }
  const withWrongBytes = (bytes: Uint8Array): Uint8Array => {
    const copy = bytes.slice()
    for (let i = below(3); i >= 0; i--) copy[below(copy.length)] = random() < 0.5 ? below(256) : below(8)
    return copy
  }
  const underAnothersId = (bytes: Uint8Array): Uint8Array => {
    const [from, to] = [idBytes(ids[below(ids.length)] ?? 0), idBytes(ids[below(ids.length)] ?? 0)]
    const copy = Buffer.from(bytes)
    for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + 1)) if (random() < 0.7) copy.set(to, at)
    return copy
  }
  const merged = (one: Uint8Array, other: Uint8Array): Uint8Array => {
    try {
      return Y.mergeUpdates([one, other])
    } catch {
      return one
    }
  }
  const mutated = (bytes: Uint8Array, other: Uint8Array): Uint8Array => {
    switch (below(5)) {
      case 0:
        return bytes.slice(0, below(bytes.length + 1))
      case 1:
        return spliced(bytes, other)
      case 2:
        return withWrongBytes(bytes)
      case 3:
        return underAnothersId(bytes)
      default:
        return merged(bytes, other)
    }
  }

  return (heard) => {
    const [one, other] = [oneOf(heard), oneOf(heard)]
    const [body, otherBody] = [syncBody(one), syncBody(other)]
    const kind = random()
    if (kind < 0.25) return one
    if (body === null || kind < 0.35) return mutated(one, other)
    const steps = [0, 1, 2] as const
    return syncMessage(steps[below(3)] ?? 2, mutated(body, otherBody ?? other))
  }
}
