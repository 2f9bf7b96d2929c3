import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import { workSchema } from '../../../src/upgrade/run/shape.js';
import { aFailure, at, guided, runIn, someWork } from '../../support/runs.js';
import { type CardState, ofRuns } from './state.js';

/** The way back on the manual path: where it is offered, while it goes on, and after it. */

const moved = { ...runIn.manualCancel(), reassign: someWork({ done: 5 }) };
const undoing: Extract<RunState, { is: 'undoing' }> = { is: 'undoing', since: at, nextAt: at };
const back = (more: Partial<Run> = {}): Run => ({
  ...runIn.manualReassign(),
  undo: workSchema.parse(someWork({ total: 25, done: 25 })),
  ...more,
});
const inTrouble = (trouble: Extract<RunState, { is: 'needsAttention' }>['trouble']): Run => ({
  ...moved,
  undo: someWork({ done: 2 }),
  state: {
    is: 'needsAttention',
    since: at,
    trouble,
    resume: trouble.is === 'oldPlanEnded' ? { is: 'manualReassign' } : undoing,
  },
});

export const wayBack: CardState[] = ofRuns({
  'everyone is back': back(),
  'everyone is back from owned licenses': back({ order: null, useSubscriptionId: 'owned-1' }),
  'not everyone is back': back({ undo: someWork({ done: 24, failures: [aFailure({ reason: 'noSeats', text: '' })] }) }),
  'undo paused': { ...runIn.undoing(), state: { is: 'paused', since: at, resume: undoing } },
  'stopped after moving': { ...moved, state: { is: 'stopped', at, by: { id: 'alex', name: 'Alex Wilber' } } },
  'stopped while moving back': {
    ...moved,
    undo: someWork({ done: 3 }),
    state: { is: 'stopped', at, by: { id: 'alex', name: 'Alex Wilber' } },
  },
  'the old plan has ended': inTrouble({ is: 'oldPlanEnded' }),
  'trouble while moving back': inTrouble({ is: 'denied', needs: 'LicenseAssignment.ReadWrite.All' }),
  'cancel by hand, with a way back': guided('cancel'),
});
