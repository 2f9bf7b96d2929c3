import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LicenceChange } from '../../src/upgrade/licences/move.js';
import { actionsOf, type Json } from '../support/card-json.js';
import { connectGraph, skuIdOf } from '../support/graph.js';
import { comesToRest, happens, ownsPlan, sent, toReassign } from '../support/on-the-way.js';
import { reportOf } from '../support/report-links.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { nothingCanBeWritten } from '../support/unwritable.js';

/** People and their licences: read before they are changed, written down before they are moved, at Microsoft's pace. */

/** How long the bot is held up where something is to happen meanwhile, in milliseconds of real time. */
const held = 800;
const [e4, e5] = [skuIdOf(), skuIdOf('SPE_E5')];

let app: TestApp;
let graph: Awaited<ReturnType<typeof connectGraph>>;
let tenant: string;
let alex: TeamsPerson;
beforeAll(async () => {
  app = await startTestApp('contoso');
  graph = await connectGraph(app.sandboxUrl);
});
beforeEach(() => app.sandbox.faults([]));
afterAll(async () => {
  graph.close();
  await app.stop();
});

async function inTenant(scenario: Json): Promise<void> {
  tenant = randomUUID();
  await app.sandbox.put(tenant, scenario);
  alex = app.person('alex', 'en-US', tenant);
}
const ledger = () => app.sandbox.ledger(tenant);
const now = async () => Date.parse((await ledger()).now);
const holders = async (sku: string) => (await app.sandbox.users(tenant)).filter(({ skus }) => skus.includes(sku));
const change = { method: 'POST', path: '/users/[^/]+/assignLicense' };
async function changes(): Promise<{ made: number; refused: number }> {
  const { requests = 0, refused = 0 } = (await ledger()).licenceChanges;
  return { made: requests, refused };
}

/** What a colleague does in the admin center. */
async function byHand(change: LicenceChange): Promise<void> {
  expect(await graph.directory.changeLicences(tenant, [change])).toEqual([{ is: 'done' }]);
}
const everyoneMoved = () => app.until(alex, sent('manual-cancel'), 'PT5S');

describe('somebody whose licence is to be changed', () => {
  it('counts as moved when a colleague was quicker, though Microsoft refuses the change', async () => {
    await inTenant(ownsPlan(5));
    await toReassign(app, alex);
    const [quick] = await holders('ENTERPRISEWITHSCAL');
    // The list of who has the old plan shows it seconds later.
    await byHand({ userId: quick?.id ?? '', add: [{ skuId: e5, disabledPlans: [] }], remove: [e4] });
    await alex.click('reassign', { pilot: '0' });
    await everyoneMoved();
    const { run } = (await reportOf(alex)) as { run: { reassigned: Json } };
    expect(run.reassigned).toMatchObject({ total: 5, done: 5, failed: 0 });
    expect(await changes()).toEqual({ made: 5, refused: 1 });
  });

  it('is not changed a second time because the list lags behind', async () => {
    await inTenant(ownsPlan(5));
    await toReassign(app, alex);
    await alex.click('reassign', { pilot: '0' });
    await everyoneMoved();
    expect(await changes()).toEqual({ made: 5, refused: 0 });
  });

  it('is not taken for the next pilot because the list lags behind', async () => {
    await inTenant(ownsPlan(5));
    await toReassign(app, alex);
    for (const moved of [2, 4]) {
      const told = alex.waitFor((card) => sent('manual-reassign')(card) && card.text.includes(`so far: ${moved} of 5`));
      await alex.click('reassign', { pilot: '2' });
      await told;
    }
    expect(await holders('SPE_E5')).toHaveLength(4);
  });

  it('is changed again when it came to nothing, and not when only the answer was lost', async () => {
    await inTenant(ownsPlan(5));
    await toReassign(app, alex);
    await app.sandbox.faults([{ match: change, effect: 'status', status: 503, times: 1 }]);
    const told = alex.waitFor((card) => sent('manual-reassign')(card) && card.text.includes('so far: 1 of 5'));
    await alex.click('reassign', { pilot: '1' });
    await told;
    expect(await holders('SPE_E5')).toHaveLength(1);
    await app.sandbox.advance('PT10S');
    await app.sandbox.faults([{ match: change, effect: 'lostReply', times: 1 }]);
    await alex.click('reassign', { pilot: '0' });
    await everyoneMoved();
    expect(await app.sandbox.faultsLeft()).toEqual([]);
    expect(await changes()).toEqual({ made: 5, refused: 0 });
  });

  it('and who cannot be moved is asked for once, and named', async () => {
    await inTenant(ownsPlan(5, { withoutUsageLocation: 2 }));
    await toReassign(app, alex);
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, sent('manual-reassign'), 'PT5S');
    expect(alex.card.text).toContain('usage location');
    expect(await changes()).toEqual({ made: 3, refused: 2 });
  });
});

