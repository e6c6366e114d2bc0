import { useEffect, useState, type RefObject } from 'react'

/** How far outside the window something still counts as near: about a screen, so that a quick scroll finds it drawn. */
const NEAR_PX = 900

const watchers = new WeakMap<Element, (isNear: boolean) => void>()
let observer: IntersectionObserver | null = null

/** One observer for all: a list of thousands would otherwise have thousands of them. */
function sharedObserver(): IntersectionObserver {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) watchers.get(target)?.(isIntersecting)
    },
    { rootMargin: `${NEAR_PX}px 0px` },
  )
  return observer
}

/**
 * Whether an element is in the window or near it, so that what is costly to draw need not be there otherwise. One that
 * has the focus, or a menu open, stays near however far it is scrolled away.
 *
 * @param atFirst what holds until the browser has said where the element is
 */
export function useNearView(element: RefObject<Element | null>, atFirst: boolean): boolean {
  const [near, setNear] = useState(atFirst)
  useEffect(() => {
    const watched = element.current
    if (watched === null) return
    watchers.set(watched, (isNear) => setNear(isNear || isInUse(watched)))
    const shared = sharedObserver()
    shared.observe(watched)
    return () => {
      shared.unobserve(watched)
      watchers.delete(watched)
    }
  }, [element])
  return near
}

function isInUse(element: Element): boolean {
  return element.contains(document.activeElement) || element.querySelector('[aria-expanded="true"]') !== null
}
