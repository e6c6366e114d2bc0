import { useSyncExternalStore } from 'react'

/** The width below which PeopleBar.module.css sets its faces closer. */
const NARROW = '(width < 640px)'

/** Whether the window is as narrow as a phone's. */
export function useNarrowWindow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow)
}

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(NARROW)
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}

function isNarrow(): boolean {
  return matchMedia(NARROW).matches
}
