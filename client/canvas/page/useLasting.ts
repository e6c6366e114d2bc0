import { useEffect, useState } from 'react'

/** Whether something has been so for a while: a moment without connection is no news, and would only make the page jump. */
export function useLasting(isSo: boolean, forMs: number): boolean {
  const [hasLasted, setLasted] = useState(false)
  useEffect(() => {
    if (!isSo) return
    const timer = setTimeout(() => setLasted(true), forMs)
    return () => {
      clearTimeout(timer)
      setLasted(false)
    }
  }, [isSo, forMs])
  return isSo && hasLasted
}
