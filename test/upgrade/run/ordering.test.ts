import { describe, expect, it } from '@jest/globals';
import type { OrderStatus } from '../../../src/upgrade/ports.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import { decide } from '../../../src/upgrade/run/decide.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { anOrder, aSchedule, now, runIn } from '../../support/runs.js';

/** An order on its way, read again and again. */

const purchase = (): Run => ({
  ...runIn.ordering(),
  path: 'manual',
  order: anOrder({ kind: 'purchase', cartId: 'c' }),
});

/** The run after the order was read so, ten seconds apart. */
function read(run: Run, ...statuses: OrderStatus[]): Run {
  return statuses.reduce(
    (after, status, n) => advance(after, { found: 'order', status }, new Date(now.getTime() + n * 10_000)),
    run,
  );
}

const inProgress: OrderStatus = { is: 'inProgress' };
const notFound = (times: number): OrderStatus[] => Array<OrderStatus>(times).fill({ is: 'notFound' });

describe('an order that was sent', () => {
  it('is sent anew when four reads in a row did not find it', () => {
    expect(read(purchase(), ...notFound(3)).state).toMatchObject({ is: 'ordering', sent: true });
    expect(read(purchase(), ...notFound(4)).state).toMatchObject({ is: 'ordering', sent: false });
  });

  it('is never sent anew once it was seen: then it is only hidden', () => {
    const hidden = read(purchase(), inProgress, ...notFound(10));
    expect(hidden.state).toMatchObject({ is: 'ordering', sent: true });
    expect(read(hidden, { is: 'completed', commerceId: 'new' }).state.is).toBe('manualVerify');
  });

  it('is never sent anew after a credit check', () => {
    expect(read(purchase(), { is: 'underReview', of: 'order' }, inProgress, ...notFound(10)).state).toMatchObject({
      sent: true,
    });
  });

  it('counts as not sent once, where the commerce says that it did not take it', () => {
    const notTaken = (run: Run): Run => advance(run, { found: 'notTaken', retryAfterMs: undefined }, now);
    const once = notTaken(purchase());
    expect(once.state).toMatchObject({ is: 'ordering', sent: false, sends: 0 });
    expect(notTaken(once)).toBe(once);
  });
});

describe('an order that has not left', () => {
  const order = anOrder();
  const waiting = { since: now.toISOString(), nextAt: now.toISOString() };
  const before = { is: 'preparing', ...waiting, before: 'order' } as const;
  const denied = { is: 'denied', needs: null } as const;

  it.each<[string, Run['state']]>([
    ['while everyone is written down', before],
    ['where that met trouble', { is: 'needsAttention', since: now.toISOString(), trouble: denied, resume: before }],
    ['while it waits for its time', { is: 'scheduled', since: now.toISOString(), begins: 'order' }],
  ])('is not there when the run is stopped %s', (_where, state) => {
    const run: Run = { ...runIn.preparing(), order, schedule: aSchedule(), state };
    const decision = decide(run, {
      command: { do: 'stop' },
      actor: { id: 'alex', name: 'Alex Wilber' },
      roles: ['globalAdministrator'],
      revision: run.revision,
      now,
      newKey: () => 'none',
    });
    expect(decision).toMatchObject({ is: 'changed', run: { state: { is: 'stopped' }, order: null } });
  });
});

describe('a cart that has expired', () => {
  const price = { minor: 57_000, currency: 'SEK' };
  const expired = () => {
    const run = runIn.ordering();
    const order = anOrder({ kind: 'purchase', cartId: 'cart-1', price });
    const sent = { ...run, order, state: { ...run.state, sent: true, sends: 1, sentAt: now.toISOString() } } as Run;
    return advance(sent, { found: 'turnedAway', problem: { is: 'cartExpired' }, service: 'partnerCenter' }, now);
  };

  it('is no decline: another is made, and the order waits a little', () => {
    const run = expired();
    expect(run.state).toMatchObject({ is: 'ordering', sent: false, sends: 0 });
    expect(run.order).toMatchObject({ cartId: 'cart-1', cartExpired: true });
    expect(run.notices).toEqual(runIn.ordering().notices);
  });

  it.each([price, undefined])('is ordered from anew where it costs the same, or nobody tells: %j', (cost) => {
    const run = advance(expired(), { found: 'cart', cartId: 'cart-2', price: cost }, now);
    expect(run.order).toMatchObject({ cartId: 'cart-2', cartExpired: false });
    expect(run.state.is).toBe('ordering');
  });

  it('is asked for again where it costs something else', () => {
    const run = advance(expired(), { found: 'cart', cartId: 'cart-2', price: { ...price, minor: 60_000 } }, now);
    expect(run.state.is).toBe('checkout');
    expect(run.order).toBeNull();
    expect(run.notices.at(-1)?.what).toBe('confirmOrder');
  });
});
