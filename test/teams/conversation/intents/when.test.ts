import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Here, whenFrom } from '../../../../src/teams/conversation/intents/when.js';
import { momentOf } from '../../../../src/upgrade/run/schedule.js';

/** A Monday, 12:30 in Stockholm. */
const now = new Date('2026-11-23T11:30:00Z');
const sv: Here = { now, timeZone: 'Europe/Stockholm', language: 'sv' };
const en: Here = { now, timeZone: 'Europe/Stockholm', language: 'en' };
const at = (date: string, time = '22:00') => ({ date, time });

describe('a date and a time are read', () => {
  it.each([
    ['2026-12-05 22:00', at('2026-12-05')],
    ['2026-12-05T22:00', at('2026-12-05')],
    ['2026-12-05, 22.00', at('2026-12-05')],
    ['2026-12-05 at 10 pm', at('2026-12-05')],
    ['2026-12-05 10:30 p.m.', at('2026-12-05', '22:30')],
    ['2026-12-05 12 am', at('2026-12-05', '00:00')],
    ['2026-12-05 12:15 pm', at('2026-12-05', '12:15')],
    ['saturday 22:00', at('2026-11-28')],
    ['on Sat at 10pm', at('2026-11-28')],
    ['saturday 5 december 22:00', at('2026-12-05')],
    ['5 December 22:00', at('2026-12-05')],
    ['December 5th, 10 PM', at('2026-12-05')],
    ['dec 5 2027 22:00', at('2027-12-05')],
    ['the 5th of December at 22:00', at('2026-12-05')],
    ['tomorrow 22:00', at('2026-11-24')],
    ['22:00 tomorrow', at('2026-11-24')],
    ['tomorrow 22', at('2026-11-24')],
    ['tonight at 11 pm', at('2026-11-23', '23:00')],
    ['tonight at 10', at('2026-11-23')],
    ['tonight 10', at('2026-11-23')],
    ['tonight 5:30', at('2026-11-23', '17:30')],
    ['11 tonight', at('2026-11-23', '23:00')],
    ['tonight at 13', at('2026-11-23', '13:00')],
    ['tonight 22:00', at('2026-11-23')],
    ['tonight at 1 pm', at('2026-11-23', '13:00')],
    ['tonight 10 am', at('2026-11-23', '10:00')],
    ['today at 10', at('2026-11-23', '10:00')],
    ['tomorrow at 10', at('2026-11-24', '10:00')],
    ['the day after tomorrow 22:00', at('2026-11-25')],
    ['13/12 22:00', at('2026-12-13')],
    ['12/13/2026 22:00', at('2026-12-13')],
    ['5.12.2026 22:00', at('2026-12-05')],
    ['13.12 22:00', at('2026-12-13')],
    ['12.12 at 10 pm', at('2026-12-12')],
    ['28.11', at('2026-11-28', '')],
    ['saturday at 5.12', at('2026-11-28', '05:12')],
    ['saturday 5.12 am', at('2026-11-28', '05:12')],
    ['saturday 5.12pm', at('2026-11-28', '17:12')],
    ['5 december 22.10', at('2026-12-05', '22:10')],
    ['2026-12-05 22.10', at('2026-12-05', '22:10')],
    ['monday 22:00', at('2026-11-23')],
    ['monday 9:00', at('2026-11-30', '09:00')],
    ['february 1 22:00', at('2027-02-01')],
    ['1 november 22:00', at('2026-11-01')],
  ])('"%s"', (text, expected) => {
    expect(whenFrom(text, en)).toEqual(expected);
  });

  it.each([
    ['5/12 22:00', at('2026-12-05')],
    ['5/12 kl 22', at('2026-12-05')],
    ['5/12/2027 22.00', at('2027-12-05')],
    ['i morgon kl 22', at('2026-11-24')],
    ['imorgon kl. 22:00', at('2026-11-24')],
    ['ikväll kl 23', at('2026-11-23', '23:00')],
    ['ikväll kl 9', at('2026-11-23', '21:00')],
    ['i kväll 10', at('2026-11-23')],
    ['i kväll 10.30', at('2026-11-23', '22:30')],
    ['i dag kl 9', at('2026-11-23', '09:00')],
    ['i övermorgon 22:00', at('2026-11-25')],
    ['lördag 22:00', at('2026-11-28')],
    ['på lördag klockan 22', at('2026-11-28')],
    ['lördagen den 5:e december kl 22', at('2026-12-05')],
    ['den 5 dec 22:00', at('2026-12-05')],
    ['5 maj 2027 22:00', at('2027-05-05')],
    ['lördag 5.12 22:00', at('2026-12-05')],
    ['5.12 kl 22', at('2026-12-05')],
    ['5.12 22.00', at('2026-12-05')],
    ['22.30 5.12', at('2026-12-05', '22:30')],
    ['kl 22.10 5.12', at('2026-12-05', '22:10')],
    ['lördag 28.11', at('2026-11-28', '')],
    ['5.1 22:00', at('2027-01-05')],
    ['lördag 22.00', at('2026-11-28')],
    ['lördag 22.30', at('2026-11-28', '22:30')],
    ['imorgon 8.30', at('2026-11-24', '08:30')],
    ['imorgon 9.15', at('2026-11-24', '09:15')],
    ['lördag kl 5.12', at('2026-11-28', '05:12')],
    ['lördag kl. 5.12', at('2026-11-28', '05:12')],
    ['imorgon klockan 5.12', at('2026-11-24', '05:12')],
    ['imorgon 22.10', at('2026-11-24', '22:10')],
    ['i kväll 22.10', at('2026-11-23', '22:10')],
  ])('"%s"', (text, expected) => {
    expect(whenFrom(text, sv)).toEqual(expected);
  });

  it.each([
    ['2026-12-05 22:00 Europe/London', 'Europe/London'],
    ['2026-12-05 22:00 (Europe/London)', 'Europe/London'],
    ['europe/london 2026-12-05 22:00', 'europe/london'],
    ['2026-12-05 22:00 in London', 'Europe/London'],
    ['2026-12-05 22:00 new york', 'America/New_York'],
    ['2026-12-05 22:00 UTC', 'UTC'],
    ['2026-12-05 22:00 Mars/Olympus', 'Mars/Olympus'],
  ])('with its time zone in "%s"', (text, timeZone) => {
    expect(whenFrom(text, en)).toEqual({ ...at('2026-12-05'), timeZone });
  });

  it('by the calendar of the zone that was written, not of the one who writes', () => {
    const late = { ...en, now: new Date('2026-11-23T22:30:00Z') };
    expect(whenFrom('tomorrow 22:00', late)?.date).toBe('2026-11-24');
    expect(whenFrom('tomorrow 22:00 Asia/Tokyo', late)?.date).toBe('2026-11-25');
  });
});

