import { describe, expect, it } from '@jest/globals';
import { readMoves } from '../../../src/engine/people/moves.js';
import { swap } from '../../../src/upgrade/licences/swap.js';
import type { Directory } from '../../../src/upgrade/ports.js';
import { sourceOf } from '../../../src/upgrade/run/source-of.js';
import { idOf, licence, person } from '../../support/licensed-person.js';
import { aSplit, runIn } from '../../support/runs.js';
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

  it('goes by the old plan as the tenant lists it, wherever in the list that is', async () => {
    const thing = { id: 'new-thing', name: 'NEW_THING', provisioning: 'Success', appliesTo: 'User' as const };
    const units = [someUnits({ sku: plan }), someUnits({ sku, skuId: old, services: [thing] })];
    const moves = await readMoves(run, { skus: async () => units } as unknown as Directory);
    expect(moves.of('adele').fromServices).toEqual([thing]);
  });

  it('takes what goes along with their own of two plans', async () => {
    const along = (name: string) => ({ from: [], to: [name] });
    const split = aSplit({ plan: 'SPE_E5', rest: 'SPE_E3', people: ['adele'], along: along('MCOEV') });
    const two = { ...run, plan: 'SPE_E3', split, along: along('MCOMEETADV') };
    const moves = await readMoves(two, { skus: async () => [] } as unknown as Directory);
    const coming = (id: string) => moves.of(id).alsoTo?.map(({ skuId }) => skuId);
    expect([coming('adele'), coming('megan')]).toEqual([[idOf('MCOEV')], [idOf('MCOMEETADV')]]);
    expect([moves.of('adele').toSkuId, moves.of('megan').toSkuId]).toEqual(['SPE_E5', 'SPE_E3'].map(idOf));
  });

  it('is none where no plan is chosen', async () => {
    const moves = await readMoves({ ...run, plan: null }, { skus: async () => [] } as unknown as Directory);
    expect(() => moves.of('adele')).toThrow('run-1 leads to no plan');
  });
});
