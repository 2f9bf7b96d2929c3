import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { swap } from '../../../src/upgrade/licences/swap.js';
import { switchedOff } from '../../../src/upgrade/licences/switched-off.js';
import { catalogue, type Product } from '../../../src/upgrade/plans/catalogue.js';
import { sameService } from '../../../src/upgrade/plans/tiers.js';
import { isWayOn } from '../../../src/upgrade/plans/ways-on.js';
import { applied, idOf, licence, person } from '../../support/licensed-person.js';

/** A move to another plan and a later move back, each of its own: nothing was written down between them. */

const suites = catalogue.products.filter(({ kind }) => kind === 'suite');
const pairs = suites.flatMap((from) =>
  suites.filter((to) => isWayOn(to.sku, from.sku) && isWayOn(from.sku, to.sku)).map((to) => ({ from, to })),
);
const visio = licence(idOf('VISIOCLIENT'));

/** Whether a service has one counterpart in a plan, and is the one counterpart of that in its own. */
const isInBoth = ({ name }: Product['services'][number], { from, to }: (typeof pairs)[number]): boolean =>
  [from, to].every(({ services }) => services.filter((one) => sameService(one.name, name)).length === 1);

const sharedIn = (pair: (typeof pairs)[number]) => pair.from.services.filter((one) => isInBoth(one, pair));

/** What a person has of the first plan again, after the move there and the move back; and what went off along. */
function thereAndBack({ from, to }: (typeof pairs)[number], off: readonly string[]) {
  const alsoOff: string[] = [];
  const moved = (user: ReturnType<typeof person>, fromSkuId: string, toSkuId: string) => {
    const done = swap(user, { fromSkuId, toSkuId });
    if (done.is !== 'change') throw new Error(done.is);
    // On the way back only what went off along on the way there may have no counterpart.
    for (const name of done.unmapped) expect(alsoOff).toContain(name);
    alsoOff.push(...done.alsoOff);
    return applied(user, done.change);
  };
  const before = person(licence(from.skuId, { disabledPlans: [...off] }), visio);
  const after = moved(moved(before, from.skuId, to.skuId), to.skuId, from.skuId);
  expect(after.licences).toContainEqual(visio);
  expect(after.licences.map(({ skuId }) => skuId).sort()).toEqual([from.skuId, visio.skuId].sort());
  return { off: switchedOff(after, from.skuId), alsoOff };
}

describe('there and back between any two plans', () => {
  it('leaves on what was on', () => {
    for (const pair of pairs)
      expect([pair.from.sku, pair.to.sku, thereAndBack(pair, []).off]).toEqual([pair.from.sku, pair.to.sku, []]);
  });

  it('is the identity for what both plans have: it is off where it was off, and nothing else but what cannot live without it', () => {
    const anyMove = fc
      .constantFrom(...pairs)
      .chain((pair) => fc.record({ pair: fc.constant(pair), off: fc.subarray(sharedIn(pair)) }));
    fc.assert(
      fc.property(anyMove, ({ pair, off }) => {
        const again = thereAndBack(
          pair,
          off.map(({ id }) => id),
        );
        const names = again.off.map((id) => catalogue.services.find((one) => one.id === id)?.name ?? id);
        for (const { name } of off) expect(names).toContain(name);
        const wasOn = names.filter((name) => !off.some((one) => one.name === name));
        for (const name of wasOn) expect(again.alsoOff.some((one) => sameService(one, name))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
