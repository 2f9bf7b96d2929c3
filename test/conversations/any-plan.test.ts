import { afterEach, describe, expect, it } from '@jest/globals';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Upgrades from other plans than Office 365 E4. */

let app: TestApp;
afterEach(() => app.stop());

const isMessage = (id: string) => (card: SeenCard) => card.id === id && card.how === 'message';

/** By hand, from the question to the last step, with a plan that is bought or owned. */
async function byHand(alex: TeamsPerson, plan: string): Promise<void> {
  await alex.say('upgrade');
  await alex.click('upgradeManually');
  await alex.click('choosePlan', { plan });
  expect(alex.card.id).toBe('before-you-begin');
  await alex.click('acknowledge');
  expect(alex.card.id).toBe('manual-buy');
}

async function bought(alex: TeamsPerson): Promise<void> {
  await alex.click('buyNew');
  await alex.click('goToCheckout');
  await alex.click('placeOrder');
  await app.until(alex, isMessage('manual-reassign'), 'PT1M');
}

async function moved(alex: TeamsPerson): Promise<void> {
  await alex.click('reassign', { pilot: '0' });
  await app.until(alex, isMessage('manual-cancel'), 'PT5S');
}

/** Who has what; the order in which it was assigned says nothing. */
const everyone = async () =>
  (await app.sandbox.users(app.tenant)).map((user) => ({ ...user, skus: [...user.skus].sort() }));

const holding = async () => (await app.sandbox.ledger(app.tenant)).users.holding;

describe('from Office 365 E1 to E3', () => {
  it('is upgraded by the Upgrade tab, in Swedish and by text alone', async () => {
    app = await startTestApp({ source: 'STANDARDPACK', users: 12, withDisabledPlans: { SWAY: 3 } });
    const alex = app.person('alex', 'sv-SE');
    const turns: [said: string, card: string][] = [
      ['uppgradera', 'upgrade-available'],
      ['jämför', 'plans'],
      ['välj Office 365 E1', 'upgrade-available'],
      ['välj Office 365 E3', 'before-you-begin'],
      ['förstått', 'cart'],
      ['till kassan', 'checkout'],
      ['beställ', 'checkout'],
      ['ja', 'progress'],
    ];
    for (const [said, card] of turns) {
      await alex.say(said);
      expect([said, alex.card.id]).toEqual([said, card]);
      expect(alex.card.text).not.toMatch(/E4/);
    }
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message');
    expect(alex.card.text).not.toMatch(/E4/);
    expect(await holding()).toMatchObject({ ENTERPRISEPACK: 12 });
    const off = (await app.sandbox.users(app.tenant)).filter(({ disabledPlans }) =>
      disabledPlans.ENTERPRISEPACK?.includes('SWAY'),
    );
    expect(off).toHaveLength(3);
    // What people have just been moved to is not offered as the next plan to leave.
    await alex.say('uppgradera');
    expect(alex.card.id).toBe('no-source');
  });
});

describe('a tenant with several plans', () => {
  it('is asked which one, upgrades it and then the other', async () => {
    app = await startTestApp({
      source: 'STANDARDPACK',
      users: 6,
      sources: [{ sku: 'SPE_E3', users: 4 }],
      addOns: ['MCOMEETADV'],
    });
    const alex = app.person('alex');
    await alex.say('Can I use the Upgrade tab?');
    expect(alex.card.text).toMatch(/Several plans can be upgraded: Office 365 E1 and Microsoft 365 E3/);
    await alex.say('upgrade');
    expect(alex.card.id).toBe('which');
    expect(alex.card.text).toMatch(/Office 365 E1.*6 people.*Microsoft 365 E3.*4 people/s);
    await alex.say('upgrade E9');
    expect(alex.card.id).not.toBe('upgrade-available');
    await alex.say('upgrade F3');
    expect(alex.card.text).toMatch(/no active paid plan called “F3”/);
    await alex.click('check', { source: 'STANDARDPACK' });
    expect(alex.card.id).toBe('upgrade-available');
    expect(alex.card.text).toMatch(/Office 365 E1/);
    // Nothing is chosen yet: another plan can be looked at, and this one again.
    await alex.say('upgrade Microsoft 365 E3');
    expect(alex.card.text).toMatch(/You can upgrade Microsoft 365 E3/);
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.say('upgrade office 365 e1');
    expect(alex.card.id).toBe('before-you-begin');
    expect(alex.card.text).toMatch(/only one plan can be upgraded at a time/);
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message');
    expect(await holding()).toMatchObject({ SPE_E5: 4, STANDARDPACK: 6 });

    await alex.say('upgrade');
    expect(alex.card.id).toBe('upgrade-available');
    expect(alex.card.text).toMatch(/You can upgrade Office 365 E1/);
  });
});

