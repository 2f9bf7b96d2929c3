import { afterEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Upgrades from other plans than Office 365 E4. */

let app: TestApp;
afterEach(() => app.stop());

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
      ['beställ', 'progress'],
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
    await alex.say('upgrade');
    expect(alex.card.id).toBe('which');
    expect(alex.card.text).toMatch(/Office 365 E1.*6 people.*Microsoft 365 E3.*4 people/s);
    await alex.say('upgrade E9');
    expect(alex.card.id).not.toBe('upgrade-available');
    await alex.say('upgrade F3');
    expect(alex.card.text).toMatch(/Nobody here holds a plan called “F3”/);
    await alex.click('check', { source: 'STANDARDPACK' });
    expect(alex.card.id).toBe('upgrade-available');
    expect(alex.card.text).toMatch(/Office 365 E1/);
    // Nothing is chosen yet: another plan can be looked at, and this one again.
    await alex.say('upgrade Microsoft 365 E3');
    expect(alex.card.text).toMatch(/You can upgrade Microsoft 365 E3/);
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.say('upgrade office 365 e1');
    expect(alex.card.id).toBe('before-you-begin');
    expect(alex.card.text).toMatch(/one plan is upgraded at a time/);
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
