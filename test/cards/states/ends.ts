import { noticeSchema } from '../../../src/upgrade/run/shape.js';
import { aFailure, aRun, aSource, at, available, runIn, someWork } from '../../support/runs.js';
import { reports } from './reports.js';
import { type CardState, ofRuns } from './state.js';

/** How a run ends, what is told of it, and the list of those that have ended. */

const addOns = ['SHAREPOINTSTORAGE', 'MCOMEETADV'];

export const ends: CardState[] = [
  ...ofRuns({
    'the old plan kept': {
      ...runIn.manualCancel(),
      reassign: someWork({ done: 24, failures: [aFailure()], unmapped: { MCOVOICECONF: 2 } }),
      state: { is: 'completed', at, oldPlanKept: true },
    },
    'the old plan canceled': {
      ...runIn.manualCancel(),
      order: null,
      assessment: available({ source: aSource({ addOns }) }),
      state: { is: 'completed', at, oldPlanKept: false },
    },
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
  {
    name: 'history, a page of many',
    draw: (cards, viewer) => cards.history(viewer, Array.from({ length: 20 }, runIn.completed), 1),
  },
  { name: 'no history', draw: (cards, viewer) => cards.history(viewer, []) },
];
