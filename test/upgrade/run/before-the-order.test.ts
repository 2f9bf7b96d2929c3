import { describe, expect, it } from '@jest/globals';
import { newCheckout } from '../../../src/upgrade/order/order.js';
import type { Command } from '../../../src/upgrade/run/commands.js';
import { nextStepNeeds } from '../../../src/upgrade/run/next-step.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { aPayer, aSchedule, aSource, aSplit, at, available, onAccount, runIn } from '../../support/runs.js';
import { alex, ask, refusal, told, written } from './steps.js';

/** What is decided before anything is ordered: what was understood, the cart, and what is on record at checkout. */

const understood: Command = { do: 'acknowledge', understood: true };

describe('what is to be known before it begins', () => {
  it('is read by whoever goes on, of a plan that is chosen', () => {
    const unread: Command = { do: 'acknowledge', understood: false };
    expect(refusal(runIn.beforeYouBegin(), unread)).toEqual({ why: 'notAcknowledged' });
    expect(refusal({ ...runIn.beforeYouBegin(), plan: null }, understood)).toEqual({ why: 'notNow' });
  });

  it('leads to a cart for everyone where the commerce upgrades by API', () => {
    const run = told(runIn.beforeYouBegin(), understood);
    expect(run.state).toEqual({ is: 'cart' });
    expect(run.cart).toMatchObject({ quantity: 25, billingCycle: 'monthly', term: 'P1Y' });
  });

  it('leads to the guided steps where it does not, which wait for the time that was chosen', () => {
    const guided: Run = { ...runIn.beforeYouBegin(), commerce: 'admin-center' };
    const run = told(guided, understood);
    expect(run).toMatchObject({ state: { is: 'preparing', before: 'guide' }, cart: { quantity: 25 } });
    const by = { id: 'megan', name: 'Megan Bowen' };
    const later = told({ ...guided, schedule: aSchedule() }, understood, { actor: by });
    expect(later.state).toEqual({ is: 'scheduled', since: at, begins: 'guide' });
    expect(later).toMatchObject({ cart: { quantity: 25 }, schedule: aSchedule({ by }) });
  });
});

describe('a cart', () => {
  it.each(['updateCart', 'goToCheckout'] as const)('is of what can be ordered: %s', (verb) => {
    const few = refusal(runIn.cart(), { do: verb, quantity: 24 });
    expect(few).toEqual({ why: 'quantityBelowAssigned', quantity: 24, assigned: 25 });
    expect(refusal({ ...runIn.cart(), cart: null }, { do: verb })).toEqual({ why: 'notNow' });
  });

  it('leads back to the checkout as it was left, or to a new one', () => {
    const left = { ...newCheckout([aPayer()]), payment: 'invoice' as const };
    expect(told({ ...runIn.cart(), checkout: left }, { do: 'goToCheckout' }).checkout).toEqual(left);
    expect(told(runIn.cart(), { do: 'goToCheckout' }).checkout).toEqual(newCheckout());
  });
});

describe('a subscription that is there', () => {
  const owned = [
    { subscriptionId: 'one', sku: 'ENTERPRISEPREMIUM', seats: 40, free: 30 },
    { subscriptionId: 'two', sku: 'SPE_E3', seats: 40, free: 40 },
  ];
  const buying = (more: Partial<Run> = {}): Run => ({
    ...runIn.manualBuy(),
    assessment: available({ source: aSource({ owned }) }),
    ...more,
  });
  const use = (subscription: string): Command => ({ do: 'useSubscription', subscription });

  it('is used where it is the one that is named', () => {
    expect(told(buying(), use('two'))).toMatchObject({ useSubscriptionId: 'two', plan: 'SPE_E3' });
    expect(refusal(buying(), use('three'))).toEqual({ why: 'unknownSubscription' });
  });

  it('is used of two plans in the turn of its own', () => {
    const split = aSplit({ plan: 'ENTERPRISEPREMIUM', rest: 'SPE_E3' });
    expect(told(buying({ split }), use('one')).split?.bought).toEqual(['ENTERPRISEPREMIUM']);
    expect(refusal(buying({ split }), use('two'))).toEqual({ why: 'unknownSubscription' });
  });

  it('is there for whoever steers to take where one of those that are owned has room for everyone', () => {
    expect(nextStepNeeds(buying())).toBe('steer');
  });

  it('is not used where a new one is bought: in the admin center, or of a plan that is chosen', () => {
    const run = told(buying({ commerce: 'admin-center', useSubscriptionId: 'one' }), { do: 'buyNew' });
    expect(run).toMatchObject({ state: { is: 'adminTask', task: 'buy' }, useSubscriptionId: null });
    expect(refusal(buying({ plan: null }), { do: 'buyNew' })).toEqual({ why: 'notNow' });
  });
});

