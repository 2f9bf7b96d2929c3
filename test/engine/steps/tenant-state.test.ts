import { describe, expect, it } from '@jest/globals';
import { listHasCaughtUp, targetIn, targetOf } from '../../../src/engine/steps/tenant-state.js';
import type { Directory } from '../../../src/upgrade/ports.js';
import { idOf, licence, person } from '../../support/licensed-person.js';
import { someUnits } from '../../upgrade/tenant-facts.js';

const plan = 'ENTERPRISEPREMIUM';
const skuId = idOf(plan);

/** A tenant that counts so many licences as assigned, and lists so many people, in pages. */
function listing(assigned: number, ...pages: number[]) {
  const directory: Partial<Directory> = {
    skus: async () => [someUnits({ assigned: 99 }), someUnits({ sku: plan, assigned })],
    async *holders(_tenant, of) {
      for (const people of pages) yield Array.from({ length: of === skuId ? people : 0 }, () => person(licence(of)));
    },
  };
  return directory as Directory;
}

describe('the list of who holds a product, which lags', () => {
  it.each<[boolean, number, number[]]>([
    [true, 3, [2, 1]],
    [true, 3, [2, 2]],
    [false, 3, [2]],
    [true, 0, []],
  ])('shows as many as are counted (%s): %i counted, %j listed', async (has, assigned, pages) => {
    expect(await listHasCaughtUp(listing(assigned, ...pages), 'contoso', skuId)).toBe(has);
  });

  it('has nothing to show of a product that is not counted', async () => {
    expect(await listHasCaughtUp(listing(3), 'contoso', 'another')).toBe(true);
  });
});

describe('the plan that people move to', () => {
  const old = someUnits();

  it('has the services that it and everything else has in the tenant', async () => {
    const units = someUnits({
      sku: plan,
      services: [{ id: 'a', name: 'A', provisioning: 'Success', appliesTo: 'User' }],
    });
    const target = { toSkuId: skuId, toServices: units.services };
    const others = new Map([
      [old.skuId, old.services],
      [skuId, units.services],
    ]);
    expect(targetIn([old, units], plan)).toEqual({ ...target, others });
    const directory = { skus: async () => [old, units] } as Partial<Directory> as Directory;
    expect(await targetOf(directory, 'contoso', plan)).toEqual({ ...target, others });
  });

  it('is known by the catalogue where the tenant does not list it, and else it is nobody’s', () => {
    expect(targetIn([old], plan)).toMatchObject({ toSkuId: skuId, toServices: undefined });
    expect(() => targetIn([old], 'NO_SUCH_PLAN')).toThrow('unknown plan NO_SUCH_PLAN');
  });
});
