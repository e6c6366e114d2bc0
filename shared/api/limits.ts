/**
 * The longest inputs that the API takes, in characters (Unicode code points) unless the name says otherwise. Without zod,
 * so that forms can use them.
 */
export const API_LIMITS = {
  title: 200,
  name: 80,
  discipline: 40,
  /** A paragraph of a decision record. */
  paragraph: 10_000,
  /** A line of a decision record: owner, one option, one decider. */
  line: 500,
  /** Options or deciders of one record. */
  list: 50,
  /** Cards taken along as evidence of one record. */
  evidence: 500,
  key: 1_000,
  search: 200,
  /** Items of one page of a list: when nothing is asked for, and at most. */
  pageDefault: 100,
  pageMost: 500,
  /** A JSON body. */
  jsonBytes: 1024 * 1024,
  /** One uploaded image. */
  assetBytes: 20 * 1024 * 1024,
  /** One uploaded SVG: it is read and cleaned element by element. */
  svgBytes: 2 * 1024 * 1024,
  /** Its tags, comments and entities. */
  svgParts: 20_000,
  /** Elements that a browser draws for it, each as often as it is referred to. */
  svgDrawn: 100_000,
  /** Pixels of one image: whoever looks at it holds four bytes for each. */
  imagePixels: 100_000_000,
  /** The longer side of one image, in pixels. */
  imageSide: 32_767,
  /** One board's picture on the home page. */
  thumbnailBytes: 256 * 1024,
  /** Boards of the workspace, those in the trash as well, unless its operator says otherwise. */
  boards: 20_000,
  /** Images on one board. */
  assetsPerBoard: 2_000,
  /** Links that let people in to one board. */
  sharesPerBoard: 200,
  /** What a link or a token is for, in its maker's words. */
  label: 80,
  /** API tokens of the workspace. */
  tokens: 200,
} as const

/** Days that a board stays in the trash before it is deleted for good. */
export const TRASH_DAYS = 30

/** How long a one-use socket ticket is good for, in milliseconds. */
export const TICKET_LIFETIME_MS = 30_000
