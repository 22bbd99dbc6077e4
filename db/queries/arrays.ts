/** As Postgres writes an array of ids. */
export function arrayOf(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}
