const longestMs = 10 * 60_000;

/**
 * Reads a `Retry-After` header: seconds (decimals are seen in practice) or an HTTP date.
 * @param value the header as it came, null when missing
 * @param now the time to count a date from
 * @returns milliseconds to wait, at most ten minutes; undefined when the header is missing or makes no sense
 * @see https://learn.microsoft.com/graph/throttling
 */
export function retryAfterMs(value: string | null | undefined, now: Date): number | undefined {
  const text = value?.trim();
  if (!text) return undefined;
  const seconds = /^\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : undefined;
  // Date.parse takes "-5" for a year, so a date has to name its month.
  const wait =
    seconds !== undefined ? seconds * 1000 : /[a-z]{3}/i.test(text) ? Date.parse(text) - now.getTime() : Number.NaN;
  if (Number.isNaN(wait)) return undefined;
  return Math.min(Math.max(Math.ceil(wait), 0), longestMs);
}
