import sanitizeHtml from 'sanitize-html'
import { imageSizeOf, isTooManyPixels } from './imageSize.ts'

/** Drawing only: no script, no foreign content, nothing that loads, no animation that could set an address. */
const ELEMENTS = `
  svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath
  linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix
  feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
  feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology
  feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence image
`
  .trim()
  .split(/\s+/u)

/** Attributes whose value is an address: only a place in the same file, or for images embedded pixels. */
const ADDRESSES = ['href', 'xlink:href']

const ATTRIBUTES = `
  alignment-baseline amplitude azimuth baseFrequency baseline-shift bias class clip-path clip-rule
  clipPathUnits color color-interpolation color-interpolation-filters cx cy d diffuseConstant
  direction display divisor dominant-baseline dx dy edgeMode elevation exponent fill fill-opacity
  fill-rule filter filterUnits flood-color flood-opacity font-family font-size font-style font-variant
  font-weight fr fx fy gradientTransform gradientUnits height href id image-rendering in in2 intercept
  k1 k2 k3 k4 kernelMatrix kernelUnitLength lengthAdjust letter-spacing lighting-color
  limitingConeAngle marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask
  mask-type maskContentUnits maskUnits mode numOctaves offset opacity operator order orient overflow
  paint-order pathLength patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY
  pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY result rotate rx ry
  scale seed shape-rendering slope spacing specularConstant specularExponent spreadMethod startOffset
  stdDeviation stitchTiles stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
  stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style surfaceScale
  tableValues targetX targetY text-anchor text-decoration text-rendering textLength transform
  transform-origin type values vector-effect version viewBox visibility width word-spacing
  writing-mode x x1 x2 xChannelSelector xlink:href xml:space xmlns xmlns:xlink y y1 y2
  yChannelSelector z
`
  .trim()
  .split(/\s+/u)

/**
 * An SVG with everything taken out that could run, load or link: by an allow-list, in XML mode. Null when nothing of a
 * drawing is left.
 */
export function sanitizeSvg(text: string): string | null {
  const clean = sanitizeHtml(text, {
    allowedTags: ELEMENTS,
    allowedAttributes: { '*': ATTRIBUTES },
    disallowedTagsMode: 'completelyDiscard',
    // Deeper than any drawing; without a limit it takes quadratic time.
    nestingLimit: 100,
    nonTextTags: ['script', 'style', 'foreignObject', 'iframe', 'object', 'embed', 'textarea', 'option'],
    parser: { xmlMode: true, lowerCaseTags: false, lowerCaseAttributeNames: false },
    allowedSchemes: ['data'],
    allowedSchemesAppliedToAttributes: [],
    allowProtocolRelative: false,
    allowVulnerableTags: true,
    parseStyleAttributes: false,
    transformTags: { '*': (tagName, attributes) => ({ tagName, attribs: safeAttributes(tagName, attributes) }) },
  })
  return /<svg[\s>]/u.test(clean) ? clean.trim() : null
}

function safeAttributes(element: string, attributes: Record<string, string>): Record<string, string> {
  const kept = Object.entries(attributes).filter(([name, value]) =>
    ADDRESSES.includes(name) ? isSafeAddress(element, value) : !loadsSomething(value),
  )
  return Object.fromEntries(kept)
}

function isSafeAddress(element: string, address: string): boolean {
  const plain = address.replaceAll(/[\s\p{Cc}]/gu, '')
  if (element !== 'image') return /^#[\w:.-]+$/u.test(plain)
  // Base64 and nothing else: a percent sign would say something else to a browser than it says here.
  const pixels = /^data:image\/(?:png|jpeg|gif|webp);base64,([a-z0-9+/=]*)$/iu.exec(plain)?.[1]
  if (pixels === undefined) return false
  const size = imageSizeOf(Buffer.from(pixels, 'base64'))
  return size === null || !isTooManyPixels(size)
}

/** Whether a style or a paint refers to anything but a place in the same file. */
function loadsSomething(value: string): boolean {
  const plain = value.replaceAll(/[\s\p{Cc}\\]/gu, '').toLowerCase()
  return /url\((?!['"]?#)/u.test(plain) || /javascript:|expression\(|@import|image-set\(|-moz-binding/u.test(plain)
}