describe('from Office 365 E3 to Microsoft 365 E3', () => {
  it('is upgraded by cards, automatically', async () => {
    app = await startTestApp({ source: 'ENTERPRISEPACK', users: 5 });
    const alex = app.person('alex', 'sv-SE');
    await alex.say('uppgradera');
    expect(alex.card.text).toMatch(/Ni kan uppgradera Office 365 E3/);
    expect(alex.card.text).toMatch(
      /Microsoft 365 E3 står först: av de abonnemang som behåller allt som Office 365 E3 har kostar det/,
    );
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, isMessage('completed'));
    expect(await holding()).toMatchObject({ SPE_E3: 5 });
  });
});

describe('Microsoft 365 E3 with E5 Security and Audio Conferencing', () => {
  it('becomes E5 in one call a person, which takes the add-ons away, and back', async () => {
    app = await startTestApp({
      source: 'SPE_E3',
      users: 8,
      blockers: ['NOT_ELIGIBLE'],
      provisioningDelay: 'PT1M',
      owned: [
        { sku: 'IDENTITY_THREAT_PROTECTION', seats: 8, users: 8 },
        { sku: 'MCOMEETADV', seats: 8, users: 3 },
      ],
    });
    const before = await everyone();
    const alex = app.person('alex');
    await byHand(alex, 'SPE_E5');
    await bought(alex);
    expect(alex.card.text).toMatch(
      /anyone who has Microsoft 365 E5 Security and Microsoft 365 Audio Conferencing directly loses it/,
    );
    await moved(alex);
    expect(await holding()).toEqual({ SPE_E5: 8 });
    const { users, requests } = await app.sandbox.ledger(app.tenant);
    expect(users.unlicensedMoments).toBe(0);
    expect(requests.graph.writes).toBe(8);
    expect(alex.card.text).not.toMatch(/E4/);
    await alex.click('undo');
    await app.until(alex, isMessage('manual-reassign'), 'PT5S');
    expect(await everyone()).toEqual(before);
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, isMessage('manual-cancel'), 'PT5S');
    // The word names Office 365 E4: it ends no other plan.
    await alex.say('cancel E4');
    expect((await app.sandbox.ledger(app.tenant)).cancellations).toHaveLength(0);
    await alex.say('status');
    expect(alex.card.text).toMatch(/cancel the old plan now/);
    await alex.say('cancel the old plan now');
    await alex.say('yes');
    await app.until(alex, isMessage('completed'), 'PT1M');
    expect(alex.card.text).toMatch(/no longer needs Microsoft 365 E5 Security/);
  });
});

