import type { Run } from '../../../src/upgrade/run/run.js';
import { aPayer, aSource, available, onAccount, runIn } from '../../support/runs.js';
import { type CardState, ofRuns } from './state.js';

/** What may be bought, for how long, by whom it is paid, and who needs no seat. */

const year = { term: 'P1Y', cycles: ['monthly', 'annual'] } satisfies Terms[number];
const month = { term: 'P1M', cycles: ['monthly'] } satisfies Terms[number];
type Terms = Extract<NonNullable<Run['offer']>, { is: 'sold' }>['terms'];

const sold = (attestation: boolean): Run['offer'] => ({ is: 'sold', terms: [month, year], attestation });
const byHand = (because: Extract<NonNullable<Run['offer']>, { is: 'byHand' }>['because']): Run['offer'] => ({
  is: 'byHand',
  because,
});
const partnerBuys: Run = { ...runIn.checkout(), path: 'manual' };
const stepOne: Run = { ...runIn.manualBuy(), commerce: 'billing-account' };
const holding = (count: number) =>
  available({ source: aSource({ alreadyHold: { ENTERPRISEPREMIUM: count }, sold: ['SPE_E5'] }) });
const bare = aPayer({ soldTo: null, billedTo: null, payments: null });
const north = aPayer({ id: 'A/N', name: 'Sales, North', paysNow: false });
const south = aPayer({ id: 'A/S', name: 'Sales, South', paysNow: false, payments: ['invoice'] });
const inCart = runIn.cart();

export const buying: CardState[] = ofRuns({
  'cart with a choice of terms': { ...inCart, path: 'manual', offer: sold(false) },
  'cart for a month': {
    ...inCart,
    path: 'manual',
    offer: sold(false),
    cart: inCart.cart && { ...inCart.cart, term: 'P1M' },
  },
  'checkout that may be attested': { ...partnerBuys, offer: sold(false) },
  'checkout that has to be attested': { ...partnerBuys, offer: sold(true) },
  'checkout that was attested': {
    ...partnerBuys,
    offer: sold(true),
    attested: { by: { id: 'alex', name: 'Alex Wilber' }, at: '2026-03-04T09:30:00.000Z' },
  },
  'checkout on a billing account': onAccount(),
  'checkout with several who may pay': onAccount([north, south]),
  'checkout without what is on record': onAccount([bare]),
  'step 1 without a known product': { ...stepOne, offer: byHand('unknownProduct') },
  'step 1 of what is not sold': { ...runIn.manualBuy(), offer: byHand('notSold') },
  'step 1 for a signed-in person': { ...stepOne, offer: byHand('needsPerson') },
  'step 1 with people who have it already': { ...stepOne, assessment: holding(8) },
  'step 1 where everybody has it already': { ...stepOne, assessment: holding(25) },
  'plans of which some are bought by hand': {
    ...runIn.choosingPlan(),
    commerce: 'billing-account',
    assessment: holding(0),
  },
});
