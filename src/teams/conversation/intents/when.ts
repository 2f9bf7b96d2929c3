import type { Language } from '../../cards/words/languages.js';
import { type Day, nearest, nowIn, plus, textOf, weekdayOf } from './calendar-days.js';
import { anyOf, daysAhead, evenings, months, weekdays } from './calendar-words.js';
import { anyOfTexts, saidFor } from './said.js';
import { lower } from './vocabulary.js';

/** Reads the date and the time that somebody wrote, and the time zone if they wrote one. */

/** Where and when it was written. */
export type Here = { now: Date; timeZone: string | undefined; language: Language };

/** What a schedule is asked for with: YYYY-MM-DD and HH:MM; '' what was left out, or as written what cannot be read. */
type When = { date: string; time: string; timeZone?: string };

/**
 * "2026-12-05 22:00", "5/12 22:00", "saturday 10 pm", "i morgon kl 22 Europe/London". What could mean two days, such as
 * 5/12 in English, or two times, such as 1 tonight, or a day or a time, such as 5.12 tomorrow, is not guessed.
 * @returns undefined when it names neither a day nor a time: somebody asks, or tells
 */
export function whenFrom(text: string, here: Here | undefined): When | undefined {
  const spaced = text.replace(/(\d)T(?=\d)/, '$1 ').replace(/[,\s]+/g, ' ');
  const written = { rest: ` ${spaced.replace(hourBefore, 'at $1')} ` };
  const evening = tonight.test(written.rest);
  const found = takeDay(written, here?.language ?? 'en');
  const time = takeTime(written, found.is === 'ahead', evening);
  if (found.is === 'none' && time === undefined) return undefined;
  const zone = zoneFrom(written.rest.replace(fillers, ' ').replace(fillers, ' ').trim());
  if (zone === undefined) return { date: text.trim(), time: time ?? '' };
  const asked = { time: time ?? '', ...(zone === '' ? {} : { timeZone: zone }) };
  const unclear = time === '' || (here === undefined && found.is !== 'full');
  const date = unclear ? undefined : dateOf(found, zone, time, here);
  return { date: date ?? text.trim(), ...asked };
}

type FoundDay =
  | { is: 'none' }
  /** With its year; `weekday` where it was written too. */
  | { is: 'full'; on: Day; weekday: number | undefined }
  | { is: 'ofYear'; month: number; day: number; weekday: number | undefined }
  | { is: 'weekday'; weekday: number }
  | { is: 'ahead'; days: number }
  | { is: 'unclear' };

/** What is left of a text as its parts are read. */
type Written = { rest: string };

function take(written: Written, pattern: RegExp): RegExpExecArray | undefined {
  const match = pattern.exec(written.rest) ?? undefined;
  if (match)
    written.rest = `${written.rest.slice(0, match.index)}  ${written.rest.slice(match.index + match[0].length)}`;
  return match;
}

const pattern = (source: string): RegExp => new RegExp(`(?<=\\s)(?:${source})(?=\\s)`, 'iu');

const ahead = pattern(`(${anyOf(daysAhead)})`);
const tonight = pattern(anyOfTexts(evenings));
const weekday = pattern(`(?:(?:${anyOfTexts(saidFor('on'))}) )?(${anyOf(weekdays)})(?:\\.|en)?`);
const full = pattern('(\\d{4})-(\\d{1,2})-(\\d{1,2})');
const dotted = pattern('(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})');
const slashed = pattern('(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}))?');
const dayMonth = pattern(`(\\d{1,2})(?:st|nd|rd|th|:e|:a|\\.)? (?:of )?(${anyOf(months)})\\.?(?: (\\d{4}))?`);
const monthDay = pattern(`(${anyOf(months)})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?: (\\d{4}))?`);
const half = '(a\\.?m\\.?|p\\.?m\\.?)';
const at = `(?:${anyOfTexts(saidFor('at'))})\\.?`;
/** "22 Uhr", "22:00 Uhr": the hour is named after the figure. */
const hourBefore = new RegExp(`(\\d{1,2}(?:[:.]\\d{2})?) (?:${anyOfTexts(saidFor('oClock'))})(?!\\p{L})`, 'iu');
const dayAndMonth = pattern(`(?<!\\s${at} )(0?[1-9]|[12]\\d|3[01])\\.(0?[1-9]|1[0-2])(?! ?${half}\\s)`);
const clock = pattern(`(?:${at} ?)?(\\d{1,2})[:.](\\d{2})(?: ?${half})?`);
const hourOfHalfDay = pattern(`(?:at )?(\\d{1,2})() ?${half}`);
const hour = pattern(`${at} ?(\\d{1,2})()()`);
const bareHour = pattern('(\\d{1,2})()()');
const fillers = new RegExp(`(?<=\\s)(?:${at}|${anyOfTexts([...saidFor('on'), ...saidFor('filler')])})(?=\\s)`, 'gi');

function takeDay(written: Written, language: Language): FoundDay {
  const named = take(written, weekday)?.[1];
  const onWeekday = named === undefined ? undefined : weekdays.get(lower(named));
  const at = takeDate(written, language);
  if (at.is === 'full' || at.is === 'ofYear') return { ...at, weekday: onWeekday };
  if (onWeekday === undefined || at.is !== 'none') return onWeekday === undefined ? at : { is: 'unclear' };
  return { is: 'weekday', weekday: onWeekday };
}

