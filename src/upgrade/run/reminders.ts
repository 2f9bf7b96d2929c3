import { hour } from './waiting.js';

const day = 24 * hour;
/** How long before the old plan renews, and how often in between, followers are reminded, in milliseconds. */
const beforeRenewal = 7 * day;
const remindedEvery = 30 * day;

/** When followers are reminded next: a week before it renews, and every thirty days. */
export function nextReminder(renewsAt: string | null, now: Date): string {
  const monthly = now.getTime() + remindedEvery;
  const weekBefore = renewsAt === null ? Number.POSITIVE_INFINITY : Date.parse(renewsAt) - beforeRenewal;
  return new Date(weekBefore > now.getTime() ? Math.min(monthly, weekBefore) : monthly).toISOString();
}
