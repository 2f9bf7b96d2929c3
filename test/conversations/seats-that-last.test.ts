import { afterEach, describe, expect, it } from '@jest/globals';
import type { Json } from '../support/card-json.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** What a purchase is worth decides what may be done on the strength of it; and what is worth nothing stops nobody. */

const e4 = 'ENTERPRISEWITHSCAL';
const isMessage = (id: string) => (card: SeenCard) => card.id === id && card.how === 'message';

let app: TestApp;
afterEach(() => app.stop());

const cancellations = async () => (await app.sandbox.ledger(app.tenant)).cancellations.length;
const holding = async () => (await app.sandbox.ledger(app.tenant)).users.holding;

async function toStepOne(scenario: Json, locale = 'en-US'): Promise<TeamsPerson> {
  app = await startTestApp({ users: 10, blockers: ['HAS_ADDON'], provisioningDelay: 'PT1M', ...scenario });
  const alex = app.person('alex', locale);
  await alex.say('upgrade');
  await alex.click('upgradeManually');
  await alex.click('choosePlan', { plan: 'SPE_E3' });
  await alex.click('acknowledge');
  expect(alex.card.id).toBe('manual-buy');
  return alex;
}

describe('a plan that has only been tried out', () => {
  const tried = { owned: [{ sku: 'SPE_E3', seats: 30, isTrial: true, endsIn: 'P25D' }] };

  it('is shown as what it is, used only when somebody says so, and never costs the old plan', async () => {
    const alex = await toStepOne(tried);
    expect(alex.card.text).toMatch(/a trial\. They last until [A-Z][a-z]+ \d+, \d{4}/);
    expect(alex.card.text).toMatch(/I won't cancel Office 365 E4/);
    await alex.say('use 1');
    expect(alex.card.id).toBe('manual-buy');
    expect(alex.card.text).toMatch(/These licenses are a trial\. They last until/);
    await alex.say('use 1 anyway');
    await app.until(alex, isMessage('manual-reassign'), 'PT30S');
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, isMessage('manual-cancel'), 'PT5S');
    await alex.click('cancelOld');
    await app.until(alex, isMessage('needs-attention'), 'PT5S');
    expect(await cancellations()).toBe(0);
    expect(await holding()).toMatchObject({ SPE_E3: 10 });
  });

  it('is told of in Swedish as well', async () => {
    const alex = await toStepOne(tried, 'sv-SE');
    expect(alex.card.text).toMatch(/De här licenserna är en utvärdering\. De gäller till den \d+ [a-z]+ \d{4}/);
    await alex.click('useSubscription', { accept: 'true' });
    expect(alex.card.id).toBe('manual-verify');
  });
});

