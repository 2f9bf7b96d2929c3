import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Move } from '../../../src/upgrade/licences/move.js';
import { swap } from '../../../src/upgrade/licences/swap.js';
import { beforeOf, undoSwap } from '../../../src/upgrade/licences/undo-swap.js';
import { catalogue } from '../../../src/upgrade/plans/catalogue.js';
import { serviceById } from '../../../src/upgrade/plans/plans.js';
import { sameService } from '../../../src/upgrade/plans/tiers.js';
import { isWayOn } from '../../../src/upgrade/plans/ways-on.js';
import { planFor } from '../../../src/upgrade/run/targets.js';
import type { LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { applied, idOf, licence } from '../../support/licensed-person.js';
import { aSplit } from '../../support/runs.js';

/** The people of any suite, some of whom go to one plan and the rest to another. */

const suites = catalogue.products.filter(({ kind }) => kind === 'suite');
const sources = suites
  .map((from) => ({ from, targets: suites.filter(({ sku }) => isWayOn(sku, from.sku)) }))
  .filter(({ targets }) => targets.length > 1);
const visio = idOf('VISIOCLIENT');

const tenants = fc.constantFrom(...sources).chain(({ from, targets }) =>
  fc.record({
    from: fc.constant(from),
    targets: fc.shuffledSubarray(targets, { minLength: 2, maxLength: 2 }),
    people: fc.array(
      fc.record({
        isNamed: fc.boolean(),
        off: fc.uniqueArray(fc.constantFrom(...from.services.map(({ id }) => id)), { maxLength: 6 }),
        /** Which of the two plans they hold already. */
        holds: fc.constantFrom(undefined, undefined, undefined, 0, 1),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  }),
);

function movedApart({ from, targets, people }: typeof tenants extends fc.Arbitrary<infer T> ? T : never) {
  const [first, rest] = targets;
  if (!first || !rest) throw new Error('two plans');
  const users = people.map(({ off, holds }, n): LicensedUser => {
    const own = holds === undefined ? [] : [licence((holds === 0 ? first : rest).skuId)];
    const licences = [licence(from.skuId, { disabledPlans: off }), licence(visio), ...own];
    return { id: `p${n}`, displayName: '', userPrincipalName: '', usageLocation: 'SE', licences };
  });
  const named = users.filter((_, n) => people[n]?.isNamed).map(({ id }) => id);
  const planOf = planFor({ plan: rest.sku, split: aSplit({ plan: first.sku, rest: rest.sku, people: named }) });
  return users.map((user) => {
    const target = planOf(user.id) === first.sku ? first : rest;
    const move: Move = { fromSkuId: from.skuId, toSkuId: target.skuId };
    const done = swap(user, move);
    if (done.is !== 'change') throw new Error(done.is);
    return { user, target, move, done, after: applied(user, done.change), isNamed: named.includes(user.id) };
  });
}

const held = ({ licences }: LicensedUser) => licences.map(({ skuId }) => skuId).sort();

describe('people who go to two plans', () => {
  it('hold the plan that is theirs, in one call, and everything else as before', () => {
    fc.assert(
      fc.property(tenants, (tenant) => {
        const [first, rest] = tenant.targets;
        for (const { user, target, done, after, isNamed } of movedApart(tenant)) {
          expect(target).toBe(isNamed ? first : rest);
          expect(done.change.remove).toEqual([tenant.from.skuId]);
          const others = held(user).filter((sku) => sku !== tenant.from.skuId && sku !== target.skuId);
          expect(held(after)).toEqual([...others, target.skuId].sort());
        }
      }),
    );
  });

  it('keep off what was off, or it is told', () => {
    fc.assert(
      fc.property(tenants, (tenant) => {
        for (const { user, target, done, after } of movedApart(tenant)) {
          // A plan that was there keeps its own settings.
          if (held(user).includes(target.skuId)) continue;
          const off = user.licences.find(({ skuId }) => skuId === tenant.from.skuId)?.disabledPlans ?? [];
          const now = after.licences.find(({ skuId }) => skuId === target.skuId)?.disabledPlans ?? [];
          for (const id of off) {
            const name = serviceById(id)?.name ?? id;
            const counterpart = target.services.filter((one) => one.id === id || sameService(one.name, name));
            const isOff = counterpart.some((one) => now.includes(one.id));
            expect(isOff || done.unmapped.includes(name)).toBe(true);
          }
        }
      }),
    );
  });

  it('get back exactly what they had', () => {
    fc.assert(
      fc.property(tenants, (tenant) => {
        for (const { user, move, after } of movedApart(tenant)) {
          const back = undoSwap(after, beforeOf(user, move.fromSkuId), move);
          if (back.is !== 'change') throw new Error(back.is);
          expect(held(applied(after, back.change))).toEqual(held(user));
        }
      }),
    );
  });
});
