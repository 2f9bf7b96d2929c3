import { afterEach, describe, expect, it } from '@jest/globals';
import { en } from '../../src/sandbox/admin-center/words-en.js';
import { product } from '../../src/upgrade/plans/plans.js';
import { visitor } from '../sandbox/pages.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** New customers are sold suites without Microsoft Teams: such a plan is known, told of, and taken only when told to. */

const e4 = 'ENTERPRISEWITHSCAL';
const e3NoTeams = 'O365_w/o Teams Bundle_M3';
const e5NoTeams = 'Microsoft_365_E5_(no_Teams)';
const isMessage = (id: string) => (card: SeenCard) => card.id === id && card.how === 'message';

let app: TestApp;
afterEach(() => app.stop());

const ledger = () => app.sandbox.ledger(app.tenant);
const holding = async () => (await ledger()).users.holding;

/** Buys it by hand in the admin center, as a person would. */
async function buyByHand(sku: string, quantity: number): Promise<void> {
  const admin = visitor({ url: app.sandboxUrl });
  const page = await admin.open(`/purchase/${product(sku)?.skuId}`, app.tenant);
  const checkout = await admin.press(page, en.checkOutNow, { quantity: String(quantity) });
  await admin.press(checkout, en.placeOrder);
}

async function cancelByHand(): Promise<void> {
  const admin = visitor({ url: app.sandboxUrl });
  const page = await admin.follow(await admin.open('/', app.tenant), 'Office 365 E4');
  await admin.press(await admin.follow(page, en.cancelSubscription), en.cancelNow, { reason: 'replaced' });
}

describe('a plan without Teams that is owned, with Teams beside it for some', () => {
  async function toStepOne(plan: string, locale?: string): Promise<TeamsPerson> {
    app = await startTestApp({
      country: 'DE',
      users: 25,
      commerce: 'admin-center',
      withDisabledPlans: { TEAMS1: 2, SWAY: 3 },
      owned: [
        { sku: e3NoTeams, seats: 30 },
        { sku: 'Microsoft_Teams_EEA_New', seats: 30, users: 20 },
      ],
    });
    const alex = app.person('alex', locale);
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    await alex.say(plan);
    expect(alex.card.id).toBe('before-you-begin');
    return alex;
  }

  it('is used knowing what it lacks; who would lose Teams is counted before anyone moves, and the others keep it', async () => {
    const alex = await toStepOne('SPE_E3');
    expect(alex.card.text).not.toContain('without Microsoft Teams');
    await alex.click('acknowledge');
    expect(alex.card.id).toBe('manual-buy');
    expect(alex.card.text).toContain('1 · Microsoft 365 E3 EEA (no Teams): 30 free of 30');
    expect(alex.card.text).toMatch(
      /EEA \(no Teams\) lacks some of what Office 365 E4 has: Skype for Business.* and Microsoft Teams/,
    );
    await alex.say('use 1');
    expect(alex.card.id).toBe('manual-buy');
    expect(alex.card.text).toContain("isn't the plan you chose");
    await alex.say('use 1 anyway');
    await app.until(alex, isMessage('manual-reassign'), 'PT2M');
    expect(alex.card.text).toMatch(/5 of them had Microsoft Teams only from Office 365 E4.*Assign Microsoft Teams EEA/);
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, isMessage('manual-cancel'), 'PT5S');
    expect(await holding()).toEqual({ Microsoft_Teams_EEA_New: 20, [e3NoTeams]: 25 });
    await alex.click('undo');
    await app.until(alex, isMessage('manual-reassign'), 'PT5S');
    expect(await holding()).toEqual({ Microsoft_Teams_EEA_New: 20, [e4]: 25 });
    expect((await ledger()).users.unlicensedMoments).toBe(0);
  });

  it('can be chosen by its number in the comparison, and what it lacks is read before anything begins', async () => {
    const alex = await toStepOne('6', 'sv-SE');
    expect(alex.card.text).toContain('Jämfört med det ni har i dag');
    expect(alex.card.text).toMatch(
      /Microsoft 365 E3 EEA \(no Teams\) saknar en del av det som finns i Office 365 E4: .*Microsoft Teams/,
    );
    expect(alex.card.text).toContain(
      'en licens för Microsoft Teams EEA förlorar Teams och därmed den här chatten: köp den också',
    );
    await alex.say('jämför 2');
    expect(alex.card.text).toMatch(/Microsoft 365 E3 EEA \(no Teams\) innehåller inte Microsoft Teams/);
  });
});

