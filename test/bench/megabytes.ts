/** As memory and disks are told in the table. */
export const MB = 2 ** 20

/** A size in words. */
export function megabytes(bytes: number, decimals = 1): string {
  return `${(bytes / MB).toFixed(decimals)} MB`
}