describe('the pace that Microsoft asks for', () => {
  it.each([
    ['one person', change.path],
    ['all who were sent together', '/\\$batch'],
  ])('is kept where it is asked for %s', async (_what, path) => {
    await inTenant(ownsPlan(5));
    await toReassign(app, alex);
    await app.sandbox.faults([
      { match: { method: 'POST', path }, effect: 'status', status: 429, retryAfter: 60, times: 1 },
    ]);
    const from = await now();
    await alex.click('reassign', { pilot: '0' });
    await everyoneMoved();
    expect((await now()) - from).toBeGreaterThanOrEqual(60_000);
    expect(await holders('SPE_E5')).toHaveLength(5);
  });

  it('is kept where what is read decides how it goes on', async () => {
    await inTenant(ownsPlan(5));
    await alex.say('upgrade');
    await alex.say('manually');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    await app.sandbox.faults([
      { match: { path: '/subscribedSkus' }, effect: 'status', status: 429, retryAfter: 120, times: 1 },
    ]);
    const from = await now();
    await alex.click('useSubscription');
    await app.until(alex, sent('manual-reassign'), 'PT10S');
    expect((await now()) - from).toBeGreaterThanOrEqual(120_000);
  });
});

describe('whoever got the old plan after everyone was written down', () => {
  /** Has everyone moved, where nothing can be written down any more while it is read who has the old plan. */
  async function reassignUnwritten(): Promise<void> {
    const list = '/users\\?.*assignedLicenses';
    await app.sandbox.faults([{ match: { method: 'GET', path: list }, effect: 'slow', ms: held, times: 1 }]);
    await alex.click('reassign', { pilot: '0' });
    await happens(async () => ((await app.sandbox.struck())[0] ?? 0) === 1);
    const letWrite = await nothingCanBeWritten(app.dataDir);
    try {
      await setTimeout(2 * held);
    } finally {
      await letWrite();
    }
  }

  it('is not moved before they are written down too, and can be moved back as they were', async () => {
    await inTenant(ownsPlan(5));
    await toReassign(app, alex);
    const late = (await app.sandbox.users(tenant)).find(({ skus }) => skus.length === 0);
    const [service] = (await graph.directory.skus(tenant)).find(({ skuId }) => skuId === e4)?.services ?? [];
    const disabledPlans = service ? [service.id] : [];
    const given = { userId: late?.id ?? '', add: [{ skuId: e4, disabledPlans }], remove: [] };
    await byHand(given);
    const [before] = await graph.directory.users(tenant, [given.userId]);
    await app.sandbox.advance('PT10S');

    await reassignUnwritten();
    expect(await graph.directory.users(tenant, [given.userId])).toEqual([before]);
    await everyoneMoved();
    expect(await holders('SPE_E5')).toHaveLength(6);
    await alex.click('undo');
    await app.until(alex, (card) => sent('manual-reassign')(card) && card.text.includes('Everyone is back'), 'PT5S');
    expect(await graph.directory.users(tenant, [given.userId])).toEqual([before]);
  });

  it('is not moved before their group is written down, if it is the group that got it', async () => {
    await inTenant(ownsPlan(6, { groups: [{ name: 'Sales', users: 3 }] }));
    const [sales] = await graph.directory.groupsWith(tenant, e4);
    const groupId = sales?.id ?? '';
    await graph.directory.changeGroupLicence(tenant, groupId, { add: [], remove: [e4] });
    await app.sandbox.advance('PT1M');
    await toReassign(app, alex);
    await graph.directory.changeGroupLicence(tenant, groupId, { add: [{ skuId: e4, disabledPlans: [] }], remove: [] });
    await app.sandbox.advance('PT1M');
    await reassignUnwritten();
    expect(await holders('SPE_E5')).toEqual([]);
    await everyoneMoved();
    expect(await holders('SPE_E5')).toHaveLength(6);
    await alex.click('undo');
    await app.until(alex, (card) => sent('manual-reassign')(card) && card.text.includes('Everyone is back'), 'PT5S');
    expect(await holders('ENTERPRISEWITHSCAL')).toHaveLength(6);
    expect(await holders('SPE_E5')).toEqual([]);
  });
});

