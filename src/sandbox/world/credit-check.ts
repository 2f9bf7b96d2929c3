import { day } from '../duration.js';

const workingTime = 1.5 * day;

/**
 * When a credit check that begins at `from` ends: one and a half working days later, Saturdays and Sundays (UTC) not
 * counted. Microsoft says it takes up to two.
 */
export function creditCheckEnd(from: number): number {
  let at = from;
  let left = workingTime;
  while (true) {
    const midnight = Math.floor(at / day) * day + day;
    const weekday = new Date(at).getUTCDay();
    if (weekday === 0 || weekday === 6) {
      at = midnight;
      continue;
    }
    if (left <= midnight - at) return at + left;
    left -= midnight - at;
    at = midnight;
  }
}