describe('what is missing or unclear is left to be asked for, never guessed', () => {
  it.each([
    ['22:00', { date: '', time: '22:00' }],
    ['saturday', { date: '2026-11-28', time: '' }],
    ['2026-12-05', { date: '2026-12-05', time: '' }],
    ['2026-12-05 22', { date: '2026-12-05 22', time: '' }],
    ['22.00', { date: '', time: '22:00' }],
    ['8.30', { date: '', time: '08:30' }],
    ['at 5.12', { date: '', time: '05:12' }],
  ])('"%s"', (text, expected) => {
    expect(whenFrom(text, en)).toEqual(expected);
  });

  it.each([
    ['tonight at 12', en],
    ['tonight at 1', en],
    ['tonight 4:30', en],
    ['tonight 00:30', en],
    ['monday tonight at 1', en],
    ['ikväll kl 12', sv],
    ['5.12', en],
    ['5.12', sv],
    ['saturday 5.12', en],
    ['sunday 13.12', en],
    ['lördag 5.12', sv],
    ['lördag 22.05', sv],
    ['tomorrow 5.12', en],
    ['imorgon 5.12', sv],
    ['ikväll 10.10', sv],
    ['fredag 5.12', sv],
    ['5.12 10.10', sv],
  ])('"%s" is handed back, with no time', (text, here) => {
    expect(whenFrom(text, here)).toEqual({ date: text, time: '' });
  });

  it.each([
    ['5.12 22:00', en],
    ['fredag 5.12 22:00', sv],
    ['imorgon 5.12 22:00', sv],
  ])('"%s" is handed back, with its time', (text, here) => {
    expect(whenFrom(text, here)).toEqual(at(text));
  });

  it('an hour tonight with its time zone is as unclear as without', () => {
    const text = 'tonight at 1 Europe/London';
    expect(whenFrom(text, en)).toEqual({ date: text, time: '', timeZone: 'Europe/London' });
  });

  it.each([
    '5/12 22:00',
    'next saturday 22:00',
    'friday 5 december 22:00',
    'saturday 22:00 please',
    'not saturday 22:00',
    'saturday or sunday 22:00',
    'i lördags lördag 22:00',
  ])('"%s" is refused as a date', (text) => {
    const when = whenFrom(text, en);
    expect(when?.date).toBe(text);
    expect(momentOf({ timeZone: 'Europe/Stockholm', ...when } as Parameters<typeof momentOf>[0], now)).toMatchObject({
      ok: false,
      refusal: { why: 'dateInvalid' },
    });
  });

  it.each(['2026-12-05 25:00', '2026-12-05 22:60', '2026-12-05 13 pm'])('"%s" is refused as a time', (text) => {
    expect(momentOf({ timeZone: 'UTC', ...whenFrom(text, en) } as Parameters<typeof momentOf>[0], now)).toMatchObject({
      ok: false,
      refusal: { why: 'timeInvalid' },
    });
  });

  it.each(['the upgrade', 'everything', 'a meeting with Megan', 'it'])('"%s" is no date at all', (text) => {
    expect(whenFrom(text, en)).toBeUndefined();
  });
});

describe('what the bot writes, it can read', () => {
  const zones = [
    'Europe/Stockholm',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
    'UTC',
  ];
  const minutes = fc.integer({ min: 1, max: 364 * 24 * 60 });
  const styles = [
    ['sv', 'sv-SE', { dateStyle: 'short', timeStyle: 'short' }],
    ['sv', 'sv-SE', { dateStyle: 'full', timeStyle: 'short' }],
    ['sv', 'sv-SE', { dateStyle: 'medium', timeStyle: 'short' }],
    ['en', 'en-US', { dateStyle: 'full', timeStyle: 'short' }],
    ['en', 'en-GB', { dateStyle: 'full', timeStyle: 'short' }],
  ] as const;

  it('whatever the moment, the zone and the language', () => {
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), fc.constantFrom(...styles), (ahead, timeZone, style) => {
        const [language, locale, options] = style;
        const moment = new Date(now.getTime() + ahead * 60_000);
        const format = new Intl.DateTimeFormat(locale, { ...options, timeZone });
        const when = whenFrom(format.format(moment), { now, timeZone, language });
        const read = momentOf({ date: '', time: '', timeZone, ...when }, now);
        expect(read.ok).toBe(true);
        // Of two moments that a clock shows as the same, the first is meant.
        if (read.ok) expect(format.format(read.at)).toBe(format.format(moment));
        if (read.ok) expect(read.at.getTime()).toBeLessThanOrEqual(moment.getTime());
      }),
    );
  });

  it('and nothing that anybody writes breaks it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        whenFrom(text, en);
      }),
    );
  });
});
