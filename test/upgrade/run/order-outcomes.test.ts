import { describe, expect, it } from '@jest/globals';
import type { OrderStatus, Problem } from '../../../src/upgrade/ports.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import { anOrder, at, now, runIn } from '../../support/runs.js';
import { minutesOn, ofTwoProducts, read, sending, turnedAway, unsent } from './order-steps.js';

/** What is written down of what became of an order, and until when it is waited for. */

const { key } = anOrder();
const tomorrow = minutesOn(24 * 60 + 1);
/** An order of which several attempts failed. */
const tried = (more: Partial<Run> = {}): Run => ({ ...unsent(), attempts: 3, ...more });
const denied = { is: 'denied', needs: undefined, mendedBy: 'operator' } as const;
const onAccount = (): Run =>
  tried({
    commerce: 'billing-account',
    path: 'manual',
    order: anOrder({ kind: 'purchase' }),
    growing: { commerceId: 'c', seats: 5 },
  });

describe('what became of an order', () => {
  it.each<[string, () => Run, string, object]>([
    ['was taken', () => read(sending(unsent()), { is: 'inProgress' }), 'orderTaken', { key }],
    ['has lapsed', () => sending(tried(), tomorrow), 'orderLapsed', { key }],
    [
      'is not in the hands of a buyer any more',
      () => advance(tried(), { found: 'decider', roles: ['globalReader'] }, now),
      'orderRoleLost',
      { key, by: 'Alex Wilber' },
    ],
    [
      'is left to a person',
      () => advance(onAccount(), { found: 'problem', problem: denied }, now),
      'onlyByPerson',
      { key },
    ],
  ])(
    'is written down by its key where it %s, and what comes next is tried from the beginning',
    (_, make, what, details) => {
      const run = make();
      expect(run.audit.at(-1)).toMatchObject({ by: null, what });
      expect(run.audit.at(-1)?.details).toEqual(details);
      expect(run.attempts).toBe(0);
    },
  );

  it('is told to those who follow it where somebody has to do something', () => {
    const told = (run: Run) => run.notices.at(-1)?.what;
    expect(told(sending(tried(), tomorrow))).toBe('confirmOrder');
    expect(told(advance(tried(), { found: 'decider', roles: [] }, now))).toBe('orderRoleLost');
    expect(told(advance(onAccount(), { found: 'problem', problem: denied }, now))).toBe('onlyByPerson');
  });

  it('is an admin’s task where only a person may order: nothing of it is ordered from here again', () => {
    const run = advance(onAccount(), { found: 'problem', problem: denied }, now);
    expect(run).toMatchObject({
      state: { is: 'adminTask', task: 'buy' },
      order: null,
      growing: null,
      offer: { is: 'byHand', because: 'needsPerson' },
      earlierOrders: [{ outcome: 'lapsed' }],
    });
  });

  it('names both of two products where one was taken and the other one refused', () => {
    const refused = { is: 'declined', code: '1', text: 'No.' } as const;
    const run = read(ofTwoProducts(), { is: 'completed', commerceId: 'one', beside: refused });
    expect(run.audit.map(({ what }) => what)).toEqual(['orderTakenInPart', 'needsAttention']);
    expect(run.audit[0]?.details).toEqual({ key, plan: 'SPE_E5', refused: 'SPE_E3' });
  });

  it('is that of the subscription it made, where an upgrade is carried out at once', () => {
    const run = read(sending(unsent()), { is: 'completed', commerceId: 'new' });
    expect(run).toMatchObject({ state: { is: 'transition' }, order: { outcome: 'completed', commerceId: 'new' } });
  });
});

describe('an attestation', () => {
  const no = (remedy?: 'attestation'): OrderStatus => ({ is: 'declined', code: '1', text: 'No.', remedy });
  it.each<[string, (status: OrderStatus) => Run]>([
    ['the order', (status) => read(sending(unsent()), status)],
    ['one of two products', (status) => read(ofTwoProducts(), { is: 'completed', commerceId: 'one', beside: status })],
  ])('is asked for where %s was refused for want of it, and for no other refusal', (_, make) => {
    expect([make(no('attestation')), make(no())].map((run) => run.attestationAsked)).toEqual([true, false]);
    expect(make(no('attestation')).state).toMatchObject({ trouble: { is: 'orderDeclined', remedy: 'attestation' } });
  });
});

describe('a review', () => {
  const reviewed = (of: 'order' | 'missingPurchaseOrder' | 'purchaseOrder', run: Run, when = now) =>
    read(run, { is: 'underReview', of }, when);
  const left = (sentAt: string | null): Run => ({
    ...runIn.ordering(),
    state: { ...runIn.ordering().state, sentAt } as RunState,
  });
  const endOf = ({ state }: Run) => (state.is === 'creditCheck' ? state.latestEnd : undefined);
  const fortnight = '2026-03-18T09:30:00.000Z';

  it.each([
    ['order', '2026-03-06T09:30:00.000Z'],
    ['missingPurchaseOrder', fortnight],
    ['purchaseOrder', fortnight],
  ] as const)('of the kind %s is waited for until %s, and written down so', (of, latestEnd) => {
    const run = reviewed(of, sending(unsent()));
    expect(endOf(run)).toBe(latestEnd);
    expect(run.audit.at(-1)).toMatchObject({ by: null, what: 'creditCheckStarted', details: { of, latestEnd } });
  });

  it('of an order’s credit is counted from when the order left, not from when the check was seen', () => {
    expect(endOf(reviewed('order', left(at), minutesOn(60)))).toBe('2026-03-06T09:30:00.000Z');
    expect(endOf(reviewed('order', left(null), minutesOn(60)))).toBe('2026-03-06T10:30:00.000Z');
    // By a clock that was set back since.
    expect(endOf(reviewed('order', left(minutesOn(-1).toISOString()), minutesOn(60)))).toBe('2026-03-06T10:30:00.000Z');
    const account = { ...runIn.creditCheck(), state: { ...runIn.creditCheck().state, of: 'account' } } as Run;
    expect(endOf(reviewed('order', account, minutesOn(60)))).toBe('2026-03-06T10:30:00.000Z');
  });

  it('of the account is tried again after four hours, for a fortnight from when it was met', () => {
    const problem: Problem = { is: 'underReview', code: '800073', text: 'Under review' };
    const run = advance(tried(), { found: 'problem', problem }, now);
    expect(run.state).toEqual({
      is: 'creditCheck',
      of: 'account',
      since: at,
      nextAt: minutesOn(240).toISOString(),
      latestEnd: fortnight,
    });
    const details = { of: 'account', latestEnd: fortnight };
    expect(run.audit.at(-1)).toMatchObject({ by: null, what: 'creditCheckStarted', details });
    expect(run.attempts).toBe(0);
    const again = turnedAway(sending(unsent({ reviewSince: at }), minutesOn(240)), problem, minutesOn(240));
    expect(again.state).toMatchObject({ since: at, nextAt: minutesOn(480).toISOString(), latestEnd: fortnight });
  });
});
