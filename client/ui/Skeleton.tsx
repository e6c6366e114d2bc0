import type { CSSProperties } from 'react'
import styles from './Skeleton.module.css'

/** A grey stand-in of the size of what is being loaded, so that nothing jumps when it arrives. */
export function Skeleton({
  width = '100%',
  height,
}: {
  width?: CSSProperties['width']
  height: CSSProperties['height']
}) {
  return <span className={styles['skeleton']} style={{ width, height }} aria-hidden="true" />
}
