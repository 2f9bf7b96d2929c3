import { afterEach, describe, expect, it } from '@jest/globals';
import { graphDirectory } from '../../src/microsoft/index.js';
import { connectSandbox } from '../../src/sandbox/client.js';
import { product, sourceSku } from '../../src/upgrade/plans/plans.js';
import type { Json } from '../support/card-json.js';
import type { Fault } from '../support/sandbox-control.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** The way back on the manual path, whatever goes wrong: everyone has exactly what they had before. */

const e4 = product(sourceSku)?.skuId ?? '';

/** Sixty people: two groups, some in one with a licence of their own as well, some with services off, some with both plans. */
const mixed: Json = {
  displayName: 'Mixed',
  users: 60,
  seats: 70,
  groups: [
    { name: 'Sales', users: 10, alsoDirect: 3, disabledPlans: ['YAMMER_ENTERPRISE'] },
    { name: 'Warehouse', users: 5, alsoDirect: 1 },
  ],
  withDisabledPlans: { SHAREPOINTENTERPRISE: 6, YAMMER_ENTERPRISE: 7, STREAM_O365_E3: 4 },
  owned: [{ sku: 'SPE_E5', seats: 80, users: 0 }],
  blockers: ['MULTIPLE_PLANS_SAME_PRODUCT'],
  latencyMs: [1, 5],
};

const mishaps: Fault[] = [
  {
    match: { method: 'POST', path: '/users/[^/]+/assignLicense' },
    effect: 'status',
    status: 429,
    retryAfter: 1,
    times: 3,
  },
  { match: { method: 'POST', path: '/users/[^/]+/assignLicense' }, effect: 'lostReply', times: 2 },
  { match: { method: 'POST', path: '/users/[^/]+/assignLicense' }, effect: 'status', status: 503, times: 1 },
  { match: { method: 'POST', path: '/\\$batch' }, effect: 'lostReply', times: 1 },
  { match: { method: 'POST', path: '/groups/[^/]+/assignLicense' }, effect: 'lostReply', times: 1 },
  { match: { method: 'POST', path: '/groups/[^/]+/assignLicense' }, effect: 'reset', times: 1 },
  { match: { method: 'GET', path: '/groups' }, effect: 'status', status: 429, retryAfter: 1, times: 1 },
];

