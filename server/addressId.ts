import { customAlphabet } from 'nanoid'

/**
 * An id that stands in addresses people read, type and paste: 16 letters and figures without look-alikes, about 79 bits.
 */
export const newAddressId = customAlphabet('23456789abcdefghijkmnpqrstuvwxyz', 16)
