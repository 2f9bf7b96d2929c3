import { describe, expect, it } from '@jest/globals';
import { newCheckout } from '../../../src/upgrade/order/order.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import { canBeAttested, leastOfRun, needsAttestation, ordersByApi } from '../../../src/upgrade/run/buying.js';
import type { Command } from '../../../src/upgrade/run/commands.js';
import { decide } from '../../../src/upgrade/run/decide.js';
import { newOrder } from '../../../src/upgrade/run/new-order.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { Role } from '../../../src/upgrade/tenant/roles.js';
import { anOrder, aPayer, aSource, available, now, onAccount, runIn } from '../../support/runs.js';

const actor = { id: 'megan', name: 'Megan Bowen' };

function does(run: Run, command: Command, roles: Role[] = ['globalAdministrator']) {
  const newKey = () => '0d0d0d0d-0000-4000-8000-000000000009';
  return decide(run, { command, actor, roles, revision: undefined, timeZone: 'UTC', now, newKey });
}

function done(run: Run, command: Command): Run {
  const decision = does(run, command);
  if (decision.is !== 'changed') throw new Error(JSON.stringify(decision));
  return decision.run;
}

const several = onAccount([
  aPayer({ id: 'A', name: 'A', paysNow: false, payments: ['card'] }),
  aPayer({ id: 'B', name: 'B', paysNow: false, payments: ['invoice'], soldTo: null }),
]);
const partnerBuys: Run = { ...runIn.checkout(), path: 'manual' };
const besideAlone = { ...runIn.cart().cart, alone: { plan: 'Microsoft_Teams_EEA_New', needed: 9 } } as Run['cart'];
const asking: Run = {
  ...partnerBuys,
  offer: { is: 'sold', terms: [{ term: 'P1Y', cycles: ['monthly'] }], attestation: true },
};

describe('who pays', () => {
  it('has to be said before anything is ordered, where several may and none pays now', () => {
    expect(several.checkout?.payer).toBeNull();
    expect(does(several, { do: 'placeOrder' })).toMatchObject({ refusal: { why: 'payerNotChosen' } });
    const chosen = done(several, { do: 'changePayer', payer: 'B' });
    expect(chosen.checkout).toMatchObject({ payer: 'B', payment: 'invoice', soldTo: null });
    expect(done(chosen, { do: 'placeOrder' }).order).toMatchObject({
      payer: 'B',
      payment: 'invoice',
      attested: false,
    });
  });

  it('is one of those who may, and pays as it can', () => {
    expect(does(several, { do: 'changePayer', payer: 'C' })).toMatchObject({ refusal: { why: 'unknownPayer' } });
    const chosen = done(several, { do: 'changePayer', payer: 'B' });
    expect(does(chosen, { do: 'changePayment', payment: 'card' })).toMatchObject({
      refusal: { why: 'paymentNotOffered' },
    });
  });

  it('is nobody to choose from in a checkout of before there were payers', () => {
    const early = { ...onAccount(), checkout: newCheckout() };
    expect(does(early, { do: 'changePayment', payment: 'card' })).toMatchObject({ refusal: { why: 'notByApi' } });
    expect(done(early, { do: 'placeOrder' }).order).toMatchObject({ payer: null, payment: null });
  });
});

describe('what has to be attested', () => {
  it('is attested with the order, or before it, and never for nobody', () => {
    expect(does(asking, { do: 'placeOrder' })).toMatchObject({ refusal: { why: 'notAttested' } });
    expect(done(asking, { do: 'placeOrder', attested: true })).toMatchObject({
      order: { attested: true },
      attested: { by: actor },
    });
    const attested = done(asking, { do: 'attest' });
    expect(needsAttestation(attested)).toBe(false);
    expect(done(attested, { do: 'placeOrder' }).order?.attested).toBe(true);
    expect(does(attested, { do: 'attest' })).toMatchObject({ is: 'unchanged' });
  });

  it('is asked of whoever buys for a customer alone', () => {
    expect(canBeAttested(partnerBuys)).toBe(true);
    expect(canBeAttested(runIn.checkout())).toBe(false);
    expect(does(onAccount(), { do: 'attest' })).toMatchObject({ is: 'unchanged' });
    expect(done(onAccount(), { do: 'placeOrder', attested: true })).toMatchObject({
      attested: null,
      order: { attested: false },
    });
    const said = { attested: { by: actor, at: now.toISOString() } };
    expect(done({ ...onAccount(), ...said }, { do: 'placeOrder' }).order?.attested).toBe(false);
    const growing = { ...asking, growing: { commerceId: 'c', seats: 5 } };
    expect(needsAttestation(growing)).toBe(false);
  });

  it('is remembered once Microsoft has asked for it', () => {
    const order = anOrder({ kind: 'purchase' });
    const ordering = { ...runIn.ordering(), path: 'manual' as const, order };
    const status = { is: 'declined', code: '10012', text: 'x', remedy: 'attestation' } as const;
    const declined = advance(ordering, { found: 'order', status }, now);
    expect(declined).toMatchObject({ attestationAsked: true, order: null });
    expect(needsAttestation(declined)).toBe(true);
  });
});