describe('checkout', () => {
  const invoiceFrom = { minor: 500_000, currency: 'SEK' };
  const byInvoice: Command = { do: 'changePayment', payment: 'invoice' };

  it.each<[string, Command]>([
    ['how it is paid', byInvoice],
    ['who pays', { do: 'changePayer', payer: 'partner' }],
    ['whom it is sold to', { do: 'changeSoldTo', address: { city: 'Oslo' } }],
    ['the order', { do: 'placeOrder' }],
  ])('decides nothing where nothing is on record: %s', (_, command) => {
    expect(refusal({ ...runIn.checkout(), checkout: null }, command)).toEqual({ why: 'notNow' });
  });

  it.each<[string, number | undefined, Command, boolean]>([
    ['an invoice, for an order that is large enough', 500_000, byInvoice, true],
    ['no invoice for one that is smaller', 499_999, byInvoice, false],
    ['a card, for one that is smaller', 499_999, { do: 'changePayment', payment: 'card' }, true],
    ['an invoice where nobody knows what it comes to', undefined, byInvoice, true],
  ])('takes %s', (_, minor, command, isTaken) => {
    const total = minor === undefined ? undefined : { minor, currency: 'SEK' };
    const decision = ask(onAccount(), command, { total, invoiceFrom });
    if (isTaken) expect(decision.is).toBe('changed');
    else
      expect(decision).toEqual({
        is: 'unchanged',
        refusal: { why: 'invoiceBelowThreshold', thresholdMinor: 500_000, currency: 'SEK' },
      });
  });

  it('takes an invoice for an order of any size where no threshold is known', () => {
    const run = told(onAccount(), byInvoice, { total: { minor: 1, currency: 'SEK' } });
    expect(run.state).toEqual({ is: 'checkout' });
    expect(run.checkout).toEqual({ ...onAccount().checkout, payment: 'invoice' });
  });

  it('keeps who pays, and changes whom it is sold and billed to apart', () => {
    const run = told(runIn.checkout(), { do: 'changeBilledTo', address: { city: 'Oslo' } });
    expect(run.state).toEqual({ is: 'checkout' });
    const { billedTo } = runIn.checkout().checkout ?? {};
    expect(run.checkout).toEqual({ ...runIn.checkout().checkout, billedTo: { ...billedTo, city: 'Oslo' } });
    const noCity: Command = { do: 'changeSoldTo', address: { city: '' } };
    expect(refusal(runIn.checkout(), noCity)).toEqual({ why: 'addressField', field: 'city', problem: 'missing' });
    const other = aPayer({ id: 'PROF-2/SECT-1' });
    const paid = told(onAccount([aPayer(), other]), { do: 'changePayer', payer: other.id });
    expect(written(paid)).toEqual({ what: 'changePayer', details: { payer: other.id } });
  });
});

describe('an order that is placed', () => {
  const unpaid = [aPayer({ paysNow: false }), aPayer({ id: 'PROF-2/SECT-1', paysNow: false })];
  const growing = { growing: { commerceId: 'c-one', seats: 20 }, seatsToBuy: 5 };

  it('is not one that an admin places by hand', () => {
    expect(refusal({ ...runIn.checkout(), commerce: 'admin-center' }, { do: 'placeOrder' })).toEqual({
      why: 'notByApi',
    });
  });

  it('needs somebody who pays, but where a subscription grows under its own terms', () => {
    expect(refusal(onAccount(unpaid), { do: 'placeOrder' })).toEqual({ why: 'payerNotChosen' });
    const run = told({ ...onAccount(unpaid), ...growing }, { do: 'placeOrder' });
    expect(run).toMatchObject({ state: { is: 'ordering' }, order: { kind: 'seats', quantity: 45 } });
  });

  it('is written down with all that it is of, and with its key', () => {
    const what = 'placeOrder';
    const details = { plan: 'ENTERPRISEPREMIUM', quantity: 25, billingCycle: 'monthly', term: 'P1Y', attested: false };
    expect(written(told(runIn.checkout(), { do: what }))).toEqual({ what, details: { ...details, key: 'a-key' } });
    const beside = { plan: 'TEAMS_ENTERPRISE', quantity: 7, needed: 7 };
    const both = { ...onAccount(), cart: { ...onAccount().cart, beside } } as Run;
    const also = { beside: 'TEAMS_ENTERPRISE', quantityBeside: 7 };
    expect(written(told(both, { do: what }))).toEqual({ what, details: { ...details, ...also, key: 'a-key' } });
  });

  it('waits, where it is large, for a second admin, and is written down as waiting', () => {
    const limits = { confirmAbove: 50_000, approvalAbove: 10_000 };
    const total = { minor: 1_000_001, currency: 'SEK' };
    const run = told(runIn.checkout(), { do: 'placeOrder' }, { limits, total });
    expect(run).toMatchObject({ state: { is: 'checkout' }, order: null, wanted: { by: alex } });
    expect(written(run).details).toEqual({ plan: 'ENTERPRISEPREMIUM', quantity: 25, approval: true });
  });
});
