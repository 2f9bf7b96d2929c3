/** A time in milliseconds since 1970 as ISO 8601, to the millisecond. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

/** The same to the second, as Graph tells it. */
export function isoSeconds(at: number): string {
  return `${isoTime(at).slice(0, 19)}Z`;
}
