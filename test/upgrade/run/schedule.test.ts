import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { furthestDays, momentOf, remindedBefore, scheduled } from '../../../src/upgrade/run/schedule.js';

const now = new Date('2026-03-04T09:30:00Z');
const by = { id: 'alex', name: 'Alex Wilber' };

function moment(date: string, time: string, timeZone: string | undefined = 'Europe/Stockholm', at = now): string {
  const found = momentOf({ date, time, timeZone }, at);
  return found.ok ? found.at.toISOString() : found.refusal.why;
}

describe('the moment that a date and a time name', () => {
  it.each([
    ['2026-12-05', '22:00', 'Europe/Stockholm', '2026-12-05T21:00:00.000Z'],
    ['2026-06-05', '22:00', 'Europe/Stockholm', '2026-06-05T20:00:00.000Z'],
    ['2026-12-05', '22:00', 'America/New_York', '2026-12-06T03:00:00.000Z'],
    ['2026-12-05', '00:00', 'Pacific/Kiritimati', '2026-12-04T10:00:00.000Z'],
    ['2026-12-05', '22:00', 'Asia/Kolkata', '2026-12-05T16:30:00.000Z'],
    ['2026-12-5', '7.05', 'UTC', '2026-12-05T07:05:00.000Z'],
    ['2026-12-05', '22', 'UTC', '2026-12-05T22:00:00.000Z'],
    [' 2026-12-05 ', ' 22:00 ', 'UTC', '2026-12-05T22:00:00.000Z'],
  ])('%s %s in %s', (date, time, zone, expected) => {
    expect(moment(date, time, zone)).toBe(expected);
  });

  it('is none while the clocks skip it, as summer time begins', () => {
    expect(moment('2026-03-29', '02:30')).toBe('timeSkipped');
    expect(moment('2026-03-29', '01:59')).toBe('2026-03-29T00:59:00.000Z');
    expect(moment('2026-03-29', '03:00')).toBe('2026-03-29T01:00:00.000Z');
    expect(moment('2026-03-08', '02:30', 'America/New_York')).toBe('timeSkipped');
    expect(moment('2026-10-04', '02:15', 'Australia/Lord_Howe')).toBe('timeSkipped');
  });

  it.each([
    ['Europe/Stockholm', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00.000Z'],
  ])('is the first of two when the clocks are put back in %s', (zone, date, time, expected) => {
    expect(moment(date, time, zone)).toBe(expected);
  });

  it('knows the days there are', () => {
    const in2028 = new Date('2028-01-01T00:00:00Z');
    expect(moment('2028-02-29', '12:00', 'UTC', in2028)).toBe('2028-02-29T12:00:00.000Z');
    for (const date of ['2027-02-29', '2026-04-31', '2026-13-01', '2026-00-10', 'tomorrow', '5/12', ''])
      expect([date, moment(date, '12:00')]).toEqual([date, 'dateInvalid']);
  });

  it('knows the times there are', () => {
    for (const time of ['24:00', '22:60', '-1:00', 'noon', '22:0', ''])
      expect([time, moment('2026-12-05', time)]).toEqual([time, 'timeInvalid']);
  });

  it('is still to come, and no further than a year ahead', () => {
    expect(moment('2026-03-04', '09:30', 'UTC')).toBe('timePast');
    expect(moment('2026-03-04', '09:31', 'UTC')).toBe('2026-03-04T09:31:00.000Z');
    expect(furthestDays).toBe(365);
    expect(moment('2027-03-04', '09:30', 'UTC')).toBe('2027-03-04T09:30:00.000Z');
    expect(moment('2027-03-04', '09:31', 'UTC')).toBe('timeTooFar');
  });

  it('needs a zone that exists', () => {
    expect(moment('2026-12-05', '22:00', 'Mars/Olympus')).toBe('timeZoneUnknown');
    expect(momentOf({ date: '2026-12-05', time: '22:00', timeZone: undefined }, now)).toEqual({
      ok: false,
      refusal: { why: 'timeZoneUnknown', timeZone: '' },
    });
  });

  it.each([
    ['europe/stockholm', 'Europe/Stockholm'],
    [' EUROPE/STOCKHOLM ', 'Europe/Stockholm'],
    ['europe/Stockholm', 'Europe/Stockholm'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['utc', 'UTC'],
  ])('keeps the zone %s by the name it is known by', (given, known) => {
    const found = momentOf({ date: '2026-12-05', time: '22:00', timeZone: given }, now);
    expect(found.ok && found.timeZone).toBe(known);
  });

  it('calls a zone whose name is badly written as it is known, be that an old name', () => {
    const found = momentOf({ date: '2026-12-05', time: '22:00', timeZone: 'asia/kolkata' }, now);
    const known = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Kolkata' }).resolvedOptions().timeZone;
    expect(found.ok && found.timeZone).toBe(known);
  });

  it('shows the clock there as it was asked for, whatever the zone', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 364 * 24 * 60 }), zones, (minutes, timeZone) => {
        const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
        const [date = '', time = ''] = format.format(new Date(now.getTime() + minutes * 60_000)).split(' ');
        const found = momentOf({ date, time, timeZone }, now);
        expect(found.ok && format.format(found.at)).toBe(`${date} ${time}`);
      }),
    );
  });
});

describe('a schedule', () => {
  it('looks first at the hour before, to remind', () => {
    const at = new Date(now.getTime() + remindedBefore + 1);
    const { reminded, nextAt } = scheduled(at, 'UTC', by, now);
    expect([reminded, nextAt]).toEqual([false, new Date(now.getTime() + 1).toISOString()]);
  });

  it('reminds nobody of what is nearer than an hour: it was chosen just now', () => {
    const at = new Date(now.getTime() + remindedBefore);
    expect(scheduled(at, 'UTC', by, now)).toMatchObject({ reminded: true, nextAt: at.toISOString(), missed: false });
  });
});
