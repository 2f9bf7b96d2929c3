import type { Money } from '../../upgrade/order.js';
import type { Language, Viewer } from './types.js';

const locales: Record<Language, string> = { en: 'en-US', sv: 'sv-SE' };

/** Numbers, money, times and lists as the viewer writes them. */
export type Format = {
  number(value: number): string;
  percent(share: number): string;
  money(amount: Money): string;
  /** Date and time in the viewer's time zone; UTC, named, when that is unknown. */
  moment(at: string | Date): string;
  date(at: string | Date): string;
  list(items: readonly string[]): string;
  /** The same with "or": any one of them. */
  either(items: readonly string[]): string;
  country(code: string): string;
};

/** The formats of a viewer's language and time zone. */
export function formatFor(viewer: Pick<Viewer, 'language' | 'timeZone'>): Format {
  const locale = locales[viewer.language];
  const timeZone = knownTimeZone(viewer.timeZone);
  const zone = timeZone ?? 'UTC';
  const suffix = timeZone === undefined ? ' UTC' : '';
  return {
    number: (value) => new Intl.NumberFormat(locale).format(value),
    percent: (share) => new Intl.NumberFormat(locale, { style: 'percent' }).format(share),
    money(amount) {
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency: amount.currency });
      const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
      return format.format(amount.minor / 10 ** digits);
    },
    moment(at) {
      const options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short', timeZone: zone };
      return new Intl.DateTimeFormat(locale, options).format(new Date(at)) + suffix;
    },
    date: (at) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone }).format(new Date(at)),
    list: (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
    either: (items) => new Intl.ListFormat(locale, { type: 'disjunction' }).format(items),
    country: (code) => new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(code) ?? code,
  };
}

function knownTimeZone(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
