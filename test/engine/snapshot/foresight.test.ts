import { describe, expect, it } from '@jest/globals';
import { foresight } from '../../../src/engine/snapshot/foresight.js';
import { type Directory, PortError } from '../../../src/upgrade/ports.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { idOf, licence, person } from '../../support/licensed-person.js';
import { aSplit, runIn } from '../../support/runs.js';
import { someUnits } from '../../upgrade/tenant-facts.js';

const e4 = idOf('ENTERPRISEWITHSCAL');
const e5 = idOf('ENTERPRISEPREMIUM');
const named = (id: string, ...licences: Parameters<typeof person>): LicensedUser => ({ ...person(...licences), id });
const unlocated = (id: string): LicensedUser => ({ ...named(id, licence(e4)), usageLocation: null });

/** What is foretold of a tenant with so many free licences of the new plan. */
async function told(
  users: readonly LicensedUser[],
  free = 5,
  run = runIn.manualReassign(),
  may: Directory['maySetLocation'] = async () => true,
) {
  const units = someUnits({ sku: 'ENTERPRISEPREMIUM', skuId: e5, assigned: 10, enabled: 10 + free });
  const directory = { skus: async () => [units], maySetLocation: may } as unknown as Directory;
  const ahead = await foresight(run, directory);
  for (const user of users) ahead.look(user);
  return ahead.told();
}

describe('what is foretold of a move', () => {
  it('names those without a usage location, each once, and counts them', async () => {
    const {
      withoutLocation,
      unlocated: those,
      first,
      mayLocate,
    } = await told([unlocated('a'), unlocated('a'), named('b', licence(e4))]);
    expect({ withoutLocation, mayLocate }).toEqual({ withoutLocation: 1, mayLocate: true });
    expect(those).toEqual([{ id: 'a', name: 'Adele', signIn: 'adele@contoso.com' }]);
    expect(first).toEqual([{ id: 'b', name: 'Adele' }]);
  });

  it('names ten who would be moved first, of those who can be and whom no group gives the plan', async () => {
    const byGroup = named('a', licence(e4), licence(e4, { assignedByGroup: 'sales' }));
    const many = Array.from({ length: 12 }, (_, at) => named(`p${at}`, licence(e4)));
    const { first } = await told([byGroup, unlocated('b'), ...many, byGroup]);
    expect(first.map(({ id }) => id)).toEqual(many.slice(0, 10).map(({ id }) => id));
  });

  it('counts all of many, and names a hundred', async () => {
    const many = Array.from({ length: 250 }, (_, at) => unlocated(`p${at}`));
    const foretold = await told(many);
    expect([foretold.withoutLocation, foretold.unlocated.length]).toEqual([250, 100]);
  });

  it('counts those who hold what cannot be on beside the new plan', async () => {
    const clashing = named('a', licence(e4), licence(idOf('STANDARDPACK')));
    expect((await told([clashing, named('b', licence(e4))])).clashing).toBe(1);
  });

  it('counts how many licences are missing, none for whoever has the new plan already', async () => {
    const people = ['a', 'b', 'c', 'd'].map((id) => named(id, licence(e4)));
    expect((await told(people, 3)).overLimit).toBe(1);
    expect((await told([named('e', licence(e4), licence(e5)), ...people], 4)).overLimit).toBe(0);
  });

  it('says nothing of what Microsoft moves by itself', async () => {
    const run = { ...runIn.preparing(), path: 'automatic' as const };
    const clashing = named('a', licence(e4), licence(idOf('STANDARDPACK')));
    expect(await told([clashing], 0, run)).toMatchObject({ clashing: 0, overLimit: 0 });
  });

  it.each<[string, Partial<Run>]>([
    ['no plan is chosen', { plan: null }],
    ['the tenant does not have the plan yet', { plan: 'SPE_E5' }],
    ['it has one of two plans', { split: aSplit({ plan: 'ENTERPRISEPREMIUM', rest: 'SPE_E3', people: ['a'] }) }],
  ])('says nothing of the move as long as %s', async (_why, more) => {
    const clashing = named('a', licence(e4), licence(idOf('STANDARDPACK')));
    const run = { ...runIn.manualReassign(), ...more };
    expect(await told([clashing], 0, run)).toMatchObject({ clashing: 0, overLimit: 0, first: [{ id: 'a' }] });
  });

  it('is not told where the program itself is at fault', async () => {
    const defect = async () => Promise.reject(new Error('a defect'));
    await expect(told([], 5, runIn.manualReassign(), defect)).rejects.toThrow('a defect');
  });

  it('offers nothing where it cannot be read what the app is granted', async () => {
    const unreachable = async () => Promise.reject(new PortError({ is: 'unreachable' }, 'getting a token'));
    expect((await told([unlocated('a')], 5, runIn.manualReassign(), unreachable)).mayLocate).toBe(false);
  });
});
