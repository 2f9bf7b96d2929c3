import { aSource, available, runIn } from '../../support/runs.js';
import { type CardState, ofRuns, soon } from './state.js';

/** From the choice of a plan to the order. */

const addOns = ['SHAREPOINTSTORAGE', 'MCOMEETADV'];

export const ordering: CardState[] = [
  { name: 'plans, asked for', draw: (cards, viewer) => cards.plans(runIn.assessed(), viewer, soon) },
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
      cart: { billingCycle: 'annual', quantity: 30, addOnsKept: ['SHAREPOINTSTORAGE'], addOnsRemoved: ['MCOMEETADV'] },
    },
    'cart by hand': { ...runIn.cart(), path: 'manual', assessment: available({ source: aSource({ addOns }) }) },
    'cart for the missing seats': { ...runIn.cart(), path: 'manual', seatsToBuy: 5 },
    'checkout without addresses': {
      ...runIn.checkout(),
      path: 'manual',
      commerce: 'admin-center',
      checkout: { soldTo: null, billedTo: null, payment: 'invoice' },
    },
    'checkout by hand': { ...runIn.checkout(), path: 'manual' },
    'credit check by hand': { ...runIn.creditCheck(), path: 'manual' },
  }),
];
