import { isoTime } from '../iso-time.js';

/** A moment as Partner Center writes one: to seven decimals of a second. `at` is milliseconds since 1970. */
export function partnerTime(at: number): string {
  return isoTime(at).replace('Z', '0000Z');
}

/** The day of a moment, as Partner Center writes a day: its midnight, to the second. */
export function partnerDay(at: number): string {
  return `${isoTime(at).slice(0, 10)}T00:00:00Z`;
}
