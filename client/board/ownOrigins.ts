/** The origins of this client's own transactions. All are sent; the last one leaves no undo step. */
export const OWN_ORIGINS = {
  canvas: { name: 'canvas' },
  typing: { name: 'typing' },
  unrecorded: { name: 'unrecorded' },
} as const
