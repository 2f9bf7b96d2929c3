import { describe, expect, it } from '@jest/globals';
import type { Run } from '../../src/upgrade/run/run.js';
import { textOf } from '../support/card-json.js';
import { aSchedule, at, now, runIn } from '../support/runs.js';
import { cards } from './every-card.js';
import { alex } from './states/viewer.js';

/** The time that was chosen for an upgrade to begin, as cards say it. */

const waiting = runIn.scheduled();
const reminder = { news: { what: 'scheduleSoon' } } as const;
const shown = (run: Run, viewer = alex, context = {}): string =>
  textOf(cards.run(run, viewer, { now, ...context }).card).replaceAll('\u202f', ' ');
const times = (text: string, part: string): number => text.split(part).length - 1;

describe('the chosen time', () => {
  it('is said once on the card that reminds of it', () => {
    for (const run of [waiting, { ...runIn.cart(), schedule: aSchedule() }]) {
      const text = shown(run, alex, reminder);
      expect(text).toContain('Reminder. ');
      expect(times(text, 'March 6, 2026')).toBe(1);
      expect(times(shown(run), 'March 6, 2026')).toBe(1);
    }
  });

  it('is still said where it has passed when the reminder is read', () => {
    const missed = { ...waiting, schedule: aSchedule({ at: '2026-03-04T07:00:00.000Z', missed: true, nextAt: null }) };
    expect(shown(missed, alex, reminder)).toContain('It was to begin on Wednesday, March 4, 2026 at 8:00 AM');
  });

  it.each([
    ['en', 'at 10:00 PM (Central European Time), which is 4:00 PM (Eastern Time) where you are'],
    ['sv', 'kl. 22:00 (centraleuropeisk tid), hos dig kl.\u00a016:00 (östnordamerikansk tid)'],
    ['de', 'um 22:00 (Mitteleuropäische Zeit), bei Ihnen um 16:00 (Nordamerikanische Ostküstenzeit)'],
  ])('names zones as people do, and the day once where it is the same: %s', (language, said) => {
    expect(shown(waiting, { ...alex, language, timeZone: 'America/New_York' })).toContain(said);
  });

  it('has the day twice where it is another one for the reader', () => {
    const inTokyo = shown(waiting, { ...alex, timeZone: 'Asia/Tokyo' });
    expect(inTokyo).toContain('which is Saturday, March 7, 2026 at 6:00 AM (Japan Standard Time) where you are');
  });

  it('is called UTC by its name', () => {
    expect(shown({ ...waiting, schedule: aSchedule({ timeZone: 'UTC' }) })).toContain('at 9:00 PM (UTC)');
  });

  it.each([
    ['the order', runIn.checkout(), "The order isn't confirmed at checkout yet."],
    ['what will happen', { ...runIn.beforeYouBegin(), commerce: 'admin-center' }, 'Nobody has confirmed yet what will'],
    [
      'moving everyone',
      { ...runIn.manualReassign(), path: 'manual' },
      "Moving everyone isn't confirmed in step 3 yet.",
    ],
  ] as [string, Run, string][])('says what is still to be decided when it has come: %s', (_, run, said) => {
    expect(shown(run, alex, { news: { what: 'scheduleDue' } })).toContain(`but nothing has begun. ${said}`);
  });

  it('says which role is missing where it was not begun for want of it', () => {
    const audit = [{ at, by: null, what: 'scheduleRoleLost' as const, details: { by: 'Megan Bowen' } }];
    const text = shown({ ...runIn.checkout(), audit }, alex, { news: { what: 'scheduleRoleLost' } });
    expect(text).toContain('Megan Bowen no longer has the role it takes. Somebody with the role Billing Administrator');
  });
});

describe('a blocker that is gone', () => {
  const cleared = (details: Record<string, string>) =>
    shown({ ...runIn.assessed(), audit: [{ at, by: null, what: 'blockerCleared', details }] }, alex, {
      news: { what: 'blockerCleared' },
    });

  it('is called by its name, and by none where an earlier version did not write it down', () => {
    expect(cleared({ gone: 'UNPAID_BALANCE TRIAL' })).toContain(
      'This is no longer in the way: “There is an unpaid balance” and “It is a trial”.',
    );
    expect(cleared({ is: 'available' })).toContain('What was in the way is gone.');
  });
});
