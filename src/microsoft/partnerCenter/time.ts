/**
 * A time of Partner Center as ISO 8601; null when there is none or it cannot be read. Documented examples carry spaces
 * inside, offsets, seven decimals and the year 9999 or 1 for "never".
 */
export function timeOf(text: string | null | undefined): string | null {
  const at = Date.parse((text ?? '').replace(/\s+/g, ''));
  if (Number.isNaN(at)) return null;
  const date = new Date(at);
  return date.getUTCFullYear() > 1970 && date.getUTCFullYear() < 9999 ? date.toISOString() : null;
}
