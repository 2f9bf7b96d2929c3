import { TZDate } from '@date-fns/tz';
import { z } from 'zod';
import type { Refusal } from './commands.js';
import { actorSchema } from './people.js';
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
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(date.trim())?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined || !isDate(year, month, day))
    return no({ why: 'dateInvalid', date });
  const [, hours, minutes = 0] =
    /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(time.trim())?.map((part) => Number(part ?? 0)) ?? [];
  if (hours === undefined || hours > 23 || minutes > 59) return no({ why: 'timeInvalid', time });

  const local = new TZDate(year, month - 1, day, hours, minutes, zone);
  if (local.getHours() !== hours || local.getMinutes() !== minutes) return no({ why: 'timeSkipped', time });
  const at = new Date(local.getTime());
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

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** The zone under the name that Intl knows it by. */
function knownZone(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name.trim() }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
