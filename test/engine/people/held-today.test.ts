import { describe, expect, it } from '@jest/globals';
import { readHeldToday } from '../../../src/engine/people/held-today.js';
import { product } from '../../../src/upgrade/plans/plans.js';
import { type Directory, PortError } from '../../../src/upgrade/ports.js';
import type { LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { idOf } from '../../support/licensed-person.js';
import { aSubscription, someUnits } from '../../upgrade/tenant-facts.js';

const serviceIn = (sku: string, name: string) => product(sku)?.services.find((one) => one.name === name)?.id ?? '';
const person = (id: string, ...skus: string[]) =>
  ({ id, licences: skus.map((sku) => ({ skuId: idOf(sku), disabledPlans: [] })) }) as unknown as LicensedUser;

/** Somebody with Microsoft 365 E3 and these services of it off, in each of several assignments. */
const without = (id: string, ...offs: string[][]) => {
  const licences = offs.map((names) => ({
    skuId: idOf('SPE_E3'),
    disabledPlans: names.map((name) => serviceIn('SPE_E3', name)),
  }));
  return { id, licences } as unknown as LicensedUser;
};

type Bought = ReturnType<typeof aSubscription>[];
type Tenant = { source?: string; assigned?: Record<string, number>; fails?: Error; bought?: Bought };

/** Reads of a tenant in which these pages of people hold the old plan, and these plans are assigned to somebody. */
async function read(pages: LicensedUser[][], tenant: Tenant = {}) {
  const { source = 'ENTERPRISEWITHSCAL', assigned = {}, fails, bought = [] } = tenant;
  let reads = 0;
  const directory = {
    async *holders() {
      reads += 1;
      if (fails) throw fails;
      yield* pages;
    },
  } as unknown as Directory;
  const counts = { [source]: new Set(pages.flat().map(({ id }) => id)).size, ...assigned };
  const skus = Object.entries(counts).map(([sku, count]) => someUnits({ sku, assigned: count }));
  const owned = { subscriptions: [aSubscription({ sku: source }), ...bought], skus, wanted: source };
  const { alreadyHold, unused } = await readHeldToday(directory, 'tenant', owned);
  return { alreadyHold, unused, reads };
}

describe('who holds the old plan and a target plan too', () => {
  it('counts once, however often they are listed and however they hold it', async () => {
    const twice = person('adele', 'ENTERPRISEWITHSCAL', 'SPE_E5', 'SPE_E5');
    const pages = [
      [twice, person('alex', 'ENTERPRISEWITHSCAL')],
      [twice, person('megan', 'ENTERPRISEWITHSCAL', 'SPE_E5')],
    ];
    expect(await read(pages, { assigned: { SPE_E5: 5 } })).toMatchObject({ alreadyHold: { SPE_E5: 2 }, reads: 1 });
  });

  it('is counted by plan, and of target plans alone', async () => {
    const pages = [[person('adele', 'ENTERPRISEWITHSCAL', 'SPE_E5', 'ENTERPRISEPACK', 'VISIOCLIENT')]];
    const { alreadyHold } = await read(pages, { assigned: { SPE_E5: 1, ENTERPRISEPACK: 1, VISIOCLIENT: 1 } });
    expect(alreadyHold).toEqual({ SPE_E5: 1, ENTERPRISEPACK: 1 });
  });

  it('is not looked for where no target plan is assigned to anybody', async () => {
    const found = await read([[person('adele', 'ENTERPRISEWITHSCAL')]], { assigned: { SPE_E5: 0 } });
    expect(found).toEqual({ alreadyHold: {}, unused: undefined, reads: 0 });
  });

  it('are counted also by a plan that is no usual way on, where the tenant has room in it', async () => {
    const sku = 'Microsoft_365_E3_(no_Teams)';
    const pages = [[person('adele', 'ENTERPRISEWITHSCAL', sku)]];
    const held = async (bought: Bought) => (await read(pages, { assigned: { [sku]: 1 }, bought })).alreadyHold;
    expect(await held([])).toEqual({});
    expect(await held([aSubscription({ sku })])).toEqual({ [sku]: 1 });
  });

  it('are not counted by a plan that only others hold', async () => {
    const found = await read([[person('adele', 'ENTERPRISEWITHSCAL')]], { assigned: { SPE_E5: 7 } });
    expect([found.alreadyHold, found.reads]).toEqual([{}, 1]);
  });

  it('are nobody where the tenant has no plan to leave', async () => {
    const nothing = { subscriptions: [], skus: [] };
    expect(await readHeldToday({} as Directory, 'tenant', nothing)).toEqual({ alreadyHold: {} });
  });

  it('fails where it cannot be read: how many seats are needed hangs on it', async () => {
    const fails = new PortError({ is: 'denied', needs: 'User.Read.All' }, 'listing who holds a licence');
    await expect(read([], { assigned: { SPE_E5: 1 }, fails })).rejects.toBe(fails);
  });
});

describe('what nobody has switched on of the old plan', () => {
  const source = 'SPE_E3';

  it('is what is off for everybody in every assignment', async () => {
    const pages = [[without('adele', ['SWAY', 'INTUNE_A'])], [without('alex', ['INTUNE_A', 'SWAY'], ['INTUNE_A'])]];
    expect(await read(pages, { source })).toMatchObject({ unused: ['INTUNE_A'], reads: 1 });
  });

  it('is seen on the way where people are read for another reason, also of many', async () => {
    const pages = Array.from({ length: 21 }, (_, page) => [without(`adele-${page}`, ['SWAY'])]);
    const many = { source, assigned: { SPE_E5: 3 } };
    expect(await read(pages, many)).toMatchObject({ unused: ['SWAY'], reads: 1 });
  });

  it('is not read for its own sake of more people than one page has', async () => {
    const pages = [[without('adele', ['SWAY'])]];
    expect(await read(pages, { source, assigned: { SPE_E3: 999 } })).toMatchObject({ unused: undefined, reads: 1 });
    expect(await read(pages, { source, assigned: { SPE_E3: 1000 } })).toMatchObject({ unused: undefined, reads: 0 });
    expect(await read(pages, { source, assigned: { SPE_E3: 20_001 } })).toMatchObject({ unused: undefined, reads: 0 });
  });

  it('is not known where fewer people are listed than hold the plan, and where nobody does', async () => {
    expect(await read([[without('adele', ['SWAY'])]], { source, assigned: { SPE_E3: 2 } })).toMatchObject({
      unused: undefined,
    });
    const elsewhere = [[person('adele', 'SPE_E5')]];
    expect(await read(elsewhere, { source })).toMatchObject({ unused: undefined });
    expect(await read([], { source })).toEqual({ alreadyHold: {}, unused: undefined, reads: 0 });
  });

  it('is left open where the app may not read people, and where Microsoft gives no answer', async () => {
    const pages = [[without('adele', ['SWAY'])]];
    for (const problem of [{ is: 'denied', needs: 'User.Read.All' }, { is: 'unreachable' }] as const) {
      const fails = new PortError(problem, 'listing who holds a licence');
      expect(await read(pages, { source, fails })).toEqual({ alreadyHold: {}, unused: undefined, reads: 1 });
    }
    const defect = new Error('a defect');
    await expect(read(pages, { source, fails: defect })).rejects.toBe(defect);
  });
});
