import { describe, expect, it } from '@jest/globals';
import { nextReminder } from '../../../src/upgrade/run/reminders.js';
import { now } from '../../support/runs.js';

const inDays = (days: number): string => new Date(now.getTime() + days * 24 * 3_600_000).toISOString();

describe('who keeps the old plan', () => {
  it.each([
    ['every thirty days where nobody tells when it renews', null, 30],
    ['every thirty days while it renews later than that', inDays(60), 30],
    ['a week before it renews', inDays(20), 13],
    ['a week before it renews, a moment before that too', inDays(7.001), 0.001],
    ['every thirty days again from then on', inDays(7), 30],
    ['every thirty days where it renews within the week', inDays(3), 30],
    ['every thirty days where its date has passed', inDays(-3), 30],
  ])('is reminded %s', (_, renewsAt, days) => {
    expect(nextReminder(renewsAt, now)).toBe(inDays(days));
  });
});
