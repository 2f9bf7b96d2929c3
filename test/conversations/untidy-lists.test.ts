import { afterEach, describe, expect, it } from '@jest/globals';
import { linksOf } from '../support/report-links.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Lists as real tenants have them: nothing in them halts a run, and everyone counts once. */

type Told = {
  people: { id: string; name: string; outcome: string }[];
  run: { reassigned: { total: number; done: number; failed: number } | null };
};

describe('a tenant whose lists are untidy', () => {
  let app: TestApp;
  afterEach(() => app.stop());

  async function everything(alex: TeamsPerson): Promise<Told> {
    await alex.say('report');
    const url = linksOf(alex.card.card).at(-1) ?? '';
    return (await (await fetch(url)).json()) as Told;
  }

  async function moved(sku: string) {
    const ledger = await app.sandbox.ledger(app.tenant);
    expect(ledger.users.holding).toEqual({ [sku]: 25 });
    expect(ledger.users.unlicensedMoments).toBe(0);
    expect(await app.sandbox.faultsLeft()).toEqual([]);
  }

  const byHand = async (alex: TeamsPerson, plan: string) => {
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan });
    await alex.click('acknowledge');
    await alex.click('buyNew');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT1M');
  };

  it('is upgraded by Microsoft, and the report names each person once, also those without a name', async () => {
    app = await startTestApp('woodgrove');
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message');
    await moved('SPE_E5');

    const { people } = await everything(alex);
    expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
    const outcomes = people.map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'gone')).toHaveLength(2);
    expect(outcomes.filter((outcome) => outcome.startsWith('moved'))).toHaveLength(25);
    expect(people.every(({ name }) => name.trim() !== '')).toBe(true);
    // Nobody can be addressed by nothing: who has neither name nor sign-in name is called by their id.
    expect(people.filter(({ id, name }) => id === name)).toHaveLength(1);
  });

  it('is moved by hand, and who is only listed still is not counted', async () => {
    app = await startTestApp('woodgrove');
    const alex = app.person('alex');
    await byHand(alex, 'ENTERPRISEPACK');
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT10S');
    const { run } = await everything(alex);
    expect(run.reassigned).toMatchObject({ total: 25, done: 25, failed: 0 });
    await alex.say('status');
    await alex.click('cancelOld');
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message');
    await moved('ENTERPRISEPACK');
  });

  it('loses people between being listed and being moved, and goes on with the others', async () => {
    app = await startTestApp({ users: 12, groups: [{ name: 'Sales', users: 4 }], untidy: { pageSize: 5 } });
    const alex = app.person('alex');
    await byHand(alex, 'SPE_E3');
    const [one, two] = (await app.sandbox.users(app.tenant)).filter(
      ({ groups, skus }) => skus.length > 0 && !groups[0],
    );
    const users = [one, two].map((user) => ({ id: user?.id ?? '', deleted: true }));
    await app.sandbox.patch(app.tenant, { users });
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT10S');
    const { people, run } = await everything(alex);
    expect(people.filter(({ outcome }) => outcome === 'gone')).toHaveLength(2);
    expect(run.reassigned).toMatchObject({ total: 10, done: 10, failed: 0 });
  });

  it('is not stopped by a group that is gone when it is to be changed', async () => {
    const groups = [
      { name: 'Sales', users: 3 },
      { name: 'Warehouse', users: 3 },
    ];
    app = await startTestApp({ users: 8, groups });
    const alex = app.person('alex');
    await byHand(alex, 'SPE_E3');
    const match = { method: 'POST', path: '/groups/[^/]+/assignLicense' };
    await app.sandbox.faults([{ match, effect: 'status', status: 404, times: 1 }]);
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT10S');
    // The sandbox's group is there still, and its people with it; nobody else was left.
    expect((await app.sandbox.ledger(app.tenant)).users.holding).toEqual({ ENTERPRISEWITHSCAL: 3, SPE_E3: 5 });
  });
});
