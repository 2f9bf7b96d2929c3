import { anOrder, aSchedule, at, runIn } from '../../support/runs.js';
import { type CardState, drawState, ofRuns, type RunCardState } from './state.js';

/** A time that was chosen for the upgrade to begin. */

const schedule = aSchedule();
const waiting = runIn.scheduled();
const passed = aSchedule({ at: '2026-03-04T09:00:00.000Z', reminded: true });
const missed = aSchedule({ ...passed, missed: true, nextAt: null });
const byHand = { path: 'manual' } as const;

const sentFor = (what: 'scheduleSoon' | 'scheduleBlocked' | 'scheduleRoleLost' | 'scheduleDue' | 'scheduleBegun') => ({
  news: { what },
});

const withNews: RunCardState[] = [
  { name: 'an hour before, all decided', run: waiting, context: sentFor('scheduleSoon') },
  { name: 'an hour before, not decided', run: { ...runIn.cart(), schedule }, context: sentFor('scheduleSoon') },
  { name: 'reminded of a time that is dropped', run: runIn.checkout(), context: sentFor('scheduleSoon') },
  { name: 'begun at its time', run: runIn.preparing(), context: sentFor('scheduleBegun') },
  { name: 'due and not decided', run: runIn.checkout(), context: sentFor('scheduleDue') },
  { name: 'not begun: too few licenses', run: runIn.cart(), context: sentFor('scheduleBlocked') },
  { name: 'not begun: not ready', run: runIn.manualVerify(), context: sentFor('scheduleBlocked') },
  { name: 'not begun: blocked', run: runIn.assessed(), context: sentFor('scheduleBlocked') },
  {
    name: 'not begun: the role is gone',
    run: {
      ...runIn.checkout(),
      audit: [{ at, by: null, what: 'scheduleRoleLost', details: { by: 'Megan Bowen' } }],
    },
    context: sentFor('scheduleRoleLost'),
  },
];

export const schedules: CardState[] = [
  ...ofRuns({
    'before you begin, with a time': { ...runIn.beforeYouBegin(), schedule },
    'before you begin, guided, with a time': { ...runIn.beforeYouBegin(), commerce: 'admin-center', schedule },
    'before you begin, by hand, with a time': { ...runIn.beforeYouBegin(), ...byHand, schedule },
    'cart with a time': { ...runIn.cart(), schedule },
    'checkout with a time': { ...runIn.checkout(), schedule },
    'checkout by hand, with a time': { ...runIn.checkout(), ...byHand, schedule },
    'step 2 with a time': { ...runIn.manualVerify(), schedule },
    'step 3 with a time': { ...runIn.manualReassign(), schedule },
    'a pilot before the time': { ...runIn.reassigning(), schedule },
    'scheduled in the guided form': {
      ...waiting,
      commerce: 'admin-center',
      order: null,
      state: { is: 'scheduled', since: at, begins: 'guide' },
    },
    'scheduled by hand': {
      ...waiting,
      ...byHand,
      order: anOrder({ kind: 'purchase' }),
      state: { is: 'scheduled', since: at, begins: 'reassign' },
    },
    'scheduled when the clock shows it twice': {
      ...waiting,
      schedule: aSchedule({ at: '2026-10-25T00:30:00.000Z' }),
    },
    'scheduled within the hour': { ...waiting, schedule: aSchedule({ reminded: true }) },
    'it is time': { ...waiting, schedule: passed },
    'it is time and Microsoft does not answer': { ...waiting, schedule: passed, attempts: 3 },
    'the time was missed': { ...waiting, schedule: missed },
  }),
  { name: 'a time just chosen', run: { ...runIn.beforeYouBegin(), schedule }, context: { note: { why: 'timeSet' } } },
  { name: 'another time just chosen', run: waiting, context: { note: { why: 'timeSet' } } },
  { name: 'a time just dropped', run: runIn.checkout(), context: { note: { why: 'timeDropped' } } },
  ...withNews,
  {
    name: 'scheduled, seen from another time zone',
    draw: (cards, viewer) => drawState({ name: 'x', run: waiting }, cards, { ...viewer, timeZone: 'America/New_York' }),
  },
  {
    name: 'before you begin, in no known time zone',
    draw: (cards, viewer) =>
      drawState({ name: 'x', run: runIn.beforeYouBegin() }, cards, { ...viewer, timeZone: undefined }),
  },
  {
    name: 'scheduled, for one who may not buy',
    draw: (cards, viewer) =>
      drawState({ name: 'x', run: waiting }, cards, {
        ...viewer,
        roles: viewer.roles.map((role) => (role === 'globalAdministrator' ? 'licenseAdministrator' : role)),
      }),
  },
];
