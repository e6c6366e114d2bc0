import { BASE_PATH } from '../api/basePath.ts'

/** Where signing on begins, at the server; it leads back to the page that is open now. */
export function signOnAddress(): string {
  const here = location.pathname.slice(BASE_PATH.length) + location.search
  return `${BASE_PATH}/sign-in/sso?to=${encodeURIComponent(here)}`
}
