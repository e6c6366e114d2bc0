/** The mark: two sides lean towards each other, and where they overprint there is a third. Decorative. */
export function BrandMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path fill="var(--product)" d="M2 3h5a13 13 0 0 1 0 26H2z" />
      <path fill="var(--ai)" d="M30 3h-5a13 13 0 0 0 0 26h5z" />
      <path fill="var(--between)" d="M16 6.62a13 13 0 0 1 0 18.76 13 13 0 0 1 0-18.76z" />
    </svg>
  )
}
