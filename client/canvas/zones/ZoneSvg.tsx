import { ZONE_PADDING } from '../../../shared/board/layout.ts'
import type { ZoneShape } from '../../../shared/board/schema.ts'
import type { Side } from '../../../shared/templates/kind.ts'
import { wrapText } from '../../../shared/templates/wrapText.ts'
import { CARD_FONT } from '../cards/cardFont.ts'
import type { ExportPalette } from '../theme/exportPalette.ts'
import { zoneText } from './zoneText.ts'

type BarPart = readonly [side: Side | 'none', from: number, to: number]

/** What lies between is visibly made of both, as on the canvas: shares of the bar's width, from the left. */
function barParts(side: Side | 'none'): readonly BarPart[] {
  if (side !== 'between') return [[side, 0, 1]]
  return [
    ['product', 0, 0.12],
    ['between', 0.12, 0.88],
    ['ai', 0.88, 1],
  ]
}

/** A zone as plain SVG, for pictures that leave the page: without its buttons. */
export function ZoneSvg({ shape, palette }: { shape: ZoneShape; palette: ExportPalette }) {
  const { w, h } = shape.props
  const { title, prompt, side } = zoneText(shape)
  const { hue, tint } = palette.sides[side]
  const room = w - 2 * ZONE_PADDING
  return (
    <g fontFamily={`'${CARD_FONT}', sans-serif`}>
      <rect width={w} height={h} rx={6} fill={palette.paper} />
      <rect width={w} height={h} rx={6} fill={tint} fillOpacity={0.62} />
      <rect x={0.5} y={0.5} width={w - 1} height={h - 1} rx={5.5} fill="none" stroke={hue} strokeOpacity={0.45} />
      {barParts(side).map(([part, from, to]) => (
        <rect
          key={part}
          x={3 + from * (w - 6)}
          width={(to - from) * (w - 6)}
          height={4}
          fill={palette.sides[part].hue}
        />
      ))}
      <text x={ZONE_PADDING} y={31} fontSize={20} fontWeight={620} fill={palette.ink}>
        {wrapText(title, room, 20, 'medium', 1)[0]}
      </text>
      {wrapText(prompt, room, 14, 'regular', 2).map((line, at) => (
        <text key={at} x={ZONE_PADDING} y={51 + at * 16} fontSize={14} fill={palette.inkSoft}>
          {line}
        </text>
      ))}
    </g>
  )
}
