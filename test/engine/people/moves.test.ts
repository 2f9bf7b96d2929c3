import { describe, expect, it } from '@jest/globals';
import { readMoves } from '../../../src/engine/people/moves.js';
import { swap } from '../../../src/upgrade/licences/swap.js';
import type { Directory } from '../../../src/upgrade/ports.js';
import { sourceOf } from '../../../src/upgrade/run/source-of.js';
import { idOf, licence, person } from '../../support/licensed-person.js';
import { runIn } from '../../support/runs.js';
import { someUnits } from '../../upgrade/tenant-facts.js';

const run = runIn.manualReassign();
const { sku, skuId: old } = sourceOf(run);
const plan = run.plan ?? '';

/** The move of a person in a tenant whose plans have these services. */
async function moveWith(services: { id: string; name: string }[]) {
  const listed = services.map((one) => ({ ...one, provisioning: 'Success', appliesTo: 'User' as const }));
  const units = [
    someUnits({ sku, skuId: old, services: listed }),
    someUnits({ sku: plan, skuId: idOf(plan), services: listed }),
  ];
  const moves = await readMoves(run, { skus: async () => units } as unknown as Directory);
  return moves.of('adele');
}

describe('the move of a person', () => {
  it('goes by what the tenant says is in the old plan as well: nobody loses a service that the catalogue lacks', async () => {
    const thing = { id: 'new-thing', name: 'NEW_THING' };
    const both = person(licence(old), licence(idOf(plan), { disabledPlans: [thing.id] }));
    expect(swap(both, await moveWith([thing]))).toMatchObject({
      change: { add: [{ skuId: idOf(plan), disabledPlans: [] }], remove: [old] },
    });
  });
});
