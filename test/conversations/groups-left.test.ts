import { afterEach, describe, expect, it } from '@jest/globals';
import { en } from '../../src/sandbox/admin-center/words-en.js';
import { visitor } from '../sandbox/pages.js';
import type { Json } from '../support/card-json.js';
import { anotherTool } from '../support/directory.js';
import { idOf } from '../support/licensed-person.js';
import { planId } from '../support/random-licences.js';
import { reportOf } from '../support/report-links.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Licences that come from groups on the automatic path: nothing says that Microsoft's upgrade moves them. */

const old = 'ENTERPRISEWITHSCAL';

describe('groups that an upgrade by Microsoft leaves behind', () => {
  let app: TestApp;
  afterEach(() => app.stop());

  const groups = [
    { name: 'Sales', users: 4, alsoDirect: 1 },
    { name: 'Ekonomi', users: 3, disabledPlans: ['EXCHANGE_S_ENTERPRISE'] },
  ];
  const isNew = (id: string) => (card: SeenCard) => card.id === id && card.how === 'message';

  async function ordered(scenario: Json, locale = 'en-US'): Promise<TeamsPerson> {
    app = await startTestApp({ users: 12, groups, ...scenario });
    const alex = app.person('alex', locale);
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    return alex;
  }

  /** Everyone has the new plan, through their group or of their own, with what was off. */
  async function allIsMoved(): Promise<void> {
    const ledger = (await app.sandbox.ledger(app.tenant)) as Json;
    expect((ledger.users as Json).holding).toEqual({ SPE_E5: 12 });
    const handedOut = (ledger.groups as Json[]).map(({ name, displayName, skus }) => [displayName ?? name, skus]);
    expect(handedOut).toEqual([
      ['Sales', ['SPE_E5']],
      ['Ekonomi', ['SPE_E5']],
    ]);
    const money = (await app.sandbox.users(app.tenant)).filter((user) => user.groups.includes('Ekonomi'));
    expect(money).toHaveLength(3);
    for (const { disabledPlans } of money)
      expect(disabledPlans.SPE_E5?.sort()).toEqual(['ATP_ENTERPRISE', 'EXCHANGE_S_ENTERPRISE', 'THREAT_INTELLIGENCE']);
  }

  it('are moved once it has ended the old plan, and the run is completed', async () => {
    const alex = await ordered({ groupsAfterTransition: 'leftAndEnded', withDisabledPlans: { SWAY: 2 } });
    await app.until(alex, isNew('completed'));
    await allIsMoved();
    const { audit } = await reportOf(alex);
    const done = (audit as Json[]).find(({ what }) => what === 'completed');
    expect(done?.details).toMatchObject({
      restored: 5,
      failed: 0,
      groups: 2,
      alsoOff: 'ATP_ENTERPRISE 3, THREAT_INTELLIGENCE 3',
    });
  });

  it('are moved also while they alone keep the old plan alive, and the run is completed when that has ended', async () => {
    const alex = await ordered({ groupsAfterTransition: 'leftInGrace' });
    await app.until(alex, isNew('completed'));
    await allIsMoved();
    const ledger = await app.sandbox.ledger(app.tenant);
    expect(ledger.users.unlicensedMoments).toBe(0);
    expect(ledger.subscriptions.find(({ sku }) => sku === old)).toMatchObject({ status: 'Deleted', consumed: 0 });
  });

  it('are moved by themselves too where no commerce says that the upgrade is done', async () => {
    app = await startTestApp({ users: 12, groups, commerce: 'admin-center', groupsAfterTransition: 'leftInGrace' });
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('reportTab', { tab: 'plans' });
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    await app.until(alex, 'admin-task', 'PT5S');
    const admin = visitor({ url: app.sandboxUrl });
    const e4 = await admin.follow(await admin.open('/', app.tenant), 'Office 365 E4');
    const cart = await admin.press(await admin.follow(e4, en.upgradeTab), en.upgradeTo('Microsoft 365 E5'));
    await admin.press(await admin.press(cart, en.goToCheckout), en.placeOrder);
    await app.until(alex, isNew('completed'), 'PT2M');
    await allIsMoved();
  });

  it('ask for an admin when Microsoft refuses to change one, and go on when it was changed', async () => {
    const alex = await ordered({ groupsAfterTransition: 'leftAndEnded' }, 'sv-SE');
    const match = { method: 'POST', path: '/groups/[^/]+/assignLicense' };
    const body = { error: { code: 'Request_BadRequest', message: 'License assignment cannot be done for the group.' } };
    await app.sandbox.faults([{ match, effect: 'status', status: 400, body, times: 2 }]);
    const asks = await app.until(alex, isNew('needs-attention'));
    expect(asks.text).toMatch(/2 grupper delar fortfarande ut Office 365 E4/);
    expect(asks.text).toMatch(/Ge grupperna Sales och \S+ Microsoft 365 E5 i stället för Office 365 E4/);
    expect(asks.text).toMatch(/Sales \(grupp\)/);
    expect(asks.verbs).toContain('retry');
    await alex.click('retry');
    await app.until(alex, isNew('completed'));
    await allIsMoved();
  });

  /** Bookings is new with the plan, and needs something that nobody in the group has. */
  const unfit: Json = {
    groupsAfterTransition: 'leftAndEnded',
    hiddenDependencies: [{ plan: 'MICROSOFTBOOKINGS', needsOneOf: ['VISIOONLINE'] }],
  };

  it('have members who do not get it: they are named, processed again with why not, and have it once that is mended', async () => {
    const alex = await ordered(unfit);
    const asks = await app.until(alex, isNew('needs-attention'));
    expect(asks.text).toMatch(/6 people didn't get Microsoft 365 E5 from their group/);
    expect(asks.text).toMatch(/I'll ask Microsoft to process them again/);
    expect(asks.text).toMatch(/Everyone else has the new plan/);
    const admin = await anotherTool(app.sandboxUrl);
    const { tenant } = app;
    try {
      const bookings = { id: planId('MICROSOFTBOOKINGS', 'SPE_E5'), skuId: idOf('SPE_E5') };
      for (const group of await admin.groupsWith(tenant, bookings.skuId)) {
        const off = group.licences.find(({ skuId }) => skuId === bookings.skuId)?.disabledPlans ?? [];
        const add = [{ skuId: bookings.skuId, disabledPlans: [...off, bookings.id] }];
        await admin.changeGroupLicence(tenant, group.id, { add, remove: [] });
      }
    } finally {
      admin.close();
    }
    await app.sandbox.advance('PT1M');
    await alex.click('retry');
    await app.until(alex, isNew('completed'));
    expect((await app.sandbox.ledger(app.tenant)).users.holding).toEqual({ SPE_E5: 12 });
  });

  it('have members who do not get it whatever is tried: the run is completed, and names them with the true reason', async () => {
    const alex = await ordered(unfit, 'sv-SE');
    await app.until(alex, isNew('needs-attention'));
    await alex.click('retry');
    const done = await app.until(alex, isNew('completed'));
    expect(done.text).toMatch(/Microsoft Bookings fungerar inte utan Visio Web App/);
    const { run } = await reportOf(alex);
    expect(run).toMatchObject({ restored: { failed: 6 } });
  });

  it('have members whom the assistant may not have processed again: it says what to do in Entra, and asks once', async () => {
    const alex = await ordered(unfit);
    await app.until(alex, isNew('needs-attention'));
    await app.sandbox.faults([{ match: { path: '/reprocessLicenseAssignment' }, effect: 'status', status: 403 }]);
    await alex.click('retry');
    const asks = await app.until(alex, isNew('needs-attention'));
    expect(asks.text).toMatch(/User\.ReadWrite\.All/);
    expect(asks.text).toMatch(/Billing > Licenses > Microsoft 365 E5 > Groups > the group\) and choose Reprocess/);
    await alex.click('retry');
    await app.until(alex, isNew('completed'));
  });
});