describe('rows of one product that are worth different things', () => {
  it('count as what each is worth, not as their sum', async () => {
    const alex = await toStepOne({
      owned: [
        { sku: 'SPE_E3', seats: 6 },
        { sku: 'SPE_E3', seats: 20, status: 'Warning' },
        { sku: 'SPE_E3', seats: 20, status: 'Suspended' },
        { sku: 'SPE_E3', seats: 20, autoRenew: false, endsIn: 'P300D' },
      ],
    });
    await alex.click('useSubscription', { accept: 'false' });
    const card = await app.until(alex, ({ text }) => /Too few licenses/.test(text), 'PT5S');
    expect(card.text).toMatch(/Too few licenses: 6, with 10 needed/);
    expect(card.text).toMatch(/20 licenses aren't counted\. The subscription with these licenses has expired/);
    expect(card.text).toMatch(/20 licenses aren't counted\. These licenses are suspended/);
    expect(card.text).toMatch(/20 licenses aren't counted\. These licenses won't be renewed/);
  });
});

describe('services that nobody sets up', () => {
  const pending = {
    INTUNE_A: 'PendingInput',
    MICROSOFTBOOKINGS: 'PendingProvisioning',
    AAD_PREMIUM: 'PendingActivation',
    SWAY: 'Disabled',
  };

  it('hold up neither the Upgrade tab nor anything after it', async () => {
    app = await startTestApp({ users: 10, pending, provisioningDelay: 'PT1M' });
    const alex = app.person('alex');
    await alex.say('upgrade');
    expect(alex.card.id).toBe('upgrade-available');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, isMessage('completed'), 'PT1M');
    expect(await holding()).toMatchObject({ SPE_E3: 10 });
  });

  it('hold up no manual upgrade, and are told', async () => {
    const alex = await toStepOne({ pending, owned: [{ sku: 'SPE_E3', seats: 9 }] });
    await alex.click('useSubscription', { accept: 'false' });
    const short = await app.until(alex, ({ text }) => /Too few licenses/.test(text), 'PT5S');
    expect(short.text).toMatch(/All services are set up/);
    expect(short.text).toMatch(/I don't wait for these: .*Intune/);
    await app.sandbox.put(app.tenant, { users: 1 });
  });

  it('that people depend on are waited for, by name, before anybody is moved', async () => {
    const alex = await toStepOne({
      pending: { EXCHANGE_S_ENTERPRISE: 'PendingProvisioning' },
      owned: [{ sku: 'SPE_E3', seats: 30 }],
    });
    await alex.click('useSubscription', { accept: 'false' });
    const card = await app.until(alex, ({ text }) => /Not set up yet: /.test(text), 'PT5S');
    expect(card.text).toMatch(/Not set up yet: Exchange Online/);
    expect(await holding()).toMatchObject({ [e4]: 10 });
  });
});

describe('an incident at Microsoft', () => {
  it('closes no road, is told, and can be watched', async () => {
    app = await startTestApp({ users: 10, commerce: 'admin-center', blockers: ['NOT_PROVISIONED_OR_UNHEALTHY'] });
    const alex = app.person('alex', 'sv-SE');
    await alex.say('uppgradera');
    expect(alex.card.id).toBe('what-does-the-tab-show');
    expect(alex.card.text).toMatch(/Microsoft rapporterar störningar/);
    expect(alex.card.verbs).toEqual(expect.arrayContaining(['upgradeManually', 'watch']));
    await alex.click('watch');
    expect(alex.card.verbs).not.toContain('watch');
    await app.sandbox.patch(app.tenant, { blockers: [] });
    const told = await app.until(alex, isMessage('what-does-the-tab-show'), 'PT1H');
    expect(told.text).not.toMatch(/störningar/);
  });
});

describe('an old plan that is too late to cancel in the admin center', () => {
  it('runs out on the word of the admin, and is told when it has', async () => {
    app = await startTestApp({
      users: 10,
      commerce: 'admin-center',
      blockers: ['HAS_ADDON'],
      owned: [{ sku: 'SPE_E3', seats: 30 }],
    });
    const alex = app.person('alex');
    await alex.say('upgrade');
    if (alex.card.verbs.includes('reportTab')) await alex.click('reportTab', { tab: 'HAS_ADDON', message: '' });
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    await alex.click('useSubscription', { accept: 'false' });
    const step3 = await app.until(alex, isMessage('manual-reassign'), 'PT5S');
    expect(step3.text).toMatch(/within seven days of its start or renewal/);
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, isMessage('manual-cancel'), 'PT5S');
    await alex.click('cancelOld');
    const task = await app.until(alex, ({ id }) => id === 'admin-task', 'PT5S');
    expect(task.text).toMatch(/Edit recurring billing/);
    await alex.say('recurring billing is off');
    expect(alex.card.id).toBe('completed');
    expect(alex.card.text).toMatch(/runs out .*you turned recurring billing off/);
    expect(await cancellations()).toBe(0);

    await app.sandbox.advance('P366D');
    await app.sandbox.patch(app.tenant, { subscriptions: [{ sku: e4, status: 'Suspended' }] });
    const told = await app.until(
      alex,
      ({ how, summary }) => how === 'message' && /run out/.test(summary ?? ''),
      'PT6H',
    );
    expect(told.id).toBe('completed');
  });
});
