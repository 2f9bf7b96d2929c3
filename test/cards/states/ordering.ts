import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import { anOrder, aSource, at, available, now, runIn } from '../../support/runs.js';
import { type CardState, ofRuns, soon } from './state.js';

/** From the choice of a plan to the order. */

const addOns = ['SHAREPOINTSTORAGE', 'MCOMEETADV'];

function reviewed(of: Extract<RunState, { is: 'creditCheck' }>['of']): Run {
  const run = runIn.creditCheck();
  return run.state.is === 'creditCheck' ? { ...run, state: { ...run.state, of } } : run;
}

/** Longer than it goes unsaid. */
const silentSince = new Date(now.getTime() - 10 * 60_000).toISOString();

type Ordering = Extract<RunState, { is: 'ordering' }>;
const ordered = (as: Partial<Ordering>): Run => {
  const run = runIn.ordering();
  return run.state.is === 'ordering' ? { ...run, state: { ...run.state, ...as } } : run;
};

export const ordering: CardState[] = [
  { name: 'plans, asked for', draw: (cards, viewer) => cards.plans(runIn.assessed(), viewer, soon) },
  { name: 'plans, the second page', draw: (cards, viewer) => cards.plans(runIn.assessed(), viewer, soon, 1) },
  { name: 'plans, too late to choose', draw: (cards, viewer) => cards.plans(runIn.transition(), viewer, soon) },
  {
    name: 'before you begin, time zone unknown',
    run: runIn.beforeYouBegin(),
    viewer: { timeZone: undefined },
  },
  ...ofRuns({
    'plans with add-ons': { ...runIn.choosingPlan(), assessment: available({ source: aSource({ addOns }) }) },
    'before you begin, guided': { ...runIn.beforeYouBegin(), commerce: 'admin-center' },
    'before you begin, by hand': { ...runIn.beforeYouBegin(), path: 'manual' },
    'cart with add-ons': {
      ...runIn.cart(),
      cart: {
        billingCycle: 'annual',
        term: 'P1Y',
        quantity: 30,
        addOnsKept: ['SHAREPOINTSTORAGE'],
        addOnsRemoved: ['MCOMEETADV'],
      },
    },
    'cart by hand': { ...runIn.cart(), path: 'manual', assessment: available({ source: aSource({ addOns }) }) },
    'cart for the missing seats': { ...runIn.cart(), path: 'manual', seatsToBuy: 5 },
    'cart for more of what was bought': {
      ...runIn.cart(),
      path: 'manual',
      seatsToBuy: 5,
      earlierOrders: [anOrder({ kind: 'purchase', outcome: 'completed' })],
    },
    'checkout without addresses': {
      ...runIn.checkout(),
      path: 'manual',
      commerce: 'admin-center',
      checkout: { soldTo: null, billedTo: null, payment: 'invoice', payers: [], payer: null },
    },
    'checkout by hand': { ...runIn.checkout(), path: 'manual' },
    'review of a missing purchase order': reviewed('missingPurchaseOrder'),
    'review of a purchase order': reviewed('purchaseOrder'),
    'review of the account': reviewed('account'),
    'review of an order in an unknown word': {
      ...runIn.creditCheck(),
      holdup: { is: 'unknownWord', word: 'Musing *', since: at, told: true },
    },
    'order in an unknown word': {
      ...runIn.ordering(),
      holdup: { is: 'unknownWord', word: 'Musing', since: at, told: false },
    },
    'order that was sent and is looked for': ordered({ settlingReads: 2 }),
    'order that Microsoft has': { ...ordered({ seen: true }), path: 'manual' },
    'order that has not left, Partner Center silent': {
      ...ordered({ sent: false, sends: 0 }),
      holdup: { is: 'noAnswer', service: 'partnerCenter', how: 'silent', since: silentSince, told: true },
    },
    'people moved while Graph asks for patience': {
      ...runIn.reassigning(),
      holdup: { is: 'noAnswer', service: 'graph', how: 'busy', since: silentSince, told: false },
    },
    'people moved while Graph says nothing': {
      ...runIn.reassigning(),
      holdup: { is: 'noAnswer', service: 'graph', how: 'silent', since: silentSince, told: false },
    },
    'new plan looked for while nothing can be read': {
      ...runIn.manualVerify(),
      holdup: { is: 'noAnswer', service: null, how: 'unreadable', since: silentSince, told: false },
    },
    'ending while the account is reviewed': {
      ...runIn.cancelling(),
      holdup: { is: 'accountReview', since: at, told: false },
    },
    'credit check by hand': { ...runIn.creditCheck(), path: 'manual' },
  }),
];
