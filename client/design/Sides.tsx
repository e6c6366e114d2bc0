import styles from './Sides.module.css'

/**
 * The two sides, large. Together they overlap; apart there is nothing between them, which is what a missing page and
 * a broken one look like here. Decorative.
 */
export function Sides({ apart = false }: { apart?: boolean }) {
  const shift = apart ? 5 : 0
  return (
    <svg className={styles['sides']} viewBox="-6 0 44 32" aria-hidden="true">
      <path fill="var(--product)" transform={`translate(${-shift} 0)`} d="M2 3h5a13 13 0 0 1 0 26H2z" />
      <path fill="var(--ai)" transform={`translate(${shift} 0)`} d="M30 3h-5a13 13 0 0 0 0 26h5z" />
      {apart ? (
        <path className={styles['gap']} d="M16 3v26" />
      ) : (
        <path fill="var(--between)" d="M16 6.62a13 13 0 0 1 0 18.76 13 13 0 0 1 0-18.76z" />
      )}
    </svg>
  )
}
