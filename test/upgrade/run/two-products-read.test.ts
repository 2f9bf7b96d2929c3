import { describe, expect, it } from '@jest/globals';
import type { OrderStanding, OrderStatus } from '../../../src/upgrade/ports.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { orderRead } from '../../../src/upgrade/run/settled.js';
import { now, runIn } from '../../support/runs.js';
import { minutesOn, ofTwoProducts, read, secondProduct } from './order-steps.js';

/** What reading an order shows where it is of two products, and is not told at once. */

const completed: OrderStatus = { is: 'completed', commerceId: 'one' };
const inProgress: OrderStatus = { is: 'inProgress' };
const notFound: OrderStatus = { is: 'notFound' };
const of = (first: OrderStatus, beside: OrderStatus): OrderStanding => ({ ...first, beside });
const standing = (status: OrderStanding, when = now) => orderRead(ofTwoProducts(), status, when)?.standing;

describe('a refusal of one of two products', () => {
  const said = { code: '800020', text: 'Not eligible.' };
  const attested = { ...said, remedy: 'attestation' } as const;

  it.each([said, attested])('is kept as it was said while the other one is on its way: %j', (refusal) => {
    const declined: OrderStatus = { is: 'declined', ...refusal };
    const [first, second] = [of(declined, inProgress), of(inProgress, declined)].map((status) =>
      read(ofTwoProducts(), status),
    );
    expect(first?.order?.beside).toStrictEqual({ ...secondProduct, refusalOfFirst: refusal });
    expect(second?.order?.beside).toStrictEqual({ ...secondProduct, refusal });
  });

  it('of the first counts when the second is carried out, whether or not it shows by then', () => {
    const told = read(ofTwoProducts(), of({ is: 'declined', ...said }, inProgress));
    for (const first of [notFound, inProgress])
      expect(read(told, of(first, completed)).state).toMatchObject({
        is: 'needsAttention',
        trouble: { is: 'orderDeclined', plan: 'SPE_E5', taken: 'SPE_E3', ...said },
      });
  });

  it('of which nobody heard is in no words of Microsoft', () => {
    expect(standing(of(completed, notFound), minutesOn(30))).toMatchObject({
      refused: [{ said: { is: 'declined', code: 'neverShown', text: '' } }],
    });
  });
});

describe('one of two products that shows', () => {
  it('is waited for, however long it takes once the other one is decided', () => {
    for (const decided of [completed, { is: 'declined', code: '1', text: 'No.' }] as OrderStatus[])
      for (const status of [of(decided, inProgress), of(inProgress, decided)])
        expect(standing(status, minutesOn(600))).toMatchObject({ is: 'open', status: inProgress });
  });
});

describe('a reading without an order', () => {
  it.each([runIn.ordering, runIn.creditCheck])('changes nothing', (make) => {
    const run: Run = { ...make(), order: null };
    expect(read(run, completed)).toBe(run);
  });
});
