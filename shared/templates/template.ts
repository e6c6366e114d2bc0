import type { BoardModel } from './boardModel.ts'
import type { CardFields } from './field.ts'
import type { KindDefinition, Side } from './kind.ts'
import type { ReadingView } from './readingView.ts'
import type { Span } from './span.ts'

/**
 * How a zone places its cards; positions follow from it and from the cards' order, and are never stored. A grid has
 * as many columns as the zone is wide; on a wall what is new lies on top, and all else keeps its column.
 */
export type ZoneLayout<KindId extends string = string> =
  | { readonly type: 'column' }
  | { readonly type: 'grid' }
  | { readonly type: 'wall' }
  | { readonly type: 'free' }
  | TableLayout<KindId>

/**
 * Rows and columns are cards as well, so that two people can add, name, move and remove them at once. Every other card
 * lies in the cell that its fields name, or below the table where one of those is not there (any more).
 */
export interface TableLayout<KindId extends string = string> {
  readonly type: 'table'
  readonly rows: Axis<KindId>
  readonly columns: Axis<KindId>
  /** A last column without a card of its own, whose cards name a row only. */
  readonly beside: { readonly kind: KindId; readonly title: string } | null
}

/** What runs along one side of a table. */
export interface Axis<KindId extends string = string> {
  /** The kind of the cards that head the rows, or the columns. */
  readonly kind: KindId
  /** The field, of type card, in which a card says beside which of them it lies. */
  readonly field: string
}

/** A rectangle on the page, in canvas pixels. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** A titled region with a question; the kinds it accepts are kinds of its own template. */
export interface ZoneDefinition<KindId extends string = string> {
  /** Unique within its template. */
  readonly id: string
  readonly title: string
  /** The question that the zone asks, read aloud by a facilitator. */
  readonly prompt: string
  readonly side: Side
  readonly accepts: readonly KindId[]
  readonly layout: ZoneLayout<KindId>
  /** Where a new board lays it; height grows with its cards. */
  readonly box: Box
  /** What a card's fields say when somebody puts it here, as far as its kind has them. */
  readonly preset?: CardFields
  /** How many cards it is good for; more are welcome and said to be many. */
  readonly capacity?: number
  /** A new board has none of these; people add as many as they like, under titles of their own. */
  readonly repeatable?: true
}

/** What an arrow between two kinds means. It follows from the kinds alone, whichever way the arrow was drawn. */
export interface LinkDefinition<KindId extends string = string> {
  readonly from: KindId
  readonly to: KindId | 'any'
  /** A verb phrase that reads between the two titles: pain point "is shown by" signal. */
  readonly meaning: string
  /** Drawing it makes a card of this kind between the two, linked with both, instead of an arrow alone. */
  readonly makes?: KindId
}

/** Where and as what a post arrives; what it says goes into the fields of its kind that bear these names. */
export interface PostPlace<KindId extends string = string> {
  /** The zone's id. */
  readonly zone: string
  /** The kind of a post that does not say what it is. */
  readonly kind: KindId
}

/** What a reader of the board may look for among its cards. */
export interface CardFilters {
  /** Whether cards are told apart by kind. */
  readonly kinds: boolean
  /** Fields by whose values cards are told apart, by id, in the order in which they are offered; of any kind. */
  readonly fields: readonly string[]
  /** Fields of type date, by id: a card counts for the first of them that it has. Empty: no span is offered. */
  readonly days: readonly string[]
}
/**
 * What a kind's cards are when a metric is traced to where it comes from, across templates: what hurts, what shows it,
 * what is bet on it, what is measured, what joins two measures, and who owns things.
 */
export type TracePart = 'pain' | 'signal' | 'bet' | 'metric' | 'bridge' | 'owner'

/** One step of a workshop with the template. */
export interface WorkshopStep {
  /** Unique within its template. */
  readonly id: string
  readonly title: string
  /** What to do in it, in a sentence. */
  readonly prompt: string
  /** The checks whose findings say what it still lacks. */
  readonly checks: readonly string[]
}

/** gap: something the work needs is missing; warning: something may not hold; note: worth a word. */
export type Severity = 'gap' | 'warning' | 'note'

/** What a check is, without its function. */
export interface CheckInfo {
  /** Unique within its template. */
  readonly id: string
  readonly severity: Severity
  /** What it looks for, as a noun phrase. */
  readonly title: string
  /** What a team may do about it, as a suggestion. */
  readonly nextStep: string
}

