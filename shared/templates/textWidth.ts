/**
 * Advance widths of Atkinson Hyperlegible Next, measured with a canvas in thousandths of the font size: the
 * printable characters of ASCII from the space on, at the two weights that cards use.
 */
const REGULAR: readonly number[] = [
  280, 286, 301, 651, 592, 919, 731, 160, 299, 299, 485, 606, 210, 362, 210, 387, 648, 407, 548, 576, 614, 588, 598,
  510, 615, 595, 210, 210, 553, 628, 553, 480, 778, 626, 613, 645, 669, 569, 552, 694, 694, 392, 512, 631, 541, 824,
  693, 714, 592, 724, 614, 592, 558, 690, 593, 856, 623, 575, 607, 317, 387, 344, 552, 372, 243, 525, 566, 485, 564,
  538, 314, 558, 550, 252, 245, 492, 262, 845, 550, 548, 566, 574, 349, 471, 326, 540, 461, 684, 481, 449, 460, 344,
  237, 344, 555,
]

const MEDIUM: readonly number[] = [
  293, 293, 337, 697, 599, 939, 729, 180, 313, 313, 485, 601, 235, 366, 235, 408, 653, 420, 560, 586, 618, 596, 609,
  521, 619, 585, 235, 235, 560, 621, 560, 507, 779, 647, 625, 650, 677, 580, 558, 704, 697, 405, 532, 644, 545, 838,
  703, 727, 607, 737, 628, 599, 578, 688, 614, 868, 648, 605, 612, 326, 408, 344, 564, 383, 261, 536, 578, 495, 577,
  548, 335, 572, 559, 271, 251, 518, 285, 860, 559, 559, 578, 584, 360, 486, 346, 551, 489, 707, 505, 478, 478, 359,
  244, 359, 548,
]

/** Accented letters and punctuation of European languages lie close to this. */
const OTHER_NARROW = 580
/** What the font lacks comes from the system's fonts: ideographs and emoji are about as wide as high. */
const OTHER_WIDE = 1000
const FIRST_WIDE = 0x1100

/** The weights that cards are set in: 400 and 500. */
export type Weight = 'regular' | 'medium'

/** The width of a text set on one line, in the unit of `fontSize`. Kerning is left out: it changes little. */
export function textWidth(text: string, fontSize: number, weight: Weight): number {
  const widths = weight === 'regular' ? REGULAR : MEDIUM
  let thousandths = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    thousandths += widths[code - 32] ?? (code < FIRST_WIDE ? OTHER_NARROW : OTHER_WIDE)
  }
  return (thousandths * fontSize) / 1000
}
