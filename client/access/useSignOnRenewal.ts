import { useEffect } from 'react'
import type { Me } from '../../shared/api/person.ts'
import { signOnAddress } from './signOnAddress.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const TRIED = 'betwixt:sign-on-renewed'

/** Whether this page has looked already; it does so as it opens, and not in the middle of the work. */
let hasLooked = false

/**
 * Signs on anew as a page opens where the sign-on ends within a day, lest it end while people are at work. The provider
 * mostly knows who this is and asks nothing.
 */
export function useSignOnRenewal(me: Me | undefined): void {
  useEffect(() => {
    if (me === undefined || hasLooked) return
    hasLooked = true
    const { signOnEndsAt } = me
    if (signOnEndsAt === null || Date.parse(signOnEndsAt) - Date.now() > DAY_MS) return
    if (isFirstTry(signOnEndsAt)) location.replace(signOnAddress())
  }, [me])
}

/** Once for each sign-on, so that nobody goes round in circles where the provider does not answer. */
function isFirstTry(endsAt: string): boolean {
  try {
    if (sessionStorage.getItem(TRIED) === endsAt) return false
    sessionStorage.setItem(TRIED, endsAt)
    return true
  } catch {
    // Storage is refused: it ends when it ends.
    return false
  }
}