/** What a check says of a reading: a question to discuss, never an error. */
export interface Finding {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  /** The cards it points at, by id; empty where it speaks of the whole board. */
  readonly cards: readonly string[]
  /** What those cards are called, the first few of them; empty where it speaks of the whole board. */
  readonly about: string
  readonly nextStep: string
}

/** Why a team does not want to be asked something on one board, for everybody to read. */
export interface Mute {
  readonly reason: string
  /** The name of whoever muted it; may be empty. */
  readonly by: string
  /** yyyy-mm-dd */
  readonly on: string
}

/** A check that is muted, with what it would say. */
export interface MutedCheck extends Mute {
  readonly rule: string
  readonly findings: readonly Finding[]
}

/** A pure question asked of a model. */
export interface Check<Model> extends CheckInfo {
  readonly find: (model: Model, context: ReadContext) => readonly Pick<Finding, 'message' | 'cards'>[]
}

/** What a reading needs of the world besides the board. */
export interface ReadContext {
  /** The day at the reader's place, yyyy-mm-dd. */
  readonly today: string
  /** The days that the reading is asked for; templates that do not read by span leave it alone. Left out: all days. */
  readonly span?: Span
}

/** What one template makes of a board. Everything but `view` is plain JSON. */
export interface TemplateReading {
  readonly template: string
  readonly title: string
  readonly model: object
  readonly findings: readonly Finding[]
  /** The checks that the board has muted, by rule; they say nothing among the findings. */
  readonly muted: readonly MutedCheck[]
  /** Cards of this template that lie in no zone made for them, or whose kind this version does not know. */
  readonly unplaced: readonly string[]
  /** The reading drawn for people; worked out when asked for. */
  readonly view: () => ReadingView
}

export interface ExampleCard<KindId extends string = string> {
  /** Names the card within the example, for its links. */
  readonly key: string
  readonly kind: KindId
  /** Left out: the first zone that accepts the kind. Null: on the page. */
  readonly zone?: string | null
  readonly fields: CardFields
  /** Fields of type card, with the key of the card that each names; that one stands before it. */
  readonly refs?: Readonly<Record<string, string>>
}

/** A filled board, its cards in the order in which they were added. */
export interface ExampleBoard<KindId extends string = string> {
  readonly cards: readonly ExampleCard<KindId>[]
  readonly links: readonly { readonly from: string; readonly to: string }[]
}

interface TemplateBase<KindId extends string> {
  readonly id: string
  readonly title: string
  /** What it is for, in one sentence. */
  readonly sentence: string
  /** How long a session with it usually takes; null where that cannot be said. */
  readonly minutes: number | null
  /** Who should be there. */
  readonly people: string
  /** One quiet thought about how people work together. */
  readonly prompt: string
  readonly zones: readonly ZoneDefinition<KindId>[]
  readonly links: readonly LinkDefinition<KindId>[]
  /** Where posts arrive that are sent from outside the canvas; left out: none are taken. */
  readonly posts?: PostPlace<KindId>
  /** Its model and view can be those of a span of days; its findings are of the whole board all the same. */
  readonly readsBySpan?: true
  /** What its cards can be looked through for, on a reader's own screen; left out: nothing. */
  readonly filters?: CardFilters
  /** Which of its kinds count in the trace of a board, and as what; left out: none. */
  readonly trace?: { readonly [Kind in KindId]?: TracePart }
  /** The steps of a session with it; empty where it has none. */
  readonly steps: readonly WorkshopStep[]
  /** What lies on every new board of it besides its zones. Null for nothing. */
  readonly start: ExampleBoard<KindId> | null
  /** A filled board, with all that `start` has; dates in it are counted from the day given. Null for none. */
  readonly example: ((context: ReadContext) => ExampleBoard<KindId>) | null
}

/** A template as its folder writes it; `defineTemplate` makes a Template of it. */
export interface TemplateDefinition<Kinds extends readonly KindDefinition[], Model extends object> extends TemplateBase<
  Kinds[number]['id']
> {
  readonly kinds: Kinds
  readonly checks: readonly Check<Model>[]
  /** Projects the board into the model. Total: whatever lies on the board, it answers and drops no card. */
  readonly read: (board: BoardModel, context: ReadContext) => Model
  readonly view: (model: Model, context: ReadContext) => ReadingView
}

/** A template as the rest of the product uses it: data and one pure function. */
export interface Template extends TemplateBase<string> {
  readonly kinds: readonly KindDefinition[]
  readonly checks: readonly CheckInfo[]
  /** Total and pure: the same board and day give the same answer, whatever the order of its records. */
  readonly read: (board: BoardModel, context: ReadContext) => TemplateReading
}
