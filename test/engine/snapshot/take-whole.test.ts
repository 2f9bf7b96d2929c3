import { describe, expect, it } from '@jest/globals';
import { deleteAllPages, readPage, readPages } from '../../../src/engine/snapshot/pages.js';
import { refreshSnapshot, takeSnapshot } from '../../../src/engine/snapshot/take.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { idOf, licence } from '../../support/licensed-person.js';
import { aSource, available, runIn } from '../../support/runs.js';
import { aGroup, many, newId, ofGroup, oldId, someone, type Tenant, tenantOf } from '../people/tenant-of-people.js';
import { toolsIn, writtenDown } from '../steps/step-in-tenant.js';

/** What is written down of a tenant, whole: who had what, a page at a time. */

const run: Run = { ...runIn.reassigning(), snapshot: null };
const withOff = (id: string) => someone(id, [licence(oldId, { disabledPlans: ['sway'] })]);

/** What is written down anew beside what was before, as it stands on its pages. */
async function again(before: Run, tenant: Tenant) {
  const taken = await takeSnapshot(before, toolsIn(tenant, before).tools);
  if (!taken) throw new Error('not taken');
  const pages = [];
  for await (const page of readPages(tenant.documents, before.id, taken)) pages.push(page);
  const takenAt = tenant.clock.timeline.now().toISOString();
  return { taken, pages, run: { ...before, snapshot: { ...taken, takenAt } } };
}

describe('what is written down', () => {
  it('is everybody once, in pages of 250, and the groups after them', async () => {
    const groups = [aGroup('sales', ['ann'], { licences: [{ skuId: oldId, disabledPlans: ['sway'] }] })];
    const people = [...many(598), withOff('ada'), ofGroup('ann', 'sales')];
    const { taken, pages } = await again(run, tenantOf(people, groups, { listed: () => [people, many(9)] }));
    expect(pages.map(({ of, held }) => [of, held.length])).toEqual([
      ['users', 250],
      ['users', 250],
      ['users', 100],
      ['groups', 1],
    ]);
    expect(taken).toMatchObject({ generation: 0, pages: 4, people: 600, withSwitchedOff: 1 });
    expect(pages[3]?.held).toEqual([
      { id: 'sales', name: 'Group sales', switchedOff: ['sway'], direct: true, off: ['sway'], targets: [] },
    ]);
  });

  it('is no empty page, also where people fill their pages', async () => {
    expect((await again(run, tenantOf(many(250)))).pages.map(({ held }) => held.length)).toEqual([250]);
    expect((await again(run, tenantOf([]))).taken).toMatchObject({ pages: 0, people: 0 });
  });

  it('is what else they have of suites, and of what may go along with the plan', async () => {
    const e5 = idOf('SPE_E5');
    const ada = someone(
      'ada',
      [e5, newId, idOf('MCOMEETADV')].map((id) => licence(id, { disabledPlans: ['off'] })),
    );
    const targets = [newId, idOf('MCOMEETADV')].map((skuId) => ({ skuId, off: ['off'] }));
    const assessment = available({ source: aSource({ sku: 'SPE_E5', skuId: e5 }) });
    const { pages } = await again({ ...run, assessment }, tenantOf([ada]));
    expect(pages[0]?.held[0]).toMatchObject({ direct: true, off: ['off'], targets });
  });

  it('is left where it was once the bot is being stopped', async () => {
    const tenant = tenantOf(many(1));
    const stop = new AbortController();
    stop.abort();
    expect(await takeSnapshot(run, toolsIn(tenant, run, { signal: stop.signal }).tools)).toBeUndefined();
    expect(await deleteAllPages(tenant.documents, run.id)).toBe(0);
  });

  it('is kept when it is written anew, of whoever and whatever group holds the plan no more', async () => {
    const tenant = tenantOf([withOff('ada'), ofGroup('ann', 'sales')], [aGroup('sales', ['ann'])]);
    const first = await again(run, tenant);
    tenant.users.set('ada', someone('ada', [licence(newId)]));
    await tenant.directory.changeGroupLicence('contoso', 'sales', { add: [], remove: [oldId] });
    tenant.users.set('new', someone('new'));
    const { taken, pages } = await again(first.run, tenant);
    expect(taken).toMatchObject({ generation: 1, pages: 2, people: 3, withSwitchedOff: 1 });
    expect(pages.flatMap(({ held }) => held.map(({ id }) => id))).toEqual(['new', 'ada', 'ann', 'sales']);
  });

  it('is there still in its last writing, for whoever reads that, and in none before', async () => {
    const tenant = tenantOf([...many(300), ofGroup('ann', 'sales')], [aGroup('sales', ['ann'])]);
    let { run: now } = await again(run, tenant);
    for (let writings = 1; writings < 4; writings += 1) now = (await again(now, tenant)).run;
    const isThere = (generation: number, page: number) =>
      readPage(tenant.documents, run.id, { generation }, page).then(
        () => true,
        ({ message }: Error) => (message.includes('is missing') ? false : message),
      );
    for (const [generation, there] of [false, false, true, true].entries())
      for (const page of [0, 1, 2]) expect(await isThere(generation, page)).toBe(there);
  });

  it('is deleted whole, and no other run’s, and it is told of how many people', async () => {
    const tenant = tenantOf([...many(3), ofGroup('ann', 'sales')], [aGroup('sales', ['ann'])]);
    const first = await again(run, tenant);
    await again(first.run, tenant);
    const other = await again({ ...run, id: 'run-10' }, tenant);
    expect(await deleteAllPages(tenant.documents, run.id)).toBe(8);
    expect(await deleteAllPages(tenant.documents, run.id)).toBe(0);
    expect(await readPage(tenant.documents, 'run-10', other.taken, 0)).toEqual(other.pages[0]);
  });

  it('is not written anew before a quarter of an hour has passed, nor once the bot is being stopped', async () => {
    const tenant = tenantOf(many(1));
    const before = await writtenDown(run, tenant);
    const refresh = async (signal?: AbortSignal) => {
      const { tools, taken } = toolsIn(tenant, before, signal ? { signal } : {});
      await refreshSnapshot(before, tools);
      return taken.told.length;
    };
    tenant.clock.pass(14 * 60_000);
    expect(await refresh()).toBe(0);
    tenant.clock.pass(60_000);
    expect(await refresh(AbortSignal.abort())).toBe(0);
    expect(await refresh()).toBe(1);
  });
});