describe('from a plan with Microsoft Teams to the same without it, and Teams beside', () => {
  it('moves everyone with both in one call, and back', async () => {
    app = await startTestApp('relecloud');
    const before = await everyone();
    const alex = app.person('alex', 'sv-SE');
    await alex.say('uppgradera');
    await alex.say('manuellt');
    await alex.say('välj Microsoft 365 E3 EEA (no Teams)');
    expect(alex.card.text).toMatch(/innehåller inte Microsoft Teams/);
    await alex.say('förstått');
    await alex.say('använd 1');
    await app.until(alex, isMessage('manual-reassign'), 'PT1M');
    expect(alex.card.text).toMatch(/får alla även Microsoft Teams EEA/);
    await alex.say('tilldela om');
    await app.until(alex, isMessage('manual-cancel'), 'PT5S');
    expect(await holding()).toEqual({ 'O365_w/o Teams Bundle_M3': 25, Microsoft_Teams_EEA_New: 25 });
    // Who had a license of Teams before keeps its settings.
    const wereOff = before.filter(
      ({ disabledPlans, skus }) => disabledPlans.SPE_E3?.includes('TEAMS1') && skus.length === 1,
    );
    const areOff = (await app.sandbox.users(app.tenant)).filter(({ disabledPlans }) =>
      disabledPlans.Microsoft_Teams_EEA_New?.includes('TEAMS1'),
    );
    expect(areOff.map(({ id }) => id)).toEqual(wereOff.map(({ id }) => id));
    expect(areOff.length).toBeGreaterThan(0);
    await alex.click('undo');
    await app.until(alex, isMessage('manual-reassign'), 'PT5S');
    expect(await everyone()).toEqual(before);
    expect((await app.sandbox.ledger(app.tenant)).users.unlicensedMoments).toBe(0);
  });
});

describe('down from Microsoft 365 E5 to E3', () => {
  it('says what people lose before anything begins, and gives the add-ons that are there', async () => {
    app = await startTestApp({
      source: 'SPE_E5',
      users: 4,
      commerce: 'admin-center',
      owned: [
        { sku: 'SPE_E3', seats: 4 },
        { sku: 'MCOMEETADV', seats: 4 },
      ],
    });
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    expect(alex.card.text).toMatch(/Microsoft 365 E3 lacks some of what Microsoft 365 E5 has: .*Audio Conferencing/);
    await alex.click('acknowledge');
    await alex.click('useSubscription');
    await app.until(alex, isMessage('manual-reassign'), 'PT1M');
    expect(alex.card.text).toMatch(/everyone also gets Microsoft 365 Audio Conferencing/);
    await moved(alex);
    expect(await holding()).toEqual({ SPE_E3: 4, MCOMEETADV: 4 });
  });
});

describe('Business Standard, for 290 people', () => {
  it('becomes Business Premium, of which more than 300 licenses are not sold', async () => {
    app = await startTestApp('lamna');
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPB' });
    await alex.click('acknowledge');
    await alex.say('quantity 310');
    expect(alex.card.id).toBe('cart');
    expect(alex.card.text).toMatch(/at most 300 licenses of Microsoft 365 Business Premium.*you need 310/);
    await alex.say('quantity 300');
    await alex.click('goToCheckout');
    expect(alex.card.id).toBe('checkout');
    await alex.click('placeOrder');
    await app.until(alex, isMessage('completed'));
    expect(await holding()).toMatchObject({ SPB: 290 });
  });
});

describe('frontline workers', () => {
  it('move from Microsoft 365 F3 to E3, by text alone', async () => {
    app = await startTestApp({ source: 'SPE_F1', users: 5, withDisabledPlans: { EXCHANGE_S_DESKLESS: 1 } });
    const alex = app.person('alex');
    for (const said of ['upgrade', 'choose Microsoft 365 E3', 'understood', 'checkout', 'order', 'yes'])
      await alex.say(said);
    await app.until(alex, isMessage('completed'));
    expect(await holding()).toMatchObject({ SPE_E3: 5 });
    const off = (await app.sandbox.users(app.tenant)).flatMap(({ disabledPlans }) => disabledPlans.SPE_E3 ?? []);
    expect(off).toContain('EXCHANGE_S_ENTERPRISE');
  });
});
