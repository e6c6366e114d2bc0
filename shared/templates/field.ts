/**
 * What a card of some kind may hold. Texts (short text, long text, person) live in Y.Text, so that two people
 * can type in one field; tags, signatures, reactions and threads are sets, in which two changes at once both hold; every
 * other type is last-writer-wins.
 */

interface FieldBase<Type extends string> {
  readonly id: string
  readonly type: Type
  /** The label people see, in sentence case. */
  readonly title: string
  /** Shown in the empty field: an example or the question to answer, never an instruction. */
  readonly placeholder?: string
  /** Left off the card's face: it is read in the open card and in readings. */
  readonly quiet?: true
}

export interface Choice {
  readonly id: string
  readonly title: string
}

export type ShortTextField = FieldBase<'short-text'>
export type LongTextField = FieldBase<'long-text'>
/** A person is a name as typed: whoever is named need not have joined the board. */
export interface PersonField extends FieldBase<'person'> {
  /** A new card names whoever makes it. */
  readonly initial?: 'me'
}
/** One of the workspace's disciplines, by its id. The list can be edited, so any short name is a value. */
export interface DisciplineField extends FieldBase<'discipline'> {
  /** A new card names the discipline of whoever makes it. */
  readonly initial?: 'me'
  /** What tells it of an imported card that says none: one of its texts, and by discipline the names that stand there. */
  readonly toldBy?: { readonly field: string; readonly names: Readonly<Record<string, readonly string[]>> }
}
/** A day, written yyyy-mm-dd. */
export interface DateField extends FieldBase<'date'> {
  /** A new card has the day on which it is made. */
  readonly initial?: 'today'
}
export interface ChoiceField extends FieldBase<'choice'> {
  readonly choices: readonly Choice[]
}
export interface NumberField extends FieldBase<'number'> {
  readonly min?: number
  readonly max?: number
  /** Whole numbers only. */
  readonly integer?: boolean
  readonly unit?: string
}
export interface TagsField extends FieldBase<'tags'> {
  /** Words that are offered; others may be typed. */
  readonly suggestions?: readonly string[]
}
/** Who has signed: each `Name (discipline)`. */
export type SignaturesField = FieldBase<'signatures'>
/** Who reacted how: each a symbol, a space and the person's id, so that everybody counts once a symbol. */
export type ReactionsField = FieldBase<'reactions'>
/** Replies: each `<time in ISO 8601> Name (discipline): text`, so that they sort by when they were written. */
export type ThreadField = FieldBase<'thread'>
export type YesNoField = FieldBase<'yes-no'>
/** An image of the board, as `asset:<sha256>`. */
export type ImageField = FieldBase<'image'>
/** Another card of the same board, by its id. */
export interface CardField extends FieldBase<'card'> {
  /** The kinds of its own template that it may name. */
  readonly kinds: readonly string[]
}

/** A field of a kind of card. */
export type FieldDefinition =
  | ShortTextField
  | LongTextField
  | PersonField
  | DisciplineField
  | DateField
  | ChoiceField
  | NumberField
  | TagsField
  | SignaturesField
  | ReactionsField
  | ThreadField
  | YesNoField
  | ImageField
  | CardField

/** A field as a card holds it: whatever a shape's props or a stock client may have put there. */
export type RawFieldValue = string | number | boolean | readonly string[] | null

/** A card's fields as they are on the board, unparsed: keys may be missing, unknown or of the wrong type. */
export type CardFields = Readonly<Record<string, RawFieldValue>>

/** The value of a field after parsing. Empty is `''` for texts, `[]` for sets and `null` for the rest. */
export type FieldValue<F extends FieldDefinition> = F extends { readonly type: 'short-text' | 'long-text' | 'person' }
  ? string
  : F extends { readonly type: 'choice'; readonly choices: readonly { readonly id: infer Id }[] }
    ? Id | null
    : F extends { readonly type: 'number' }
      ? number | null
      : F extends { readonly type: 'yes-no' }
        ? boolean | null
        : F extends { readonly type: 'tags' | 'signatures' | 'reactions' | 'thread' }
          ? readonly string[]
          : string | null
