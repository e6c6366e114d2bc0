import type { KindDefinition } from '../../../shared/templates/kind.ts'

/** A question mark, for kinds that this version does not know. */
const UNKNOWN_MARK = 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.9-1.1 1.8M8 12.6v.2'

/** The mark's path of a kind, or of one that is not known. */
export function kindMark(kind: KindDefinition | undefined): string {
  return kind?.mark ?? UNKNOWN_MARK
}

/** A kind's own small sign, drawn in the text's colour. */
export function KindMark({ kind, size = 16 }: { kind: KindDefinition | undefined; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={kindMark(kind)} />
    </svg>
  )
}