function takeDate(written: Written, language: Language): FoundDay {
  const word = take(written, ahead)?.[1];
  const days = word === undefined ? undefined : daysAhead.get(lower(word));
  if (days !== undefined) return daysAheadOf(days, written);
  const iso = take(written, full);
  if (iso) return dated(iso[1], iso[2], iso[3]);
  const dots = take(written, dotted);
  if (dots) return dated(dots[3], dots[2], dots[1]);
  const slashes = take(written, slashed);
  if (slashes) return withSlashes(slashes, language);
  const [, dayFirst, itsMonth = '', itsYear] = take(written, dayMonth) ?? [];
  if (dayFirst !== undefined) return dated(itsYear, months.get(lower(itsMonth)), dayFirst);
  const [, monthFirst, itsDay, year] = take(written, monthDay) ?? [];
  if (monthFirst !== undefined) return dated(year, months.get(lower(monthFirst)), itsDay);
  return takeDayAndMonth(written, language);
}

/** Where the day is named already, "22.10" can only be a time; "5.12" may still be a slip. */
function daysAheadOf(days: number, written: Written): FoundDay {
  const pair = Number(dayAndMonth.exec(written.rest)?.[1]);
  if (pair > 12 && pair < 24) return { is: 'ahead', days };
  return take(written, dayAndMonth) ? { is: 'unclear' } : { is: 'ahead', days };
}

function withSlashes([, one, other, year]: RegExpExecArray, language: Language): FoundDay {
  if (eitherFirst(language, Number(one), Number(other))) return { is: 'unclear' };
  return language === 'en' && Number(other) > 12 ? dated(year, one, other) : dated(year, other, one);
}

/** "5.12" is also a way to write a time: it is a day where a time is written too, or where it can be no time. */
function takeDayAndMonth(written: Written, language: Language): FoundDay {
  const [, day, month] = take(written, dayAndMonth) ?? [];
  if (day === undefined || month === undefined) return { is: 'none' };
  // Of two, either could be the time.
  if (take(written, dayAndMonth) || eitherFirst(language, Number(day), Number(month))) return { is: 'unclear' };
  const couldBeTime = Number(day) < 24 && month.length === 2;
  const isDay = !couldBeTime || [clock, hourOfHalfDay, hour].some((time) => time.test(written.rest));
  return isDay ? dated(undefined, month, day) : { is: 'unclear' };
}

/** Half of those who write English put the month first. */
const eitherFirst = (language: Language, one: number, other: number): boolean =>
  language === 'en' && one <= 12 && other <= 12 && one !== other;

function dated(year: string | undefined, month: string | number | undefined, day: string | undefined): FoundDay {
  const on = { month: Number(month), day: Number(day) };
  return year === undefined
    ? { is: 'ofYear', ...on, weekday: undefined }
    : { is: 'full', on: { year: Number(year), ...on }, weekday: undefined };
}

/**
 * HH:MM; undefined when none is written, '' when it cannot be told which is meant. A number alone is an hour only where
 * it cannot be a day.
 */
function takeTime(written: Written, afterDay: boolean, evening: boolean): string | undefined {
  const found =
    take(written, clock) ??
    take(written, hourOfHalfDay) ??
    take(written, hour) ??
    (afterDay ? take(written, bareHour) : undefined);
  if (!found) return undefined;
  const [whole, hours, minutes = '', part] = found;
  const shown = Number(hours);
  if (part === undefined || part === '') {
    // Tonight at 1 may be after midnight, which is tomorrow.
    if (evening && (shown < 5 || shown === 12)) return '';
    return onClock(evening && shown < 12 ? shown + 12 : shown, minutes);
  }
  if (shown < 1 || shown > 12) return whole.trim();
  return onClock((shown % 12) + (lower(part).startsWith('p') ? 12 : 0), minutes);
}

const onClock = (hours: number, minutes: string): string => `${hours}:${minutes.padStart(2, '0')}`.padStart(5, '0');

/** A zone by its IANA name or its city; '' when nothing is left to read, undefined when something else is. */
function zoneFrom(left: string): string | undefined {
  if (left === '') return '';
  const name = left
    .replace(/^\((.*)\)$/, '$1')
    .trim()
    .replace(/ +/g, '_');
  // What looks like a zone is handed on, so that it is answered for as one.
  if (name.includes('/') || /^(utc|gmt|[ce]et)$/i.test(name)) return name;
  return Intl.supportedValuesOf('timeZone').find((zone) => lower(zone).endsWith(`/${lower(name)}`));
}

/** YYYY-MM-DD; '' when no day was written, undefined when it cannot be told which is meant. */
function dateOf(found: FoundDay, zone: string, time: string | undefined, here: Here | undefined): string | undefined {
  const [today, clockNow] = nowIn(here?.now ?? new Date(0), zone === '' ? here?.timeZone : zone);
  switch (found.is) {
    case 'none':
      return '';
    case 'unclear':
      return undefined;
    case 'ahead':
      return textOf(plus(today, found.days));
    case 'weekday': {
      const days = (found.weekday - weekdayOf(today) + 7) % 7;
      return textOf(plus(today, days === 0 && time !== undefined && time <= clockNow ? 7 : days));
    }
    case 'full':
      return agreeing(found.on, found.weekday);
    case 'ofYear':
      return agreeing(nearest(found, today), found.weekday);
    default:
      return found satisfies never;
  }
}

/** A day that was written with the wrong day of the week is a slip of the one or of the other. */
function agreeing(on: Day, weekday: number | undefined): string | undefined {
  return weekday === undefined || weekday === weekdayOf(on) ? textOf(on) : undefined;
}