describe('an order that is about to leave', () => {
  const unsent = (commerce: Run['commerce'], kind: 'purchase' | 'upgrade'): Run => {
    const { state, ...run } = runIn.ordering();
    if (state.is !== 'ordering') throw new Error(state.is);
    const path = kind === 'upgrade' ? 'automatic' : 'manual';
    return { ...run, commerce, path, order: anOrder({ kind }), state: { ...state, sent: false, sends: 0 } };
  };
  const personal = { is: 'denied', needs: 'user context', mendedBy: 'operator' } as const;

  it('does not leave in the name of somebody who may not buy any more', () => {
    const back = advance(
      unsent('billing-account', 'purchase'),
      { found: 'decider', roles: ['userAdministrator'] },
      now,
    );
    expect(back).toMatchObject({ state: { is: 'checkout' }, order: null, earlierOrders: [{ outcome: 'lapsed' }] });
    expect(back.notices.map(({ what }) => what)).toContain('orderRoleLost');
  });

  it('is looked for anew, look by look, where an earlier sending of it may still show', () => {
    const run = unsent('billing-account', 'purchase');
    const doubted = { ...run, state: { ...run.state, doubtedAt: now.toISOString() } } as Run;
    const looked = advance(doubted, { found: 'decider', roles: ['userAdministrator'] }, now);
    expect(looked.state).toMatchObject({ is: 'ordering', sent: true, settlingReads: 0 });
    expect(looked.order).not.toBeNull();
  });

  it('is placed by hand where Microsoft takes it from a person only, and from then on so is every other', () => {
    const sent = advance(unsent('billing-account', 'purchase'), { found: 'sending' }, now);
    const handed = advance(sent, { found: 'turnedAway', problem: personal }, now);
    expect(handed).toMatchObject({ state: { is: 'adminTask', task: 'buy' }, order: null });
    expect(ordersByApi(handed, 'purchase')).toBe(false);
    expect(ordersByApi(handed, 'seats')).toBe(false);
  });

  it.each([
    ['a partner’s', unsent('partner-center', 'purchase'), personal],
    ['one that lacks a right', unsent('billing-account', 'purchase'), { is: 'denied', needs: 'x' } as const],
  ])('waits for whoever can mend it, where it is %s', (_, run, problem) => {
    const sent = advance(run, { found: 'sending' }, now);
    const met = advance(sent, { found: 'turnedAway', problem }, now);
    expect(met.state.is).not.toBe('adminTask');
    expect(met.order).not.toBeNull();
  });
});

describe('an end that Microsoft lets only a person make', () => {
  const problem = { is: 'denied', needs: 'user context', mendedBy: 'operator' } as const;

  it('is made by hand on a billing account, and by nobody else elsewhere', () => {
    const run = { ...runIn.cancelling(), commerce: 'billing-account' as const };
    expect(advance(run, { found: 'problem', problem }, now)).toMatchObject({
      state: { is: 'adminTask', task: 'cancel' },
      cancelSent: false,
    });
    expect(advance(runIn.cancelling(), { found: 'problem', problem }, now).state.is).not.toBe('adminTask');
  });
});

describe('what a run orders at least', () => {
  const source = aSource({ alreadyHold: { ENTERPRISEPREMIUM: 20 } });
  const assessment = available({ source });

  it('is one for everybody who will newly hold the plan, or what is missing of it', () => {
    expect(leastOfRun({ ...runIn.cart(), assessment })).toEqual({ needed: 25, owned: 25 });
    expect(leastOfRun({ ...runIn.cart(), assessment, path: 'manual' })).toEqual({ needed: 5, owned: 0 });
    expect(leastOfRun({ ...runIn.cart(), assessment, path: 'manual', seatsToBuy: 2 })).toEqual({ needed: 2, owned: 0 });
  });

  it('is ordered for the term and from the payer of its checkout', () => {
    const run = onAccount();
    const cart = run.cart && { ...run.cart, term: 'P1M' as const };
    const order = newOrder({ ...run, cart }, { actor, now, newKey: () => 'k' } as never);
    expect(order).toMatchObject({ kind: 'purchase', term: 'P1M', payer: 'PROF-1/SECT-1', payment: 'card' });
  });
});

describe('how many have to be bought at least', () => {
  it.each<[string, Partial<Run>, object]>([
    ['by an upgrade as many as are there', { path: 'automatic' }, { needed: 20, owned: 25 }],
    ['on no way yet as by an upgrade', { path: null }, { needed: 20, owned: 25 }],
    ['beside the old plan one for each who has none', {}, { needed: 16, owned: 0 }],
    ['of missing ones those that are missing', { seatsToBuy: 3 }, { needed: 3, owned: 0 }],
    ['of what goes beside the plan those that it is for', { cart: besideAlone }, { needed: 9, owned: 0 }],
  ])('%s', (_, more, least) => {
    const source = aSource({ seats: 25, assigned: 20, alreadyHold: { ENTERPRISEPREMIUM: 4 } });
    expect(leastOfRun({ ...partnerBuys, assessment: available({ source }), ...more })).toEqual(least);
  });
});
