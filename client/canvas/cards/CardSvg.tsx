import type { ReactElement } from 'react'
import type { CardShape } from '../../../shared/board/schema.ts'
import { CARD_FACE } from '../../../shared/templates/cardFace.ts'
import type { ExportPalette } from '../theme/exportPalette.ts'
import { CARD_FONT } from './cardFont.ts'
import { cardText } from './cardText.ts'
import { kindMark } from './KindMark.tsx'
import { outlinePath } from './outlinePath.ts'

/** Where a line of text stands on its baseline, from the top of the line's box. */
const baseline = (lineHeight: number, fontSize: number) => (lineHeight + fontSize * 0.7) / 2

const { padding, headHeight, headGap, leadSize, leadLineHeight, detailSize, detailLineHeight } = CARD_FACE

/** A card as plain SVG, for pictures that leave the page. `image` is the data URL of its image, if it has one. */
export function CardSvg({ shape, palette, image }: { shape: CardShape; palette: ExportPalette; image: string | null }) {
  const { w, h } = shape.props
  const text = cardText(shape.props)
  const side = palette.sides[text.side]
  const clip = `card-${shape.id.replaceAll(/[^\w-]/gu, '')}`
  const outline = outlinePath(text.kind?.outline ?? 'plain', w, h)
  // As on the canvas: an outline of its own is to be seen, and so are the dashes of what is only suggested.
  const isPlain = outline === null && !text.isSuggested
  const border = {
    fill: 'none',
    stroke: isPlain ? palette.line : palette.lineStrong,
    strokeDasharray: text.isSuggested ? '6 4' : undefined,
  }
  const rows: ReactElement[] = []
  let y = padding + headHeight + headGap
  const addLine = (line: string, size: number, lineHeight: number, fill: string, weight: number, label = '') => {
    rows.push(
      <text
        key={rows.length}
        x={padding}
        y={y + baseline(lineHeight, size)}
        fontSize={size}
        fontWeight={weight}
        fill={fill}
      >
        {label !== '' && <tspan fill={palette.inkFaint}>{label}</tspan>}
        {line}
      </text>,
    )
    y += lineHeight
  }
  for (const line of text.lead) addLine(line, leadSize, leadLineHeight, palette.ink, 500)
  for (const line of text.question) addLine(line, leadSize, leadLineHeight, palette.inkFaint, 400)
  if (text.image !== null) {
    y += CARD_FACE.detailsGap
    if (image !== null) {
      const height = CARD_FACE.imageHeight
      rows.push(
        <image
          key="image"
          href={image}
          x={padding}
          y={y}
          width={w - 2 * padding}
          height={height}
          preserveAspectRatio="xMidYMid slice"
        />,
      )
    }
    y += CARD_FACE.imageHeight
  }
  text.details.forEach(({ label, lines }, index) => {
    y += index === 0 ? CARD_FACE.detailsGap : CARD_FACE.detailGap
    lines.forEach((line, at) => addLine(line, detailSize, detailLineHeight, palette.ink, 400, at === 0 ? label : ''))
  })
  return (
    <g fontFamily={`'${CARD_FONT}', sans-serif`} style={{ whiteSpace: 'pre' }}>
      <defs>
        <clipPath id={clip}>{outline === null ? <rect width={w} height={h} rx={6} /> : <path d={outline} />}</clipPath>
      </defs>
      <g clipPath={`url(#${clip})`}>
        <rect width={w} height={h} fill={palette.card} />
        <rect width={4} height={h} fill={side.hue} />
        <g transform={`translate(${padding} ${padding + 2})`} fill="none" stroke={side.ink} strokeWidth={1.5}>
          <path d={kindMark(text.kind)} strokeLinecap="round" strokeLinejoin="round" />
        </g>
        <text x={padding + 22} y={padding + baseline(headHeight, 13)} fontSize={13} fontWeight={620} fill={side.ink}>
          {text.heading}
        </text>
        {rows}
      </g>
      {outline === null ? (
        <rect x={0.5} y={0.5} width={w - 1} height={h - 1} rx={5.5} {...border} />
      ) : (
        <path d={outline} {...border} />
      )}
    </g>
  )
}
