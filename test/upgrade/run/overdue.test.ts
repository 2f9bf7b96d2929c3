import { describe, expect, it } from '@jest/globals';
import type { OrderStatus } from '../../../src/upgrade/ports.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import { decide } from '../../../src/upgrade/run/decide.js';
import { type Run, runSchema } from '../../../src/upgrade/run/run.js';
import { anOrder, at, now, runIn } from '../../support/runs.js';

/** An order that comes to nothing for longer than it should. */

const hoursAfter = (time: string, hours: number): Date => new Date(Date.parse(time) + hours * 3_600_000);
const seen = (run: Run, status: OrderStatus, when: Date): Run => advance(run, { found: 'order', status }, when);
const needsAttention = (run: Run) => run.notices.filter(({ what }) => what === 'needsAttention');

function retried(run: Run, when: Date): Run {
  const actor = { id: 'alex', name: 'Alex Wilber' };
  const asked = { actor, roles: ['globalAdministrator' as const], revision: run.revision, now: when };
  const decision = decide(run, { ...asked, command: { do: 'retry' }, newKey: () => 'another-key' });
  if (decision.is !== 'changed') throw new Error(JSON.stringify(decision));
  return decision.run;
}

const inProgress: OrderStatus = { is: 'inProgress' };
const notFound: OrderStatus = { is: 'notFound' };
const completed: OrderStatus = { is: 'completed', commerceId: 'new' };

const purchase = (): Run => ({
  ...runIn.ordering(),
  path: 'manual',
  order: anOrder({ kind: 'purchase', cartId: 'c' }),
});
const review = runIn.creditCheck;
const latestEnd = '2026-03-06T09:30:00Z';

describe.each([
  {
    what: 'a purchase that is being carried out',
    open: purchase,
    status: inProgress,
    from: at,
    overdue: 'provisioning',
    after: 'manualVerify',
  },
  {
    what: 'an order under review that cannot be found',
    open: review,
    status: notFound,
    from: latestEnd,
    overdue: 'creditCheck',
    after: 'transition',
  },
  {
    what: 'an order that stays under review',
    open: review,
    status: { is: 'underReview', of: 'order' } as OrderStatus,
    from: latestEnd,
    overdue: 'creditCheck',
    after: 'transition',
  },
])('$what', ({ open, status, from, overdue, after }) => {
  const late = hoursAfter(from, 25);
  const troubled = () => seen(open(), status, late);

  it('is waited for a day', () => {
    const waiting = seen(open(), status, hoursAfter(from, 24));
    expect(waiting).toMatchObject({ state: { is: open().state.is }, revision: open().revision });
    expect(waiting.notices.filter(({ what }) => what !== 'stillWaiting')).toEqual([]);
  });

  it('is told of once when it takes longer', () => {
    const again = seen(seen(troubled(), status, hoursAfter(from, 26)), status, hoursAfter(from, 27));
    expect(again.state).toMatchObject({ is: 'needsAttention', trouble: { is: 'overdue', what: overdue, since: at } });
    expect(needsAttention(again)).toHaveLength(1);
    expect(runSchema.parse(JSON.parse(JSON.stringify(again)))).toEqual(again);
  });

  it('is looked at again when asked, under its own key, and goes on with what is found', () => {
    const looking = retried(troubled(), late);
    expect(looking.state).toMatchObject({ is: open().state.is, nextAt: late.toISOString() });
    expect(looking.order).toEqual(open().order);
    const done = seen(looking, completed, late);
    expect(done).toMatchObject({ state: { is: after }, order: { key: open().order?.key } });
  });
});

describe('a purchase that was waited for too long', () => {
  it('counts as sent when it is looked at again, and has another day', () => {
    const late = hoursAfter(at, 25);
    const looking = retried(seen(purchase(), inProgress, late), late);
    expect(looking.state).toMatchObject({ is: 'ordering', sent: true, sends: 1 });
    expect(seen(looking, inProgress, hoursAfter(at, 48)).state).toMatchObject({ is: 'ordering', sent: true });
    const again = seen(looking, inProgress, hoursAfter(at, 50));
    expect(again.state.is).toBe('needsAttention');
    expect(needsAttention(again)).toHaveLength(2);
  });
});

describe('an order that is being carried out after its review', () => {
  it('has a day from then', () => {
    const reviewed = { ...review(), order: purchase().order, path: 'manual' as const };
    const followed = seen(reviewed, inProgress, hoursAfter(latestEnd, 30));
    expect(followed.state.is).toBe('ordering');
    expect(seen(followed, inProgress, hoursAfter(latestEnd, 53)).state.is).toBe('ordering');
    expect(seen(followed, inProgress, hoursAfter(latestEnd, 55)).state.is).toBe('needsAttention');
  });
});

describe('an upgrade that cannot be found while people are moved', () => {
  it('is left to what Graph shows of the people', () => {
    const moving = seen(runIn.transition(), notFound, new Date(now.getTime() + 30 * 86_400_000));
    expect(moving.state.is).toBe('transition');
  });
});
