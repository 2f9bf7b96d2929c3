import { noticeSchema } from '../../../src/upgrade/run/shape.js';
import { aFailure, aRun, aSource, at, available, now, runIn, someWork } from '../../support/runs.js';
import { reports } from './reports.js';
import { type CardState, ofRuns } from './state.js';

/** How a run ends, what is told of it, and the list of those that have ended. */

const addOns = ['SHAREPOINTSTORAGE', 'MCOMEETADV'];

const until = '2026-11-01T00:00:00Z';
const oldPlans = [
  { is: 'converted' },
  { is: 'runsOut', until, told: false },
  { is: 'runsOut', until, told: true },
  { is: 'runsOut', until: null, told: false },
  { is: 'renewed', until },
] as const;

export const ends: CardState[] = [
  ...ofRuns({
    'the old plan kept': {
      ...runIn.manualCancel(),
      reassign: someWork({
        done: 24,
        failures: [aFailure()],
        unmapped: { MCOVOICECONF: 2 },
        alsoOff: { SHAREPOINTWAC: 4, THREAT_INTELLIGENCE: 1 },
      }),
      state: { is: 'completed', at, oldPlanKept: true },
    },
    'the old plan canceled': {
      ...runIn.manualCancel(),
      order: null,
      assessment: available({ source: aSource({ addOns }) }),
      state: { is: 'completed', at, oldPlanKept: false },
    },
    ...Object.fromEntries(
      oldPlans.map((oldPlan, index) => [
        `the old plan: ${oldPlan.is} ${index}`,
        { ...runIn.manualCancel(), state: { is: 'completed', at, oldPlanKept: false, oldPlan } },
      ]),
    ),
    'not all restored': {
      ...runIn.completed(),
      restore: someWork({ total: 3, done: 2, failures: [aFailure()] }),
    },
    'stopped after buying': {
      ...runIn.manualCancel(),
      state: { is: 'stopped', at, by: { id: 'alex', name: 'Alex Wilber' } },
    },
  }),
  ...reports,
  ...noticeSchema.shape.what.options.map(
    (notice): CardState => ({
      name: `notice ${notice}`,
      run: runIn.completed(),
      context: { news: { what: notice } },
    }),
  ),
  {
    name: 'history',
    draw: (cards, viewer) => cards.history(viewer, [runIn.completed(), runIn.stopped(), runIn.handedOver(), aRun()]),
  },
  ...[runIn.cart(), { ...runIn.manualCancel(), reassign: someWork({ done: 25 }) }].map(
    (run): CardState => ({
      name: `folded, ${run.state.is}`,
      draw: (cards, viewer) => cards.settled(run, viewer, { now }),
    }),
  ),
  {
    name: 'history, a page of many',
    draw: (cards, viewer) => cards.history(viewer, Array.from({ length: 20 }, runIn.completed), 1),
  },
  { name: 'no history', draw: (cards, viewer) => cards.history(viewer, []) },
];