describe('those who are moved', () => {
  const isBack = (card: SeenCard) => sent('manual-reassign')(card) && card.text.includes('Everyone is back');
  const withSales = (more: Json = {}) => ownsPlan(6, { groups: [{ name: 'Sales', users: 3, alsoDirect: 2 }], ...more });

  it('to begin with have the old plan through no group, and no group is changed for them', async () => {
    await inTenant(withSales());
    await toReassign(app, alex);
    await alex.click('reassign', { pilot: '3' });
    await app.until(alex, sent('manual-reassign'), 'PT1S');
    expect((await holders('SPE_E5')).map(({ groups }) => groups)).toEqual([[], [], []]);
    expect((await holders('ENTERPRISEWITHSCAL')).map(({ groups }) => groups)).toEqual([
      ['Sales'],
      ['Sales'],
      ['Sales'],
    ]);
  });

  it('when it is tried again are those who could not be, and nobody who came later', async () => {
    await inTenant(ownsPlan(6, { withoutUsageLocation: 2, groups: [{ name: 'Sales', users: 2 }] }));
    const [sales] = await graph.directory.groupsWith(tenant, e4);
    const group = (add: boolean) =>
      graph.directory.changeGroupLicence(tenant, sales?.id ?? '', {
        add: add ? [{ skuId: e4, disabledPlans: [] }] : [],
        remove: add ? [] : [e4],
      });
    await group(false);
    await app.sandbox.advance('PT1M');
    await toReassign(app, alex);
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, sent('manual-reassign'), 'PT5S');
    const failed = (await holders('ENTERPRISEWITHSCAL')).map(({ id }) => id);
    const moved = (await holders('SPE_E5')).length;
    const late = (await app.sandbox.users(tenant)).find(({ skus, id }) => skus.length === 0 && id.startsWith('0000'));
    await byHand({ userId: late?.id ?? '', add: [{ skuId: e4, disabledPlans: [] }], remove: [] });
    await group(true);
    await app.sandbox.patch(tenant, { restoreUsageLocations: true });
    await app.sandbox.advance('PT1M');
    await alex.say('retry failed');
    await app.until(alex, sent('manual-reassign'), 'PT5S');
    const now = (await holders('SPE_E5')).map(({ id }) => id);
    expect(now).toHaveLength(moved + failed.length);
    expect(now).toEqual(expect.arrayContaining(failed));
  });

  it('stay as they are once it is stopped, and their groups too', async () => {
    await inTenant(withSales());
    await toReassign(app, alex);
    await app.sandbox.faults([{ match: change, effect: 'slow', ms: held, times: 1 }]);
    await alex.click('reassign', { pilot: '0' });
    await happens(async () => (await app.sandbox.struck())[0] === 1);
    await alex.say('yes, stop');
    await app.sandbox.advance('PT2S');
    await comesToRest(app);
    expect((await graph.directory.groupsWith(tenant, e4)).map(({ displayName }) => displayName)).toEqual(['Sales']);
    expect(alex.card.id).toBe('stopped');
  });

  it('back can all be moved again at once', async () => {
    await inTenant(ownsPlan(5));
    await toReassign(app, alex);
    await alex.click('reassign', { pilot: '0' });
    await everyoneMoved();
    await alex.click('undo');
    await app.until(alex, isBack, 'PT1S');
    const again = alex.waitFor(sent('manual-cancel'));
    await alex.click('reassign', { pilot: '0' });
    await again;
    expect(await holders('SPE_E5')).toHaveLength(5);
    expect(await holders('ENTERPRISEWITHSCAL')).toEqual([]);
  });
});

describe('the old plan', () => {
  it('is ended by nothing less than a confirmation', async () => {
    await inTenant(ownsPlan(3));
    await toReassign(app, alex);
    await alex.click('reassign', { pilot: '0' });
    const asked = await everyoneMoved();
    for (const confirm of ['false', '', 'yes']) {
      await alex.click('cancelOld', { confirm }, asked);
      expect([alex.card.id, alex.card.text]).toEqual([
        'manual-cancel',
        expect.stringContaining('You have to confirm that you want to cancel. Nothing changed.'),
      ]);
    }
    const { activityId, card } = asked;
    const { runId, revision } = actionsOf(card).find(({ verb }) => verb === 'cancelOld')?.data ?? {};
    await alex.invoke({ action: { verb: 'cancelOld', data: { runId, revision } } }, activityId);
    expect(alex.card.id).toBe('manual-cancel');
    await alex.say('cancel E4?');
    await alex.say('cancel');
    await alex.say('status');
    expect(alex.card.id).toBe('manual-cancel');
    expect((await ledger()).cancellations).toEqual([]);
    await alex.say('cancel E4 now');
    await app.until(alex, sent('completed'), 'PT5S');
    expect((await ledger()).cancellations).toHaveLength(1);
  });
});

describe('a pilot', () => {
  it('is the same people after a restart', async () => {
    const other = await startTestApp(ownsPlan(6), { through: async (url) => url });
    try {
      const who = other.person('alex');
      await toReassign(other, who);
      await other.sandbox.faults([{ match: change, effect: 'status', status: 429, retryAfter: 120, times: 1 }]);
      await who.click('reassign', { pilot: '2' });
      await happens(async () => (await other.sandbox.struck())[0] === 1);
      await other.whileDown(() => other.sandbox.advance('PT3M'));
      await other.until(who, sent('manual-reassign'), 'PT1S');
      expect((await other.sandbox.ledger(other.tenant)).users.holding).toMatchObject({ SPE_E5: 2 });
    } finally {
      await other.stop();
    }
  });
});
