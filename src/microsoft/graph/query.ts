/** An OData query string; the `$` of its options stays readable, spaces become %20 (a + is not a space everywhere). */
export function query(options: Record<string, string>): string {
  return Object.entries(options)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

/** A text in a filter: a quote in it is written twice. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
