import { describe, expect, it } from '@jest/globals';
import type { OrderReview } from '../../../src/upgrade/order/reviews.js';
import type { OrderStanding } from '../../../src/upgrade/ports.js';
import { nextStepNeeds } from '../../../src/upgrade/run/next-step.js';
import { definitionOf, type Run, type RunState } from '../../../src/upgrade/run/run.js';
import { anOrder, at, now, runIn } from '../../support/runs.js';
import { minutesOn, read, unsent } from './order-steps.js';
import { found, heard, written } from './steps.js';

/** What follows when a review of an order, or of the account before it, goes on or has ended. */

type Review = Extract<RunState, { is: 'creditCheck' }>;
const reviewed = (of: Review['of'], more: Partial<Run> = {}): Run => {
  const run = runIn.creditCheck();
  return { ...run, ...more, state: { ...(run.state as Review), of } };
};
const purchase: Partial<Run> = { path: 'manual', order: anOrder({ kind: 'purchase' }) };
const declined = { is: 'declined', code: '800002', text: 'No' } as const;

describe('a review', () => {
  it.each<[Review['of'], 'buy' | undefined]>([
    ['missingPurchaseOrder', 'buy'],
    ['purchaseOrder', undefined],
    ['order', undefined],
    ['account', undefined],
  ])('waits for a person where they have to upload something: %s', (of, needs) => {
    expect(nextStepNeeds(reviewed(of))).toBe(needs);
  });

  it.each<[OrderReview, string]>([
    ['order', 'creditCheckEnded'],
    ['purchaseOrder', 'reviewEnded'],
    ['missingPurchaseOrder', 'reviewEnded'],
  ])('that has ended well is told by its name: %s', (of, notice) => {
    expect(heard(read(reviewed(of), { is: 'inProgress' }))).toEqual([notice]);
    expect(heard(read(reviewed(of), { is: 'completed', commerceId: 'new' }))).toEqual([notice]);
    expect(heard(read(reviewed(of, purchase), { is: 'inProgress' }))).toEqual([notice]);
  });

  it('that Microsoft declines after is told as that alone', () => {
    const run = read(reviewed('order'), declined);
    expect(run.state).toMatchObject({ is: 'needsAttention', trouble: { is: 'orderDeclined' } });
    expect(heard(run)).toEqual(['needsAttention']);
  });

  it.each<[OrderReview, string]>([
    ['order', 'creditCheck'],
    ['purchaseOrder', 'review'],
  ])('that takes too long is told by its name: %s', (of, what) => {
    const run = read(reviewed(of), { is: 'underReview', of }, minutesOn(3 * 24 * 60 + 1));
    expect(run.state).toMatchObject({ is: 'needsAttention', trouble: { is: 'overdue', what, since: at } });
  });

  it('that goes on is looked at every quarter of an hour, and holds nothing up', () => {
    const waiting = reviewed('order', {
      attempts: 2,
      holdup: { is: 'unknownWord', word: 'x', since: at, told: false },
    });
    const run = read(waiting, { is: 'underReview', of: 'order' }, minutesOn(600));
    expect(run).toMatchObject({
      attempts: 0,
      holdup: null,
      state: { is: 'creditCheck', nextAt: minutesOn(615).toISOString() },
    });
  });

  it('leads to a purchase that is followed, and never sent again', () => {
    const run = read(reviewed('order', purchase), { is: 'inProgress' }, minutesOn(8));
    expect(run.state).toEqual({
      ...(unsent().state as Extract<RunState, { is: 'ordering' }>),
      ...{ since: minutesOn(8).toISOString(), nextAt: minutesOn(10).toISOString(), sent: true, sends: 1, seen: true },
    });
    expect(written(run)).toMatchObject({ what: 'creditCheckEnded' });
  });

  it.each<[Review['of'], OrderReview]>([
    ['account', 'order'],
    ['purchaseOrder', 'purchaseOrder'],
  ])('of which Microsoft says a word that is not known stays one of an order that is there: %s', (of, then) => {
    const run = read(reviewed(of), { is: 'unclear', word: 'resting' });
    expect(run).toMatchObject({
      holdup: { is: 'unknownWord', word: 'resting' },
      state: { is: 'creditCheck', of: then },
    });
  });

  it('of the account has the order sent anew, which counts as waiting since the review began', () => {
    const run = read(reviewed('account'), { is: 'notFound' }, minutesOn(60));
    expect(run.state).toMatchObject({ is: 'ordering', sent: false, reviewSince: at });
    expect(written(run)).toMatchObject({ what: 'sentAnew' });
  });

  it('is of an order: where there is none nothing is read', () => {
    const none = reviewed('order', { order: null });
    const status: OrderStanding = declined;
    expect(found(none, { found: 'order', status }, now)).toBe(none);
  });

  it('reads groups too where Microsoft moves people, and the commerce on either path', () => {
    const { uses } = definitionOf('creditCheck');
    const read = (path: Run['path']) => typeof uses === 'function' && uses(reviewed('order', { path }));
    expect([read('automatic'), read('manual')]).toEqual([['groups', 'commerce'], ['commerce']]);
  });
});
