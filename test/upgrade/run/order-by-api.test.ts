import { describe, expect, it } from '@jest/globals';
import type { Offer } from '../../../src/upgrade/order/offer.js';
import { ordersByApi } from '../../../src/upgrade/run/buying.js';
import { decide } from '../../../src/upgrade/run/decide.js';
import { gistOf } from '../../../src/upgrade/run/large-orders.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { besideOf, boughtBeside, offerOfBoth } from '../../../src/upgrade/run/together.js';
import { totalOf } from '../../../src/upgrade/run/total.js';
import { anOrder, aRun, aSource, aSplit, at, available, now, runIn } from '../../support/runs.js';

/** What leaves as an order by itself, what goes with it, and by what it is known again. */

const sold: Offer = { is: 'sold', terms: [{ term: 'P1Y', cycles: ['monthly'] }], attestation: false };
const byHand = (because: 'unknownProduct' | 'notSold' | 'needsPerson'): Offer => ({ is: 'byHand', because });

describe('an order that leaves by API', () => {
  const forms = ['partner-center', 'billing-account', 'admin-center'] as const;
  const kinds = ['upgrade', 'purchase', 'seats'] as const;

  it.each<[Offer | null, string[]]>([
    [sold, ['upgrade purchase seats', 'purchase seats', '']],
    [null, ['upgrade purchase seats', 'purchase seats', '']],
    // What is there needs nothing looked up to grow.
    [byHand('unknownProduct'), ['upgrade seats', 'seats', '']],
    [byHand('notSold'), ['upgrade seats', 'seats', '']],
    [byHand('needsPerson'), ['upgrade', '', '']],
  ])('is one that the commerce can place, of what it sells by API: %j', (offer, expected) => {
    const byApi = forms.map((commerce) => kinds.filter((kind) => ordersByApi({ commerce, offer }, kind)).join(' '));
    expect(byApi).toEqual(expected);
  });
});

describe('what goes into the same order', () => {
  const suite = 'O365_w/o Teams Bundle_M3';
  const two = aRun({ path: 'manual', plan: 'SPE_E5', split: aSplit(), state: { is: 'manualBuy' } });

  it('is nothing before a plan was chosen', () => {
    const source = aSource({ sku: 'SPE_E3', skuId: 'e3' });
    const run = aRun({ path: 'manual', plan: suite, lacks: ['TEAMS1'], assessment: available({ source }) });
    expect([run, { ...run, plan: null }].map(besideOf)).toEqual(['Microsoft_Teams_EEA_New', undefined]);
  });

  it('is the other one of two plans, also where a third plan is owned', () => {
    const owned = [{ subscriptionId: 'o', sku: 'ENTERPRISEPREMIUM', seats: 1, free: 1 }];
    expect(besideOf({ ...two, assessment: available({ source: aSource({ owned }) }) })).toBe('SPE_E3');
  });

  it('has no offer where either is not sold by API, and is attested for where either is', () => {
    for (const one of [null, undefined, byHand('notSold')]) expect(offerOfBoth(one, sold)).toBeUndefined();
    const attested = { ...sold, attestation: true };
    expect([offerOfBoth(sold, sold), offerOfBoth(attested, sold), offerOfBoth(sold, attested)]).toEqual([
      sold,
      attested,
      attested,
    ]);
  });

  it('is counted once it was bought, as the run’s own order too, and never what was upgraded', () => {
    const teams = anOrder({ kind: 'purchase', plan: 'Microsoft_Teams_EEA_New', quantity: 9, outcome: 'completed' });
    const run = { plan: suite, split: null, earlierOrders: [] };
    expect(boughtBeside({ ...run, order: teams })).toEqual([{ plan: 'Microsoft_Teams_EEA_New', quantity: 9 }]);
    expect(boughtBeside({ ...run, order: { ...teams, kind: 'upgrade' } })).toEqual([]);
  });
});

describe('what a cart comes to', () => {
  const prices = { prices: [{ sku: 'SPE_E5', currency: 'SEK', monthly: 500, annual: 6_000 }], invoiceFrom: [] };
  const cart = { ...runIn.cart().cart, quantity: 10 } as NonNullable<Run['cart']>;

  it('is that of one product where the other one was left out', () => {
    const total = { minor: 500_000, currency: 'SEK' };
    const beside = { plan: 'SPE_E3', quantity: 0, needed: 15 };
    expect(totalOf({ plan: 'SPE_E5', cart: { ...cart, beside } }, prices, 'SEK')).toStrictEqual({ total });
  });

  it('is nothing before a plan was chosen', () => {
    expect(totalOf({ plan: null, cart }, prices, 'SEK')).toStrictEqual({});
  });
});

describe('an order that waits for a second admin', () => {
  it('is known again by what it is of, also after the assistant was updated', () => {
    const order = anOrder({ kind: 'purchase', plan: 'SPE_E5', quantity: 10, payer: 'PROF-1' });
    expect(gistOf(order)).toBe('["purchase","SPE_E5",10,"monthly","P1Y","card","PROF-1"]');
    const beside = { plan: 'SPE_E3', quantity: 15, price: null, sentAt: at, refusal: null, refusalOfFirst: null };
    expect(gistOf({ ...order, beside })).toBe('["purchase","SPE_E5",10,"monthly","P1Y","card","PROF-1","SPE_E3",15]');
  });
});

describe('a plan that is sold to small customers only', () => {
  it('is measured with what the tenant owns of it already', () => {
    const owned = [{ subscriptionId: 'o', sku: 'SPB', seats: 150, free: 150 }];
    const source = aSource({ sku: 'O365_BUSINESS_PREMIUM', skuId: 'b', seats: 200, assigned: 200, owned });
    const run = aRun({ assessment: available({ source, plans: ['SPB'] }) });
    const decision = decide(run, {
      command: { do: 'choosePlan', plan: 'SPB' },
      actor: { id: 'alex', name: 'Alex Wilber' },
      roles: ['globalAdministrator'],
      revision: run.revision,
      now,
      newKey: () => 'key',
    });
    expect(decision).toMatchObject({ refusal: { why: 'tooManySeats', plan: 'SPB', seats: 350, most: 300 } });
  });
});
