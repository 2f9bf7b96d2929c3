/**
 * A time of Partner Center in milliseconds since 1970; not a number when there is none or it cannot be read. Documented
 * examples carry spaces inside, offsets, seven decimals, and a T too many.
 */
export function momentOf(text: string | null | undefined): number {
  return Date.parse((text ?? '').replace(/\s+/g, '').replace(/T+/, 'T'));
}

/** A time of Partner Center as ISO 8601; null when it cannot be read, or is the year 9999 or 1, which stand for "never". */
export function timeOf(text: string | null | undefined): string | null {
  const at = momentOf(text);
  if (Number.isNaN(at)) return null;
  const date = new Date(at);
  return date.getUTCFullYear() > 1970 && date.getUTCFullYear() < 9999 ? date.toISOString() : null;
}
