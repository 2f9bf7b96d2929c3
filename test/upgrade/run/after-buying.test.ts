import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { OrderRecord } from '../../../src/upgrade/run/shape.js';
import { anOrder, aSource, aSplit, available, guided, now, runIn } from '../../support/runs.js';
import { done, read } from './order-steps.js';

/** What a run keeps of what was bought: which order is that of its plan, which are earlier ones, and its cart. */

const purchase = (more: Partial<OrderRecord> = {}) => anOrder({ kind: 'purchase', plan: 'SPE_E5', ...more });
const declined = purchase({ key: 'declined', outcome: 'declined' });
const first = purchase({ key: 'first', outcome: 'completed' });
const cart = runIn.cart().cart as NonNullable<Run['cart']>;
const suite = 'O365_w/o Teams Bundle_M3';
const teams = 'Microsoft_Teams_EEA_New';

const sent = (order: OrderRecord, more: Partial<Run> = {}): Run => ({
  ...runIn.ordering(),
  path: 'manual',
  plan: 'SPE_E5',
  order,
  cart,
  ...more,
});
const completed = { is: 'completed', commerceId: 'new' } as const;
const keys = ({ earlierOrders }: Run) => earlierOrders.map(({ key }) => key);

describe('an order of one plan that was carried out', () => {
  it('is the order of the run, with the subscription it made; what was refused before stands among the earlier ones', () => {
    const run = read(sent(purchase(), { earlierOrders: [declined] }), completed);
    expect(run).toMatchObject({
      state: { is: 'manualVerify' },
      order: { plan: 'SPE_E5', outcome: 'completed', commerceId: 'new' },
    });
    expect([run.cart, keys(run)]).toEqual([cart, ['declined']]);
  });

  it('is written down by its key, and nobody is told to buy the next one', () => {
    const run = read(sent(purchase()), completed);
    expect(run.audit.at(-1)).toMatchObject({ by: null, what: 'orderTaken', details: { key: purchase().key } });
    expect(run.notices).toEqual([]);
  });

  it('leaves the cart as it was filled where it made a subscription grow: ordered was what that is to have', () => {
    const seats = purchase({ kind: 'seats', quantity: 30 });
    const more = { cart: { ...cart, quantity: 5 }, growing: { commerceId: 'c', seats: 25 }, seatsToBuy: 5 };
    const run = read(sent(seats, { ...more, earlierOrders: [first] }), completed);
    expect(run).toMatchObject({ order: { kind: 'seats', quantity: 30 }, cart: { quantity: 5 } });
    expect(keys(run)).toEqual(['first']);
    const split = aSplit({ bought: ['SPE_E5', 'SPE_E3'] });
    const ofTwo = read(sent({ ...seats, plan: 'SPE_E3' }, { ...more, plan: 'SPE_E3', split }), completed);
    expect(ofTwo).toMatchObject({
      state: { is: 'manualVerify' },
      order: { quantity: 30 },
      cart: { quantity: 5 },
      split,
    });
  });

  it('is not the order of what was added by hand afterwards', () => {
    const run = guided('buy', { plan: 'SPE_E5', seatsToBuy: 5, earlierOrders: [first] });
    const added = advance(run, { found: 'orderedByHand', plan: 'SPE_E5' }, now);
    expect(added).toMatchObject({ state: { is: 'manualVerify' }, order: null });
    expect(keys(added)).toEqual(['first']);
    const ordered = advance({ ...run, order: purchase() }, { found: 'orderedByHand', plan: 'SPE_E5' }, now);
    expect(ordered.order).toEqual(purchase());
  });
});

describe('an order of the first of two plans', () => {
  const noTeams = 'Microsoft_365_E5_(no_Teams)';
  const own = (sku: string, lacks: string[]) => ({ subscriptionId: sku, sku, seats: 25, free: 25, lacks });
  const owned = [own('MICROSOFT_365_E7', ['MCOVOICECONF']), own(noTeams, ['TEAMS1'])];
  const ofTwo = (rest: string): Run =>
    sent(purchase(), {
      split: aSplit({ rest }),
      lacks: ['EXCHANGE_S_ARCHIVE_ADDON'],
      offer: { is: 'byHand', because: 'notSold' },
      assessment: available({ source: aSource({ owned }) }),
    });

  it.each([
    [noTeams, ['TEAMS1']],
    ['SPE_E3', null],
  ])('leads to the second as if that had been chosen just now, with what it lacks: %s', (rest, lacks) => {
    const run = read(ofTwo(rest), completed);
    expect(run).toMatchObject({ state: { is: 'manualBuy' }, plan: rest, lacks, offer: null, cart: null, order: null });
    expect(run.notices.at(-1)?.what).toBe('buyNext');
  });
});

describe('an order of the second of two plans', () => {
  it('is the order of the run, and the first one stands among the earlier ones', () => {
    const order = purchase({ plan: 'SPE_E3', quantity: 15 });
    const split = aSplit({ bought: ['SPE_E5'] });
    const run = read(sent(order, { plan: 'SPE_E3', split, earlierOrders: [first] }), completed);
    expect(run).toMatchObject({
      order: { plan: 'SPE_E3', outcome: 'completed' },
      split: { bought: ['SPE_E5', 'SPE_E3'] },
    });
    expect(keys(run)).toEqual(['first']);
  });
});

describe('Microsoft Teams that was ordered with a suite', () => {
  const beside = { plan: teams, quantity: 30, price: null, sentAt: null, refusal: null, refusalOfFirst: null };
  const both = (needed = 25): Run =>
    sent(purchase({ plan: suite, quantity: 25, beside }), {
      plan: suite,
      cart: { ...cart, beside: { plan: teams, quantity: 30, needed } },
    });
  const refused = { is: 'declined', code: '800020', text: 'Not eligible.' } as const;

  it('stands among the earlier orders, once, as the plan’s own order stays the run’s', () => {
    const run = read(both(), { ...completed, beside: completed });
    expect(run).toMatchObject({ order: { plan: suite }, cart: { quantity: 25 } });
    expect(run.earlierOrders.map(({ plan }) => plan)).toEqual([teams]);
  });

  it('is ordered alone where it was refused, for those who need it', () => {
    const run = read(both(20), { ...completed, beside: refused });
    expect(run.cart).toEqual({ ...cart, quantity: 30, alone: { plan: teams, needed: 20 } });
  });

  it('was taken where the suite was refused, which is then ordered like any other plan', () => {
    const run = read(both(), { ...refused, beside: completed });
    expect(run.cart).toEqual({ ...cart, quantity: 25 });
    const retried = done({ ...run, checkout: runIn.checkout().checkout }, { do: 'retry' }) as Run;
    const placed = done(retried, { do: 'placeOrder' }) as Run;
    expect(placed.order).toMatchObject({ plan: suite, quantity: 25 });
    expect(read(placed, completed)).toMatchObject({ state: { is: 'manualVerify' }, order: { plan: suite } });
  });
});
