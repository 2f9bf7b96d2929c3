const pattern = /^P(?:(\d+)W|(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?)$/;

const second = 1000;
const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Milliseconds of an ISO 8601 duration in weeks, or in days, hours, minutes and seconds; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const found = pattern.exec(text);
  if (!found || text === 'P') return undefined;
  const part = (index: number) => Number(found[index] ?? 0);
  const total = part(1) * 7 * day + part(2) * day + part(3) * hour + part(4) * minute + Math.round(part(5) * second);
  // A century: beyond it dates stop being valid.
  return total <= 36_525 * day ? total : undefined;
}
