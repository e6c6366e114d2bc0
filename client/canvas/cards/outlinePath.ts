import type { Outline } from '../../../shared/templates/kind.ts'

/** The line around a card of some outline, as the `d` of an SVG path; null for the plain box, which needs none. */
export function outlinePath(outline: Outline, w: number, h: number): string | null {
  switch (outline) {
    case 'plain':
      return null
    case 'rounded':
      return box(w, h, 18)
    case 'bubble':
      // The sharp corner is where the one who speaks would stand.
      return `M16 0H${w - 16}Q${w} 0 ${w} 16V${h - 16}Q${w} ${h} ${w - 16} ${h}H0V16Q0 0 16 0Z`
    case 'notched':
      return `M0 0H${w - 22}L${w} 22V${h}H0Z`
    case 'framed':
      return `M8 0H${w - 8}V8H${w}V${h - 8}H${w - 8}V${h}H8V${h - 8}H0V8H8Z`
    case 'torn':
      return `M0 0H${w}V${h - 6}${teeth(w, h)}Z`
    case 'ticket': {
      const middle = h / 2
      return `M0 0H${w}V${middle - 9}A9 9 0 0 0 ${w} ${middle + 9}V${h}H0V${middle + 9}A9 9 0 0 0 0 ${middle - 9}Z`
    }
  }
}

function box(w: number, h: number, radius: number): string {
  const r = Math.min(radius, w / 2, h / 2)
  return `M${r} 0H${w - r}Q${w} 0 ${w} ${r}V${h - r}Q${w} ${h} ${w - r} ${h}H${r}Q0 ${h} 0 ${h - r}V${r}Q0 0 ${r} 0Z`
}

/** The lower edge from right to left, as paper tears. */
function teeth(w: number, h: number): string {
  const count = Math.max(2, Math.round(w / 20))
  return Array.from({ length: count * 2 }, (_, at) => {
    const x = Math.round(w * (1 - (at + 1) / (count * 2)))
    return `L${x} ${at % 2 === 0 ? h : h - 6}`
  }).join('')
}
