/** The exit code of a server that ended because its database cannot go on: another start is all that it takes. */
export const BEYOND_HELP_EXIT_CODE = 70

/** Nobody catches this: the process has to be another one. */
export class DatabaseBeyondHelp extends Error {
  constructor(cause: unknown) {
    super('The database cannot go on after a write that the disk refused; start the server again.', { cause })
  }
}
