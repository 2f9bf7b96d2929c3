import { describe, expect, it } from '@jest/globals';
import { readAlreadyHold } from '../../../src/engine/people/already-hold.js';
import { product } from '../../../src/upgrade/plans/plans.js';
import type { Directory } from '../../../src/upgrade/ports.js';
import type { LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { aSubscription, someUnits } from '../../upgrade/tenant-facts.js';

const idOf = (sku: string) => product(sku)?.skuId ?? '';
const person = (id: string, ...skus: string[]) =>
  ({ id, licences: skus.map((sku) => ({ skuId: idOf(sku), disabledPlans: [] })) }) as unknown as LicensedUser;

/** Reads of a tenant in which these pages of people hold the old plan, and these plans are assigned to somebody. */
async function read(pages: LicensedUser[][], assigned: Record<string, number>) {
  let reads = 0;
  const directory = {
    async *holders() {
      reads += 1;
      yield* pages;
    },
  } as unknown as Directory;
  const skus = [someUnits(), ...Object.entries(assigned).map(([sku, count]) => someUnits({ sku, assigned: count }))];
  const found = await readAlreadyHold(directory, 'tenant', { subscriptions: [aSubscription()], skus });
  return { found, reads };
}

describe('who holds the old plan and a target plan too', () => {
  it('counts once, however often they are listed and however they hold it', async () => {
    const twice = person('adele', 'ENTERPRISEWITHSCAL', 'SPE_E5', 'SPE_E5');
    const pages = [
      [twice, person('alex', 'ENTERPRISEWITHSCAL')],
      [twice, person('megan', 'ENTERPRISEWITHSCAL', 'SPE_E5')],
    ];
    expect(await read(pages, { SPE_E5: 5 })).toEqual({ found: { SPE_E5: 2 }, reads: 1 });
  });

  it('is counted by plan, and of target plans alone', async () => {
    const pages = [[person('adele', 'ENTERPRISEWITHSCAL', 'SPE_E5', 'ENTERPRISEPACK', 'VISIOCLIENT')]];
    const { found } = await read(pages, { SPE_E5: 1, ENTERPRISEPACK: 1, VISIOCLIENT: 1 });
    expect(found).toEqual({ SPE_E5: 1, ENTERPRISEPACK: 1 });
  });

  it('is not looked for where no target plan is assigned to anybody', async () => {
    expect(await read([[person('adele', 'SPE_E5')]], { SPE_E5: 0 })).toEqual({ found: {}, reads: 0 });
  });
});
