import { useEffect, useState } from 'react'
import { BrandMark } from '../design/BrandMark.tsx'
import styles from './Waiting.module.css'

/** A wait that most people never see says nothing; a longer one says that something is coming. */
const SAY_AFTER_MS = 400

/** Stands where a page is being fetched. */
export function Waiting({ label = 'Loading' }: { label?: string }) {
  const [said, setSaid] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSaid(true), SAY_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={styles['waiting']} aria-busy="true">
      {said && (
        <>
          <BrandMark size={40} />
          <span>{label} …</span>
        </>
      )}
    </div>
  )
}
