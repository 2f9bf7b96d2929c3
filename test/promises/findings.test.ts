import { describe, expect, it } from '@jest/globals';
import { advance } from '../../src/upgrade/run/advance.js';
import type { Found, Recheck } from '../../src/upgrade/run/found.js';
import { nobodyHolds, oldPlanActive, snapshotFound, transitionDone } from '../support/findings.js';
import { aFailure, aSubscription, now, runIn, someWork } from '../support/runs.js';

/**
 * What the engine finds may come late: a person has paused or stopped the upgrade meanwhile, or it has gone on by
 * another finding. No conversation gets between a step and what it tells.
 */

type State = keyof typeof runIn;
const work = someWork({ done: 20, failures: [aFailure()] });
const seen = { found: 'order', status: { is: 'completed', commerceId: 'new' } } as const;

const findings: [what: string, found: Found, fits: State[]][] = [
  ['everyone is written down', snapshotFound(), ['preparing']],
  // The order that has left keeps the cart that it left with.
  ['another cart is made', { found: 'cart', cartId: 'cart-9' }, []],
  ['the order leaves', { found: 'sending' }, ['ordering']],
  ['the order was not taken', { found: 'notTaken', retryAfterMs: 1_000 }, ['ordering']],
  ['the order was refused', { found: 'turnedAway', problem: { is: 'refused', code: '1', text: 'No.' } }, ['ordering']],
  ['the order is carried out', seen, ['ordering', 'creditCheck']],
  ['services are switched off again', { found: 'restored', work, left: null }, ['restoring']],
  ['a pilot is chosen', { found: 'pilot', only: ['adele'], names: ['Adele Vance'] }, ['reassigning']],
  ['people are moved', { found: 'reassigned', work, holding: nobodyHolds }, ['reassigning']],
  ['people are back', { found: 'undone', work }, ['undoing']],
  ['there is no old plan to go back to', { found: 'oldPlanEnded' }, ['undoing']],
  [
    'an admin has bought',
    { found: 'purchases', listed: [aSubscription({ id: 'new', sku: 'SPE_E3', skuId: 'e3' })] },
    ['adminTask'],
  ],
  ['an admin has ordered', { found: 'orderedByHand', plan: 'SPE_E3' }, ['adminTask']],
  ['an admin has done nothing yet', { found: 'notDoneYet' }, ['adminTask']],
  ['a permission is there', { found: 'permission', granted: true }, []],
  ['so many are moved by now', { found: 'progress', work }, ['reassigning', 'restoring', 'undoing', 'paused']],
];

describe('that', () => {
  it.each(findings)('%s means something where it belongs, and nothing anywhere else', (_what, found, fits) => {
    const states = Object.keys(runIn) as State[];
    const changed = states.filter((state) => {
      const run = runIn[state]();
      return advance(run, found, now) !== run;
    });
    expect([...changed].sort()).toEqual([...fits].sort());
  });

  it('people were still moved when a pause came is not forgotten', () => {
    expect(advance(runIn.paused(), { found: 'progress', work }, now).reassign).toEqual(work);
  });

  it.each([
    { users: 1, groups: 0 },
    { users: 0, groups: 1 },
  ])('$users people and $groups groups still have the old plan leaves it to be moved from', (held) => {
    const run = advance(runIn.reassigning(), { found: 'reassigned', work, holding: { ...held, counted: 1 } }, now);
    expect(run.state.is).toBe('manualReassign');
  });

  it('a new plan is not ready at the chosen time leaves everyone where they are', () => {
    const waiting = { ...runIn.scheduled(), path: 'manual' as const };
    const run = { ...waiting, state: { ...waiting.state, begins: 'reassign' } } as typeof waiting;
    const time = new Date(Date.parse(run.schedule?.at ?? '') + 1_000);
    const recheck: Recheck = { assessment: run.assessment, roles: ['globalAdministrator'], ready: false };
    expect(advance(run, { found: 'time', recheck }, time).state.is).toBe('manualVerify');
    expect(advance(run, { found: 'time', recheck: { ...recheck, ready: true } }, time).state.is).toBe('reassigning');
  });

  it('people are still being moved by Microsoft after a day is told', () => {
    const found: Found = {
      found: 'transition',
      seen: transitionDone({ counted: 20, holding: null, old: oldPlanActive }),
    };
    const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
    expect(advance(runIn.transition(), found, later(24)).state.is).toBe('transition');
    expect(advance(runIn.transition(), found, later(25)).state.is).toBe('needsAttention');
  });
});
