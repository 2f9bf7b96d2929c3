import { BoundedMap } from '../../../base/bounded-map.js';
import { isTimeZone } from '../../../base/time-zone.js';
import type { Money } from '../../../upgrade/order/order.js';
import type { Viewer } from '../viewer.js';

/** Numbers, money, times and lists as the viewer writes them. */
export type Format = ReturnType<typeof formatFor>;

type Reader = Pick<Viewer, 'language' | 'timeZone'>;

/** Formats by language and time zone, each made once: an Intl object costs more to make than a card to fill. */
export function createFormats(): (reader: Reader) => Format {
  const made = new Map<string, Format>();
  return (reader) => {
    const key = `${reader.language} ${reader.timeZone ?? ''}`;
    const known = made.get(key);
    if (known) return known;
    const format = formatFor(reader);
    // What calls itself a time zone comes from outside: names that are none must not fill the memory.
    if (reader.timeZone === undefined || isTimeZone(reader.timeZone)) made.set(key, format);
    return format;
  };
}

/** The formats of a viewer's language and time zone. */
export function formatFor({ language: locale, timeZone: named }: Reader) {
  const timeZone = isTimeZone(named) ? named : undefined;
  const zone = timeZone ?? 'UTC';
  const suffix = timeZone === undefined ? ' UTC' : '';
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone });
  const all = new Intl.ListFormat(locale, { type: 'conjunction' });
  const any = new Intl.ListFormat(locale, { type: 'disjunction' });
  const countries = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const currencies = new Map<string, ReturnType<typeof currencyIn>>();
  const moments = formatsByZone(locale);
  return {
    number: (value: number) => number.format(value),
    /** What a spreadsheet takes for a delimiter: a comma, but where it stands in numbers. */
    delimiter: number.format(1.5).includes(',') ? (';' as const) : (',' as const),
    percent: (share: number) => percent.format(share),
    money(amount: Money) {
      const { currency } = amount;
      const known = currencies.get(currency) ?? currencyIn(locale, currency);
      currencies.set(currency, known);
      return known.format.format(amount.minor / 10 ** known.digits);
    },
    /** Date and time in the viewer's time zone; UTC, named, when that is unknown. */
    moment: (at: string | Date) => moment.format(new Date(at)) + suffix,
    /** Date and time in a zone of its own, which is named. */
    momentIn: (at: string | Date, zoneName: string) => inZone(moments.full, moments.zone, new Date(at), zoneName),
    /** The time of the day alone, in a zone of its own, which is named. */
    timeIn: (at: string | Date, zoneName: string) => inZone(moments.time, moments.zone, new Date(at), zoneName),
    /** The same in short, without the zone: "Dec 5, 10:00 PM". */
    shortMomentIn: (at: string | Date, zoneName: string) => moments.short(zoneName).format(new Date(at)),
    /** What date and time inputs are filled with: YYYY-MM-DD and HH:MM. */
    inputsOf(at: Date, zoneName: string) {
      const [day = '', time = ''] = moments.iso(zoneName).format(at).split(' ');
      return { date: day, time };
    },
    date: (at: string | Date) => date.format(new Date(at)),
    list: (items: readonly string[]) => all.format(items),
    /** The same with "or": any one of them. */
    either: (items: readonly string[]) => any.format(items),
    /** A country's name by its ISO 3166-1 alpha-2 code. */
    country: (code: string) => (/^[A-Za-z]{2}$/.test(code) ? (countries.of(code.toUpperCase()) ?? code) : code),
  };
}

function currencyIn(locale: string, currency: string) {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return { format, digits: format.resolvedOptions().maximumFractionDigits ?? 2 };
}

const mostZones = 100;

/** Formats of moments in a zone that is named beside them, each made once. Named by people, so no more than so many. */
function formatsByZone(locale: string) {
  const once = (language: string, options: Intl.DateTimeFormatOptions) => {
    const made = new BoundedMap<string, Intl.DateTimeFormat>(mostZones);
    return (timeZone: string): Intl.DateTimeFormat => {
      const format = made.get(timeZone) ?? new Intl.DateTimeFormat(language, { ...options, timeZone });
      if (!made.has(timeZone)) made.set(timeZone, format);
      return format;
    };
  };
  return {
    full: once(locale, { dateStyle: 'full', timeStyle: 'short' }),
    time: once(locale, { timeStyle: 'short' }),
    zone: once(locale, { timeZoneName: 'longGeneric' }),
    short: once(locale, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }),
    // Swedish writes a moment as ISO 8601 does.
    iso: once('sv-SE', { dateStyle: 'short', timeStyle: 'short' }),
  };
}

type ByZone = (timeZone: string) => Intl.DateTimeFormat;

/** A moment with the name of its zone, and with the offset where the clock shows the same twice. */
function inZone(moment: ByZone, zone: ByZone, at: Date, timeZone: string): string {
  const format = moment(timeZone);
  const offset = comesTwice(at, format) ? `, ${offsetOf(at, timeZone)}` : '';
  return `${format.format(at)} (${zoneTitle(zone(timeZone), at)}${offset})`;
}

/** A zone as people call it, "Central European Time"; one without such a name by its offset, UTC by itself. */
function zoneTitle(zone: Intl.DateTimeFormat, at: Date): string {
  const title = zonePart(zone, at);
  return /^GMT[+-]00:00$/.test(title) ? 'UTC' : title;
}

/** By how much clocks are put back as summer time ends, in minutes. */
const putBack = [30, 60, 120];

/** Whether the clock shows the same at another moment, so that the zone alone doesn't tell which is meant. */
function comesTwice(at: Date, format: Intl.DateTimeFormat): boolean {
  const shown = format.format(at);
  const others = putBack.flatMap((minutes) => [-minutes, minutes].map((by) => new Date(at.getTime() + by * 60_000)));
  return others.some((other) => format.format(other) === shown);
}

/** How far a zone is from UTC at a moment: "GMT+2". */
const offsetOf = (at: Date, timeZone: string): string =>
  zonePart(new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }), at);

function zonePart(format: Intl.DateTimeFormat, at: Date): string {
  const named = format.formatToParts(at).find(({ type }) => type === 'timeZoneName');
  return named?.value ?? format.resolvedOptions().timeZone;
}
