import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stateNames } from '../../../src/upgrade/run/run.js';
import type { Assessment } from '../../../src/upgrade/tenant/assessment.js';
import { availableForAll } from '../../support/available-for-all.js';
import { aBlocker, aSource, blocked } from '../../support/runs.js';
import { type Course, type Plan, play, storyOf } from './model/happenings.js';
import { type Promised, promises } from './model/promises/index.js';

/**
 * Whatever people click and whatever Microsoft answers, in any order, the promises of a run hold. `SEED` plays the same
 * histories again; `SHOW` prints how often each promise was put to the test.
 */

/** How often each promise must be put to the test, or it says nothing. */
const reachedAtLeast = 200;
const histories = { numRuns: 3500, seed: Number(process.env.SEED ?? Date.now() % 2 ** 31) };

const source = aSource({ owned: [{ subscriptionId: 'owned-1', sku: 'SPE_E3', seats: 40, free: 30 }] });
const readAt = '2026-03-02T08:00:00.000Z';
const available = { ...availableForAll(), source } as Assessment;
const withAddOn = blocked([aBlocker('HAS_ADDON', { is: 'addOns', skus: ['MCOMEETADV'] })], source);
const unknown: Assessment = { is: 'askTheAdmin', readAt, source, warnings: [] };

const notDirect: Assessment = { is: 'notDirect', readAt, source, ownerTenantId: null };

const courses: Course[] = [
  { commerce: 'partner-center', assessment: available, losesOrders: false },
  { commerce: 'partner-center', assessment: available, losesOrders: false },
  { commerce: 'partner-center', assessment: available, losesOrders: false },
  { commerce: 'partner-center', assessment: available, losesOrders: true },
  { commerce: 'partner-center', assessment: withAddOn, losesOrders: true },
  { commerce: 'billing-account', assessment: unknown, losesOrders: true },
  { commerce: 'billing-account', assessment: unknown, losesOrders: false },
  { commerce: 'partner-center', assessment: withAddOn, losesOrders: false },
  { commerce: 'admin-center', assessment: unknown, losesOrders: false },
  { commerce: 'admin-center', assessment: notDirect, losesOrders: false },
];

const plans: fc.Arbitrary<Plan> = fc.record({
  course: fc.constantFrom(...courses),
  happens: fc.array(fc.nat(0xffffffff), { minLength: 1, maxLength: 80, size: 'max' }),
});

/** A short history that breaks the promise, in words. */
function shortestThatBreaks(promise: Promised): string {
  const holds = fc.property(plans, (plan) => {
    let isKept = true;
    play(plan, (step) => {
      isKept &&= promise(step) !== 'broken';
    });
    return isKept;
  });
  const { counterexample } = fc.check(holds, { ...histories, interruptAfterTimeLimit: 5_000 });
  return counterexample
    ? storyOf(counterexample[0], (step) => promise(step) === 'broken')
    : 'one that was not found again in time';
}

describe('a run, whatever happens to it', () => {
  const reached = new Map<string, number>();
  const broken = new Set<string>();
  const visited = new Map<string, number>();

  beforeAll(() => {
    const all = Object.entries(promises);
    const everyHistory = fc.property(plans, (plan) => {
      play(plan, (step) => {
        const { is } = step.before.state;
        visited.set(is, (visited.get(is) ?? 0) + 1);
        for (const [name, promise] of all) {
          const verdict = promise(step);
          if (verdict !== 'notReached') reached.set(name, (reached.get(name) ?? 0) + 1);
          if (verdict === 'broken') broken.add(name);
        }
      });
    });
    fc.assert(everyHistory, histories);
    if (process.env.SHOW) console.log(histories.seed, reached, visited);
  });

  for (const [name, promise] of Object.entries(promises)) {
    it(name, () => {
      if (broken.has(name)) throw new Error(`broken by (SEED=${histories.seed}):\n${shortestThatBreaks(promise)}`);
      expect(reached.get(name) ?? 0).toBeGreaterThanOrEqual(reachedAtLeast);
    });
  }

  it('comes to every state there is, so that these histories test something', () => {
    const seldom = stateNames.filter((is) => (visited.get(is) ?? 0) < reachedAtLeast);
    expect(seldom).toEqual([]);
  });
});
