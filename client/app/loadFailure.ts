// What Chromium, Firefox and Safari say when a chunk of the client cannot be fetched; there is no code to tell it by.
const LOAD_FAILURE =
  /Failed to fetch dynamically imported module|error loading dynamically imported module|Importing a module script failed|Unable to preload CSS/i

/** Whether a page broke only because a part of the client could not be fetched: no server, or a newer version there. */
export function isLoadFailure(error: Error): boolean {
  return LOAD_FAILURE.test(error.message)
}
