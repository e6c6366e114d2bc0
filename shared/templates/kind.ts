import type { FieldDefinition, FieldValue } from './field.ts'

/** Which part of the team something belongs to: product, AI, or where the two meet. It decides the hue. */
export type Side = 'product' | 'ai' | 'between'

/** The form of a card's box. */
export type Outline = 'plain' | 'bubble' | 'framed' | 'notched' | 'torn' | 'rounded' | 'ticket'

/** A kind of card: what it is called, how it is told apart, and what it holds. */
export interface KindDefinition {
  /** Unique within its template. */
  readonly id: string
  readonly title: string
  readonly side: Side
  /**
   * The kind's own small mark, so that colour is never the only sign: the `d` of one SVG path on a 16 × 16 grid,
   * to be stroked 1.5 wide with round ends and not filled. Distinct for each kind of a template.
   */
  readonly mark: string
  readonly fields: readonly FieldDefinition[]
  /** The outline of its cards, so that kinds of one hue are told apart from the back of a room. Left out: plain. */
  readonly outline?: Outline
  /**
   * A field whose side a card wears instead of its kind's while it is filled: a discipline, or a choice whose ids are
   * read as sides (`product` as product, `model` and `ai` as AI).
   */
  readonly sideFrom?: string
  /** A yes-no field which says that the card is only suggested: it is drawn so, and people confirm it or let it go. */
  readonly suggestion?: string
  /** The text field shown largest on the card; its first words name the card for screen readers. */
  readonly lead: string
}

/** A kind whose lead is one of its own text fields. */
export type CheckedKind<Fields extends readonly FieldDefinition[]> = KindDefinition & {
  readonly fields: Fields
  readonly lead: Extract<Fields[number], { readonly type: 'short-text' | 'long-text' }>['id']
}

/** Keeps the literal ids and types of a kind, so that `read` functions get its cards with typed fields. */
export function defineKind<const Id extends string, const Fields extends readonly FieldDefinition[]>(
  kind: CheckedKind<Fields> & { readonly id: Id },
): CheckedKind<Fields> & { readonly id: Id } {
  return kind
}

/** The parsed fields of a kind's cards. */
export type FieldsOf<Kind extends KindDefinition> = {
  readonly [F in Kind['fields'][number] as F['id']]: FieldValue<F>
}

/** A card of a known kind with its fields parsed: what `read` functions work on. */
export interface CardOf<Kind extends KindDefinition> {
  readonly id: string
  readonly kind: Kind['id']
  /** The zone it lies in, by the id in its template; null where no zone of the template accepted it. */
  readonly zone: string | null
  readonly fields: FieldsOf<Kind>
}
