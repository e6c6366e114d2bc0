/** The most characters that one text field of a card may hold. Readers cut what is longer, writers refuse it. */
export const TEXT_MAX = 10_000

/** The most characters of a short text (a name, a role, a threshold). */
export const SHORT_TEXT_MAX = 500
