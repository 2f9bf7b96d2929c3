import { type Failure, failureSchema } from '../../../src/upgrade/run/shape.js';
import { aVerification } from '../../support/findings.js';
import { aFailure, aSource, aSubscription, at, available, runIn, someWork } from '../../support/runs.js';
import { type CardState, ofRuns } from './state.js';

/** The four steps of the manual path. */

const addOns = ['SHAREPOINTSTORAGE', 'MCOMEETADV'];
const everyReason: Failure[] = failureSchema.shape.reason.options.map((reason) => aFailure({ reason }));

export const byHand: CardState[] = ofRuns({
  'nothing owned fits': {
    ...runIn.manualBuy(),
    commerce: 'admin-center',
    assessment: available({
      source: aSource({ owned: [{ subscriptionId: 'owned-1', sku: 'ENTERPRISEPREMIUM', seats: 5, free: 1 }] }),
    }),
  },
  'nothing verified yet': { ...runIn.manualVerify(), state: { is: 'manualVerify', since: at, nextAt: at, seen: null } },
  'all verified': {
    ...runIn.manualVerify(),
    state: {
      is: 'manualVerify',
      since: at,
      nextAt: at,
      seen: aVerification({ active: false }),
    },
  },
  'every failure': {
    ...runIn.manualReassign(),
    reassign: someWork({ done: 5, failures: everyReason, failuresUnlisted: 3 }),
  },
  'a failed group': {
    ...runIn.manualReassign(),
    reassign: someWork({ done: 5, failures: [aFailure({ of: 'group', name: 'Sales' })] }),
  },
  'after a pilot': { ...runIn.manualReassign(), reassign: someWork({ done: 5 }) },
  'reassigning with failures': {
    ...runIn.reassigning(),
    reassign: someWork({ total: 5000, done: 3100, failures: [aFailure()], failuresUnlisted: 41 }),
  },
  'cancel by hand': {
    ...runIn.manualCancel(),
    commerce: 'admin-center',
    assessment: available({ source: aSource({ addOns, subscriptions: [aSubscription({ nextLifecycleAt: null })] }) }),
  },
});
