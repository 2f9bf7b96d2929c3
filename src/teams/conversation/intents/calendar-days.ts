import { isTimeZone } from '../../../base/time-zone.js';

/** Days of the calendar, whatever the time zone. */

export type Day = { year: number; month: number; day: number };

/** How long a day without its year may have passed before that of the next year is meant. */
const longestPast = 183;

/** The day of this year, or of the next when this year's passed long ago. */
export function nearest({ month, day }: { month: number; day: number }, today: Day): Day {
  const thisYear = { year: today.year, month, day };
  const passed = (utc(today) - utc(thisYear)) / dayMs;
  return passed > longestPast ? { ...thisYear, year: today.year + 1 } : thisYear;
}

const dayMs = 24 * 3_600_000;
const utc = ({ year, month, day }: Day): number => Date.UTC(year, month - 1, day);
/** From 0 for Sunday. */
export const weekdayOf = (day: Day): number => new Date(utc(day)).getUTCDay();
const twoDigits = (part: number): string => String(part).padStart(2, '0');
/** YYYY-MM-DD. */
export const textOf = ({ year, month, day }: Day): string => `${year}-${twoDigits(month)}-${twoDigits(day)}`;

/** So many days later. */
export function plus(day: Day, days: number): Day {
  const date = new Date(utc(day) + days * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The day and the time of day in a zone; in UTC where it is unknown: what is asked for is then refused for its zone. */
export function nowIn(now: Date, zone: string | undefined): [today: Day, clock: string] {
  const format = (timeZone: string) =>
    // Swedish writes a moment as ISO 8601 does.
    new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(now);
  const [date = '', time = ''] = (isTimeZone(zone) ? format(zone) : format('UTC')).split(' ');
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return [{ year, month, day }, time];
}
