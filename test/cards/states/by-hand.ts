import type { Foretold } from '../../../src/upgrade/run/found.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { type Failure, failureSchema } from '../../../src/upgrade/run/shape.js';
import { aVerification } from '../../support/findings.js';
import { aFailure, aSource, aSubscription, at, available, runIn, someWork } from '../../support/runs.js';
import { type CardState, ofRuns } from './state.js';

/** The four steps of the manual path. */

const addOns = ['SHAREPOINTSTORAGE', 'MCOMEETADV'];
const tried = { subscriptionId: 'owned-2', sku: 'ENTERPRISEPREMIUM', seats: 25, free: 25 } as const;
const unlocated = ['Adele Vance', 'Megan Bowen', 'Isaiah Langer'].map((name, at) => ({
  id: `0000000${at}-0000-4000-8000-000000000000`,
  name,
  signIn: `${name.toLowerCase().replace(' ', '.')}@contoso.com`,
}));
/** Step 3, with what is foretold of the move. */
const foretelling = (more: Partial<Foretold>, withoutLocation = 3): Run => {
  const run = runIn.manualReassign();
  return { ...run, snapshot: run.snapshot && { ...run.snapshot, withoutLocation, unlocated, ...more } };
};
const pilot = [...unlocated, { id: '00000003-0000-4000-8000-000000000000', name: 'Lynne Robbins' }];
/** What is written down of everyone, with whom a pilot would move first. */
const knowing = (first: readonly { id: string; name: string }[]): Run['snapshot'] => {
  const { snapshot } = runIn.manualReassign();
  return snapshot && { ...snapshot, first: first.map(({ id, name }) => ({ id, name })) };
};
const refusedForLocation = unlocated.map(({ id, name, signIn }) => aFailure({ id, name, signIn }));
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
  'people without a usage location': foretelling({ mayLocate: true }),
  'people without a usage location, country unknown': {
    ...foretelling({ mayLocate: true }),
    organization: { displayName: 'Contoso', country: null },
  },
  'usage locations not permitted': foretelling({}),
  'usage locations that were to be set, not permitted': {
    ...foretelling({}),
    located: { country: 'SE', set: 0, kept: 0, denied: true, refused: [] },
  },
  'everything foretold': foretelling({ mayLocate: true, clashing: 4, overLimit: 2 }),
  'one of each foretold': foretelling({ clashing: 1, overLimit: 1 }, 1),
  'usage locations set': {
    ...foretelling({ mayLocate: true, unlocated: unlocated.slice(2) }, 1),
    located: { country: 'SE', set: 2, kept: 0, denied: false, refused: [] },
  },
  'usage locations set by somebody else meanwhile': {
    ...foretelling({ mayLocate: true, unlocated: unlocated.slice(2) }, 1),
    located: { country: 'SE', set: 1, kept: 1, denied: false, refused: [] },
  },
  'usage location refused': {
    ...foretelling({ mayLocate: true }),
    located: {
      country: 'SE',
      set: 0,
      kept: 2,
      denied: false,
      refused: [{ id: 'adele', name: 'Adele Vance', text: 'Insufficient privileges.' }],
    },
  },
  'refused for want of a usage location': {
    ...foretelling({ mayLocate: true }),
    reassign: someWork({ done: 22, failures: refusedForLocation }),
  },
  'a failed group': {
    ...runIn.manualReassign(),
    reassign: someWork({ done: 5, failures: [aFailure({ of: 'group', name: 'Sales' })] }),
  },
  'before a pilot of known people': {
    ...runIn.manualReassign(),
    snapshot: knowing(pilot),
  },
  'after a pilot of five': {
    ...runIn.manualReassign(),
    reassign: someWork({ done: 5 }),
    pilot: { names: pilot.map(({ name }) => name), ids: pilot.map(({ id }) => id), people: 5 },
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