describe('another plan bought by hand than the one that was chosen', () => {
  async function toBuying(locale?: string): Promise<TeamsPerson> {
    app = await startTestApp({ users: 12, commerce: 'admin-center', withDisabledPlans: { TEAMS1: 2 } });
    const alex = app.person('alex', locale);
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    await alex.click('buyNew');
    expect(alex.card.id).toBe('admin-task');
    return alex;
  }
  const told = (summary: RegExp) => (card: SeenCard) => card.how === 'message' && summary.test(card.summary ?? '');

  it('is asked about, and carries the run to its end once it is taken', async () => {
    const alex = await toBuying('sv-SE');
    await buyByHand(e5NoTeams, 12);
    const asked = await app.until(alex, told(/köpt ett annat abonnemang än det du valde/), 'PT10S');
    expect(asked.text).toContain('Microsoft 365 E5 (no Teams): 12 licenser');
    expect(asked.text).toContain('innehåller inte Microsoft Teams');
    await alex.say('använd 1');
    expect(alex.card.id).toBe('admin-task');
    expect(alex.card.text).toContain('är inte det abonnemang du valde');
    await alex.click('useSubscription', { accept: 'true' });
    await app.until(alex, isMessage('manual-reassign'), 'PT2M');
    expect(alex.card.text).toMatch(/10 av dem Microsoft Teams bara genom Office 365 E4/);
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, isMessage('manual-cancel'), 'PT5S');
    await alex.click('cancelOld');
    await alex.waitFor(({ id }) => id === 'admin-task');
    await cancelByHand();
    await app.until(alex, isMessage('completed'), 'PT30S');
    expect(alex.card.text).toContain('innehåller inte Microsoft Teams: se till att de som behöver det har en licens');
    expect(await holding()).toEqual({ [e5NoTeams]: 12 });
    expect((await ledger()).users.unlicensedMoments).toBe(0);
  });

  it('moves nobody where it gives less than people have, and the chosen plan is still looked for', async () => {
    const alex = await toBuying();
    await buyByHand('STANDARDPACK', 12);
    const asked = await app.until(alex, told(/A plan other than the one you chose has been bought/), 'PT10S');
    expect(asked.text).toMatch(
      /can't take over from Office 365 E4, because it has less of what people depend on: mail, files,? and Office apps/,
    );
    expect(asked.verbs).not.toContain('useSubscription');
    await alex.say('use 1 anyway');
    expect(alex.card.id).toBe('admin-task');
    expect(alex.card.text).toContain("can't take over");
    await buyByHand('SPE_E5', 12);
    await app.until(alex, isMessage('manual-reassign'), 'PT2M');
    expect(alex.card.text).toContain('Microsoft 365 E5');
    expect(alex.card.text).not.toContain('and would lose it');
    expect(await holding()).toEqual({ [e4]: 12 });
  });
});

describe.each(['partner-center', 'billing-account'])(
  'a plan without Teams with too few licenses, on %s',
  (commerce) => {
    it('gets the missing ones by API, and then says who would lose Teams', async () => {
      const owned = [{ sku: e5NoTeams, seats: 4 }];
      app = await startTestApp({ users: 6, commerce, blockers: ['HAS_ADDON'], owned });
      const alex = app.person('alex');
      await alex.say('upgrade');
      await alex.click('upgradeManually');
      await alex.click('choosePlan', { plan: e5NoTeams });
      await alex.click('acknowledge');
      expect(alex.card.text).toContain('Use these and buy 2 more');
      await alex.click('useSubscription');
      await app.until(alex, ({ verbs }) => verbs.includes('buyMore'), 'PT5S');
      await alex.click('buyMore');
      await alex.click('goToCheckout');
      await alex.click('placeOrder');
      await app.until(alex, isMessage('manual-reassign'), 'PT20S');
      expect(alex.card.text).toContain('6 of them had Microsoft Teams only from Office 365 E4');
      const { subscriptions } = await ledger();
      expect(subscriptions.filter(({ sku }) => sku === e5NoTeams)).toMatchObject([{ seats: 6 }]);
    });
  },
);
