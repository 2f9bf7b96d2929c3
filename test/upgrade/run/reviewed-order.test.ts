import { describe, expect, it } from '@jest/globals';
import type { OrderStatus, Problem } from '../../../src/upgrade/ports.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import { now, runIn } from '../../support/runs.js';
import { done, minutesOn, read, sending, turnedAway, unsent } from './order-steps.js';

/** An order that Microsoft reviews, that waits for a review, or of which it says nothing that is documented. */

describe('a review of the account', () => {
  const underReview: Problem = { is: 'underReview', code: '800073', text: 'Under review' };
  const reviewed = () => turnedAway(sending(unsent()), underReview);

  it('is no refusal: nothing was ordered, it is told, and the order is kept', () => {
    const run = reviewed();
    expect(run.state).toMatchObject({ is: 'creditCheck', of: 'account' });
    expect(run.order?.outcome).toBe('open');
    expect(run.notices.at(-1)).toMatchObject({ what: 'accountReviewed' });
  });

  it('is asked again every four hours, under the same key, and told once', () => {
    const before = reviewed();
    const anew = read(before, { is: 'notFound' }, minutesOn(240));
    expect(anew.state).toMatchObject({ is: 'ordering', sent: false });
    expect(anew.order?.key).toBe(before.order?.key);
    const again = turnedAway(sending(anew, minutesOn(240)), underReview, minutesOn(240));
    expect(again.state).toMatchObject({ is: 'creditCheck', of: 'account', since: now.toISOString() });
    expect(again.notices.filter(({ what }) => what === 'accountReviewed')).toHaveLength(1);
  });

  it('that lasts longer than the confirmation leads back to checkout', () => {
    expect(read(reviewed(), { is: 'notFound' }, minutesOn(24 * 60 + 1)).state.is).toBe('checkout');
  });

  it('may be given up', () => {
    expect(done(reviewed(), { do: 'stop' })).toMatchObject({ state: { is: 'stopped' }, order: null });
  });

  it('that ends leads to the order', () => {
    const anew = sending(read(reviewed(), { is: 'notFound' }, minutesOn(240)), minutesOn(240));
    expect(read(anew, { is: 'inProgress' }, minutesOn(241)).state.is).toBe('transition');
  });
});

describe('a review of an order', () => {
  const ordered = () => sending(unsent());
  const review = (of: 'order' | 'missingPurchaseOrder' | 'purchaseOrder', run = ordered(), at = now) =>
    read(run, { is: 'underReview', of }, at);

  it.each([
    ['order', 'creditCheckStarted'],
    ['missingPurchaseOrder', 'purchaseOrderWanted'],
    ['purchaseOrder', 'reviewStarted'],
  ] as const)('of the kind %s is told as %s', (of, notice) => {
    const run = review(of);
    expect(run.state).toMatchObject({ is: 'creditCheck', of });
    expect(run.notices.at(-1)).toMatchObject({ what: notice });
  });

  it('is followed from one kind to the next', () => {
    const wanted = review('missingPurchaseOrder');
    const uploaded = review('purchaseOrder', wanted, minutesOn(60));
    expect(uploaded.state).toMatchObject({
      is: 'creditCheck',
      of: 'purchaseOrder',
      since: minutesOn(60).toISOString(),
    });
    const taken = read(uploaded, { is: 'inProgress' }, minutesOn(120));
    expect(taken.state.is).toBe('transition');
    expect(taken.notices.at(-1)).toMatchObject({ what: 'reviewEnded' });
  });

  it('that rejects the purchase order ends in Microsoft’s word', () => {
    const declined: OrderStatus = { is: 'declined', code: 'orderStatus', text: 'po_review_rejected' };
    expect(read(review('purchaseOrder'), declined).state).toMatchObject({
      is: 'needsAttention',
      trouble: { is: 'orderDeclined', text: 'po_review_rejected' },
    });
  });
});

describe('a status in a word that nobody documents', () => {
  const unclear: OrderStatus = { is: 'unclear', word: 'musing' };
  const states: [string, () => Run][] = [
    ['an order that left', () => sending(unsent())],
    ['an order that is reviewed', () => runIn.creditCheck()],
    ['an upgrade that is carried out', () => runIn.transition()],
  ];

  it.each(states)('is not known yet: %s is looked at again', (_, run) => {
    const seen = read(run(), unclear);
    expect(seen.state).toMatchObject({ is: run().state.is, nextAt: expect.any(String) });
    expect(seen.holdup).toMatchObject({ is: 'unknownWord', word: 'musing', told: false });
  });

  it.each(states)('is told when it lasts an hour: %s', (_, run) => {
    const minutes = [0, 20, 40, 59];
    const waiting = minutes.reduce((before, at) => read(before, unclear, minutesOn(at)), run());
    expect(waiting.notices.filter(({ what }) => what === 'heldUp')).toHaveLength(0);
    const told = [61, 90, 120].reduce((before, at) => read(before, unclear, minutesOn(at)), waiting);
    expect(told.notices.filter(({ what }) => what === 'heldUp')).toHaveLength(1);
  });

  it('is an order that was seen: it is never sent anew', () => {
    const hidden = Array<OrderStatus>(6).fill({ is: 'notFound' });
    const run = hidden.reduce((before, status) => read(before, status, minutesOn(1)), read(sending(unsent()), unclear));
    expect(run.state).toMatchObject({ is: 'ordering', sent: true } satisfies Partial<RunState>);
  });
});
