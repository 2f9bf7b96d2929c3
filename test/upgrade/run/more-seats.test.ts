import { describe, expect, it } from '@jest/globals';
import { decide } from '../../../src/upgrade/run/decide.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { aVerification } from '../../support/findings.js';
import { anOrder, now, runIn } from '../../support/runs.js';

const bought = anOrder({
  ...{ kind: 'purchase', plan: 'SPE_E5', quantity: 20 },
  ...{ billingCycle: 'annual', term: 'P1Y', outcome: 'completed' },
} as const);
const hoursAgo = (hours: number): string => new Date(now.getTime() - hours * 3_600_000).toISOString();

/** Looked at for so many hours since the order was carried out; 25 licences are needed. */
function short(seats: number, hours: number, order: Run['order'] = bought): Run {
  const run = runIn.manualVerify();
  const seen = aVerification({ seats, seatsNeeded: 25 });
  return { ...run, plan: 'SPE_E5', order, state: { ...run.state, since: hoursAgo(hours), seen } as Run['state'] };
}

function ask(run: Run, verb: 'buyMore' | 'backToVerify') {
  const actor = { id: 'alex', name: 'Alex Wilber' };
  const asked = { actor, roles: ['globalAdministrator' as const], revision: run.revision, now, newKey: () => 'key' };
  return decide(run, { ...asked, command: { do: verb } });
}
const buyMore = (run: Run) => ask(run, 'buyMore');

function changed(decision: ReturnType<typeof ask>): Run {
  if (decision.is !== 'changed') throw new Error(decision.is);
  return decision.run;
}

describe('licenses that are missing', () => {
  it('are put into a cart on the terms of those that were bought, whose order stays written down', () => {
    const decision = buyMore(short(20, 0.1));
    expect(decision).toMatchObject({
      is: 'changed',
      run: {
        state: { is: 'cart' },
        seatsToBuy: 5,
        cart: { quantity: 5, billingCycle: 'annual', term: 'P1Y' },
        order: null,
        earlierOrders: [bought],
      },
    });
  });

  it.each([
    ['are not bought again while those of the order are on their way', 12, 0.99, 'unchanged'],
    ['are bought where an hour later they have not come', 12, 1, 'changed'],
    ['are none where there are enough', 25, 5, 'unchanged'],
    ['are none where there are more than enough', 40, 5, 'unchanged'],
  ] as const)('%s', (_, seats, hours, is) => {
    expect(buyMore(short(seats, hours)).is).toBe(is);
  });

  it('are not bought for now where somebody goes back to step 2, and later on the same terms', () => {
    const back = changed(ask(changed(buyMore(short(20, 2))), 'backToVerify'));
    expect(back).toMatchObject({
      state: { is: 'manualVerify', since: now.toISOString(), nextAt: now.toISOString(), seen: null },
      seatsToBuy: null,
      growing: null,
      earlierOrders: [bought],
    });
    expect(back.audit.at(-1)).toMatchObject({ what: 'backToVerify', by: { name: 'Alex Wilber' } });
    const looked = {
      ...back,
      state: { ...back.state, seen: aVerification({ seats: 20, seatsNeeded: 25 }) } as Run['state'],
    };
    expect(changed(buyMore(looked))).toMatchObject({
      seatsToBuy: 5,
      cart: { quantity: 5, billingCycle: 'annual', term: 'P1Y' },
      earlierOrders: [bought],
    });
  });

  it('alone are gone back from: a cart of the first purchase leads on or to an end', () => {
    expect(ask({ ...runIn.cart(), path: 'manual' }, 'backToVerify').is).toBe('unchanged');
  });

  it('are bought at once where nothing was ordered, beside no earlier order', () => {
    expect(buyMore(short(12, 0, null))).toMatchObject({ is: 'changed', run: { seatsToBuy: 13, earlierOrders: [] } });
  });
});
