import { type Failure, failureSchema } from '../../../src/upgrade/run/shape.js';
import { aVerification } from '../../support/findings.js';
import { aFailure, aSource, aSubscription, at, available, runIn, someWork } from '../../support/runs.js';
import { type CardState, ofRuns } from './state.js';

/** The four steps of the manual path. */

const addOns = ['SHAREPOINTSTORAGE', 'MCOMEETADV'];
const tried = { subscriptionId: 'owned-2', sku: 'ENTERPRISEPREMIUM', seats: 25, free: 25 } as const;
const everyReason: Failure[] = failureSchema.shape.reason.options.map((reason) => aFailure({ reason }));

export const byHand: CardState[] = ofRuns({
  'nothing owned fits': {
    ...runIn.manualBuy(),
    commerce: 'admin-center',
    assessment: available({
      source: aSource({ owned: [{ subscriptionId: 'owned-1', sku: 'ENTERPRISEPREMIUM', seats: 5, free: 1 }] }),
    }),
  },
  'only a trial is owned': {
    ...runIn.manualBuy(),
    assessment: available({
      source: aSource({
        owned: [
          { subscriptionId: 'owned-1', sku: 'ENTERPRISEPREMIUM', seats: 40, free: 30 },
          { ...tried, because: 'trial', until: '2026-04-01T00:00:00Z' },
          { ...tried, subscriptionId: 'owned-3', because: 'grace', until: null },
        ],
      }),
    }),
  },
  'seats that are not counted': {
    ...runIn.manualVerify(),
    termsOfOld: { autoRenew: true, endsAt: '2026-11-01T00:00:00Z', cancellation: { is: 'over' }, refund: null },
    state: {
      is: 'manualVerify',
      since: at,
      nextAt: at,
      seen: aVerification({
        seats: 5,
        pending: ['INTUNE_A', 'AAD_PREMIUM'],
        passing: [
          { subscriptionId: 'a', seats: 30, because: 'notRenewed', until: '2026-06-01T00:00:00Z' },
          { subscriptionId: 'b', seats: 12, because: 'suspended', until: null },
        ],
      }),
    },
  },
  'too late to cancel at once': {
    ...runIn.manualCancel(),
    termsOfOld: { autoRenew: true, endsAt: '2026-11-01T00:00:00Z', cancellation: { is: 'over' }, refund: null },
  },
  'reassigning, with a window': {
    ...runIn.manualReassign(),
    termsOfOld: {
      autoRenew: true,
      endsAt: '2026-11-01T00:00:00Z',
      cancellation: { is: 'until', at: '2026-03-08T00:00:00Z' },
      refund: 'partial',
    },
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
