import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { latestCreditCheckEnd } from '../../../src/upgrade/order/business-days.js';

describe('the latest end of a credit check', () => {
  it.each([
    ['a Monday', '2026-03-02T10:30:00Z', '2026-03-04T10:30:00Z'],
    ['a Wednesday', '2026-03-04T10:30:00Z', '2026-03-06T10:30:00Z'],
    ['a Thursday', '2026-03-05T10:30:00Z', '2026-03-09T10:30:00Z'],
    ['a Friday', '2026-03-06T23:59:59Z', '2026-03-10T23:59:59Z'],
    ['a Saturday', '2026-03-07T10:30:00Z', '2026-03-11T00:00:00Z'],
    ['a Sunday', '2026-03-08T23:59:59Z', '2026-03-11T00:00:00Z'],
    ['the last day of a year', '2026-12-31T12:00:00Z', '2027-01-04T12:00:00Z'],
  ])('is two business days after %s', (_day, from, end) => {
    expect(latestCreditCheckEnd(new Date(from))).toEqual(new Date(end));
  });

  const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

  it('falls on a weekday, two to four and a half days on', () => {
    fc.assert(
      fc.property(moments, (from) => {
        const end = latestCreditCheckEnd(from);
        const days = (end.getTime() - from.getTime()) / 86_400_000;
        expect([1, 2, 3, 4, 5]).toContain(end.getUTCDay());
        expect(days).toBeGreaterThanOrEqual(2);
        expect(days).toBeLessThanOrEqual(4.5);
      }),
    );
  });

  it('is never earlier for a check that begins later', () => {
    fc.assert(
      fc.property(moments, fc.nat(7 * 86_400_000), (from, later) => {
        const end = latestCreditCheckEnd(new Date(from.getTime() + later));
        expect(end.getTime()).toBeGreaterThanOrEqual(latestCreditCheckEnd(from).getTime());
      }),
    );
  });
});
