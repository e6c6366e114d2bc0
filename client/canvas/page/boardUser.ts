import { atom, computed, createTLUser, type TLUser, type TLUserPreferences } from '@tldraw/tldraw'
import { presenceUserId } from '../people/showOthers.ts'

/** How this person sees the board, as far as tldraw asks. */
export interface UserLook {
  theme: 'light' | 'dark'
  /** Whether they asked their system for no motion. */
  isStill: boolean
}

/**
 * The person as tldraw knows them. Name and hue are others' business, told by the server; what tldraw's own menus may
 * change (snapping, for example) holds for this page.
 */
export function boardUser(clientId: number): { user: TLUser; setLook(look: UserLook): void } {
  const look = atom<UserLook>('look', { theme: 'light', isStill: false })
  const own = atom<Partial<TLUserPreferences>>('own preferences', {})
  const user = createTLUser({
    userPreferences: computed<TLUserPreferences>('preferences', () => ({
      ...own.get(),
      id: presenceUserId(clientId),
      locale: 'en',
      colorScheme: look.get().theme,
      animationSpeed: look.get().isStill ? 0 : 1,
    })),
    setUserPreferences: (preferences) => own.set(preferences),
  })
  return { user, setLook: (next) => look.set(next) }
}
