import { TZDate } from '@date-fns/tz';
import { z } from 'zod';
import { actorSchema } from '../tenant/roles.js';
import type { Refusal } from './refusal.js';
import { hour } from './waiting.js';

/** A time that the admin chose for the upgrade to begin, and how it is kept. */

export const scheduleSchema = z.object({
  /** When it is to begin (ISO). */
  at: z.string(),
  /** The zone it was chosen in (IANA name). */
  timeZone: z.string(),
  by: actorSchema,
  /** Followers were reminded, or it was too late for that. */
  reminded: z.boolean(),
  /** It was not begun in time, and is not begun without being asked. */
  missed: z.boolean(),
  /** When the engine looks at it next (ISO); null when only a person can move it on. */
  nextAt: z.string().nullable(),
});
export type Schedule = z.infer<typeof scheduleSchema>;

/** How long before the beginning followers are reminded, and how late it may still begin by itself, in milliseconds. */
export const remindedBefore = hour;
export const latestBeginning = hour;

/** The furthest ahead that a beginning can be chosen, in days. */
export const furthestDays = 365;

export type Chosen = { date: string; time: string; timeZone: string | undefined };

/**
 * The moment that a date (YYYY-MM-DD) and a time (HH:MM) name in a time zone.
 * A time that comes twice, as summer time ends, means the first.
 * @returns why it cannot be used: not a date or time, zone unknown, past, too far ahead, or a time that the clocks skip
 * when summer time begins.
 */
export function momentOf(
  { date, time, timeZone }: Chosen,
  now: Date,
): { ok: true; at: Date; timeZone: string } | { ok: false; refusal: Refusal } {
  const no = (refusal: Refusal) => ({ ok: false, refusal }) as const;
  const zone = timeZone === undefined ? undefined : knownZone(timeZone);
  if (zone === undefined) return no({ why: 'timeZoneUnknown', timeZone: timeZone ?? '' });
  const [, year = 0, month = 0, day = 0] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(date.trim())?.map(Number) ?? [];
  if (!isDate(year, month, day)) return no({ why: 'dateInvalid', date });
  const [, hours, minutes = 0] =
    /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(time.trim())?.map((part) => Number(part ?? 0)) ?? [];
  if (hours === undefined || hours > 23 || minutes > 59) return no({ why: 'timeInvalid', time });

  const local = new TZDate(year, month - 1, day, hours, minutes, zone);
  if (local.getHours() !== hours || local.getMinutes() !== minutes) return no({ why: 'timeSkipped', time });
  const at = firstOf(local, zone);
  if (at <= now) return no({ why: 'timePast' });
  if (at.getTime() - now.getTime() > furthestDays * 24 * hour) return no({ why: 'timeTooFar', days: furthestDays });
  return { ok: true, at, timeZone: zone };
}

/** A schedule for a moment: the reminder first, unless it is nearer than that. */
export function scheduled(at: Date, timeZone: string, by: Schedule['by'], now: Date): Schedule {
  const remindAt = new Date(at.getTime() - remindedBefore);
  const reminded = remindAt <= now;
  return {
    at: at.toISOString(),
    timeZone,
    by,
    reminded,
    missed: false,
    nextAt: (reminded ? at : remindAt).toISOString(),
  };
}

/** Whether the chosen time is still to come. */
export function isAhead(schedule: Schedule | null, now: Date): schedule is Schedule {
  return schedule !== null && Date.parse(schedule.at) > now.getTime();
}

/** By how much clocks are put back, in minutes: half an hour on Lord Howe Island, two hours at Troll. */
const putBack = [120, 60, 30];

/** The first of two moments that a clock shows as the same, when it is put back between them. */
function firstOf(local: TZDate, zone: string): Date {
  const shown = (date: TZDate): string => [date.getDate(), date.getHours(), date.getMinutes()].join();
  const before = putBack
    .map((minutes) => new TZDate(local.getTime() - minutes * 60_000, zone))
    .find((earlier) => shown(earlier) === shown(local));
  return new Date((before ?? local).getTime());
}

/** A day that a month does not have is one of another month. */
function isDate(year: number, month: number, day: number): boolean {
  return new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1;
}

/** The zone as it is to be called: by its name as given where that is well written, else by the name Intl has for it. */
function knownZone(given: string): string | undefined {
  const name = given.trim();
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    // Intl calls Asia/Kolkata and some others by a name that people there have given up.
    return /[A-Z][a-z]/.test(name) && name.toLowerCase() !== known.toLowerCase() ? name : known;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