describe('undo', () => {
  let app: TestApp;
  let sandbox: Awaited<ReturnType<typeof connectSandbox>> | undefined;
  afterEach(async () => {
    sandbox?.close();
    await app.stop();
  });

  async function start(scenario: Json): Promise<TeamsPerson> {
    app = await startTestApp(scenario);
    sandbox = await connectSandbox({ url: app.sandboxUrl, fetch });
    return app.person('alex');
  }
  function directory() {
    if (!sandbox) throw new Error('not started');
    return graphDirectory({ baseUrl: `${app.sandboxUrl}/v1.0`, tokens: sandbox.tokens, fetch: sandbox.fetch });
  }

  /** Everyone's licences by their ids: where each comes from and what is off in it. */
  async function licences(): Promise<Map<string, string[]>> {
    const ids = (await app.sandbox.users(app.tenant)).map(({ id }) => id);
    const held = new Map<string, string[]>();
    for (let n = 0; n < ids.length; n += 20)
      for (const user of await directory().users(app.tenant, ids.slice(n, n + 20)))
        held.set(
          user.id,
          user.licences
            .map((one) => `${one.skuId} ${one.assignedByGroup} ${one.state} ${[...one.disabledPlans].sort()}`)
            .sort(),
        );
    return held;
  }

  const told = (id: string, text: string) => (card: SeenCard) =>
    card.id === id && card.how === 'message' && card.text.includes(text);
  async function untilManualBuy(alex: TeamsPerson, plan: string): Promise<void> {
    await alex.say('upgrade');
    await alex.say('manually');
    await alex.click('choosePlan', { plan });
    await alex.click('acknowledge');
  }
  async function useOwned(alex: TeamsPerson, plan: string): Promise<void> {
    await untilManualBuy(alex, plan);
    await alex.click('useSubscription');
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT5S');
  }
  const wasTold = (alex: TeamsPerson, text: string): boolean => alex.cards.some((card) => card.text.includes(text));

  it('puts everyone back as they were, after a pilot and after everybody, and is refused once the old plan is gone', async () => {
    const alex = await start(mixed);
    const before = await licences();
    await useOwned(alex, 'SPE_E5');
    expect(alex.card.verbs).not.toContain('undo');

    const arrival = {
      userId: '00000000-0000-4000-8000-000000000005',
      disabledPlans: [product(sourceSku)?.services[3]?.id ?? ''],
    };
    await directory().changeLicences(app.tenant, [
      { userId: arrival.userId, add: [{ skuId: e4, disabledPlans: arrival.disabledPlans }], remove: [] },
    ]);
    const withArrival = await licences();
    expect(withArrival).not.toEqual(before);
    await app.sandbox.advance('PT10S');

    await alex.click('reassign', { pilot: '5' });
    await app.until(alex, told('manual-reassign', 'Moved so far: 5 of 61'), 'PT2S');
    expect(alex.card.verbs).toEqual(expect.arrayContaining(['reassign', 'undo']));
    expect(alex.card.verbs[0]).toBe('reassign');
    await app.sandbox.faults(mishaps);
    await alex.click('undo');
    await app.until(alex, told('manual-reassign', 'Everyone is back on Office 365 E4'), 'PT2S');
    expect(await licences()).toEqual(withArrival);
    expect(alex.card.text).toContain('Your Microsoft 365 E5 licenses stay');
    expect(alex.card.verbs).not.toContain('undo');
    await alex.say('yes, move them back');
    expect(wasTold(alex, 'nothing to undo')).toBe(true);

    const [, , , , , , , , , , , , , , , first, second] = await app.sandbox.users(app.tenant);
    await alex.say(`pilot ${first?.displayName}, ${second?.displayName}`);
    await app.until(alex, told('manual-reassign', 'Moved so far: 2 of 61'), 'PT2S');
    const named = await licences();
    const changed = [...named].filter(([id, held]) => held.join() !== withArrival.get(id)?.join()).map(([id]) => id);
    expect(changed.sort()).toEqual([first?.id, second?.id].sort());

    await app.sandbox.faults(mishaps);
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT5S');
    expect((await app.sandbox.ledger(app.tenant)).users.holding).toMatchObject({ SPE_E5: 61 });
    expect(alex.card.verbs).toEqual(expect.arrayContaining(['keepOld', 'undo', 'cancelOld']));
    await app.sandbox.faults(mishaps);
    await alex.click('undo');
    await app.until(alex, told('manual-reassign', 'Everyone is back on Office 365 E4'), 'PT5S');
    expect(await licences()).toEqual(withArrival);
    expect(await app.sandbox.faultsLeft()).toEqual([]);

    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT5S');
    await alex.click('cancelOld');
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message', 'PT5S');
    expect(alex.card.verbs).not.toContain('undo');
    await alex.say('yes, move them back');
    expect(wasTold(alex, 'nothing to move back to')).toBe(true);
    const { users } = await app.sandbox.ledger(app.tenant);
    expect(users.holding).toMatchObject({ SPE_E5: 61 });
    expect(users.unlicensedMoments).toBe(0);
  }, 60_000);

  it('leaves what people had of the new plan before as it was', async () => {
    const alex = await start({ ...mixed, owned: [{ sku: 'SPE_E3', seats: 100, users: 24 }] });
    const off =
      product('SPE_E3')
        ?.services.slice(2, 5)
        .map(({ id }) => id) ?? [];
    const [someone, other] = (await app.sandbox.users(app.tenant)).slice(20, 22);
    await directory().changeLicences(
      app.tenant,
      [someone, other].map((user) => ({
        userId: user?.id ?? '',
        add: [{ skuId: product('SPE_E3')?.skuId ?? '', disabledPlans: off }],
        remove: [],
      })),
    );
    await app.sandbox.advance('PT10S');
    const before = await licences();
    await useOwned(alex, 'SPE_E3');
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT5S');
    expect(await licences()).not.toEqual(before);
    await alex.say('yes, move them back');
    await app.until(alex, told('manual-reassign', 'Everyone is back'), 'PT5S');
    expect(await licences()).toEqual(before);
    expect((await app.sandbox.ledger(app.tenant)).users.unlicensedMoments).toBe(0);
  }, 60_000);

  it('is there while paused, after an end that kept the old plan and after a stop, but not to a plan that has ended', async () => {
    const alex = await start({ scenario: 'northwind', quotas: { writes: 20, windowMs: 20_000 } });
    const before = await licences();
    await untilManualBuy(alex, 'SPE_E5');
    await alex.click('buyNew');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT5M');

    await alex.say('språk sv');
    await alex.say('pilot Ingen Alls');
    expect(wasTold(alex, 'Jag hittade ingen med det gamla abonnemanget som heter Ingen Alls')).toBe(true);
    expect(await licences()).toEqual(before);

    await alex.say('tilldela om');
    await alex.waitFor((card) => card.id === 'progress');
    await alex.say('pausa');
    await alex.waitFor((card) => card.id === 'progress' && card.verbs.includes('resume'));
    expect(alex.card.verbs).toContain('undo');
    await alex.click('undo');
    await app.until(alex, told('manual-reassign', 'Alla är tillbaka på Office 365 E4'), 'PT5S');
    expect(alex.card.text).toContain('det faktureras tills ni avslutar det');
    expect(await licences()).toEqual(before);

    await alex.say('tilldela om');
    await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT10S');
    await alex.click('keepOld');
    expect(alex.card.verbs).toContain('undo');

    await app.sandbox.patch(app.tenant, { blockers: ['HAS_ADDON', 'SUBSCRIPTION_NOT_ACTIVE'] });
    const moved = await licences();
    await alex.click('undo');
    await app.until(alex, (card) => card.id === 'needs-attention' && card.how === 'message', 'PT5S');
    expect(alex.card.text).toContain('inte längre aktivt');
    expect(await licences()).toEqual(moved);
    await app.sandbox.patch(app.tenant, { blockers: ['HAS_ADDON'] });
    await alex.click('retry');
    await alex.say('ja, stoppa');
    expect(alex.card.id).toBe('stopped');
    await alex.click('undo');
    await app.until(alex, told('manual-reassign', 'Alla är tillbaka på Office 365 E4'), 'PT5S');
    expect(await licences()).toEqual(before);
    const { users, orders } = await app.sandbox.ledger(app.tenant);
    expect(users.unlicensedMoments).toBe(0);
    expect(orders).toHaveLength(1);
  }, 60_000);
});
