import { afterEach, describe, expect, it } from '@jest/globals';
import type { TeamsPerson } from '../support/teams-client.js';
import { people, startTestApp, type TestApp, type Who } from '../support/test-app.js';

/** Whoever lets a run go on holds the role of what goes on, at that moment; nothing is done for somebody who lost it. */

let app: TestApp;
afterEach(() => app.stop());

const roleOf = {
  alex: 'Global Administrator',
  megan: 'Billing Administrator',
  adele: 'License Administrator',
  isaiah: 'User Administrator',
} as const;

/** The tenant with the admins as they are, but for these, who have lost their role. */
function without(...lost: Who[]) {
  const admins = (Object.keys(roleOf) as (keyof typeof roleOf)[]).map((who) => ({
    id: people[who].aadObjectId,
    name: people[who].name,
    roles: lost.includes(who) ? [] : [roleOf[who]],
  }));
  return app.sandbox.patch(app.tenant, { admins });
}

const refuse = (path: string, method?: string) =>
  app.sandbox.faults([{ match: { path, ...(method ? { method } : {}) }, effect: 'status', status: 403 }]);

async function bought(by: TeamsPerson): Promise<void> {
  await by.say('upgrade');
  await by.click('upgradeManually');
  await by.click('choosePlan', { plan: 'SPE_E3' });
  await by.click('acknowledge');
  await by.click('buyNew');
  await by.click('goToCheckout');
  await by.click('placeOrder');
  await app.until(by, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT1M');
}

const holdingNew = async () => (await app.sandbox.ledger(app.tenant)).users.holding.SPE_E3 ?? 0;

describe('a cancellation that stands still', () => {
  it('is let go on by nobody who may not buy, by card or by words, and by whoever may', async () => {
    app = await startTestApp({ users: 5 });
    const [alex, isaiah, megan] = [app.person('alex'), app.person('isaiah'), app.person('megan')];
    await bought(alex);
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, 'manual-cancel', 'PT5S');
    await refuse('/partnercenter/.*/subscriptions/', 'PATCH');
    await alex.click('cancelOld', { confirm: 'true' });
    const stands = await app.until(alex, (card) => card.id === 'needs-attention', 'PT5S');
    await isaiah.click('retry', {}, stands);
    expect(isaiah.card.id).toBe('refused');
    await isaiah.say('retry');
    expect(isaiah.card.id).toBe('refused');
    await app.sandbox.faults([]);
    expect((await app.sandbox.ledger(app.tenant)).cancellations).toEqual([]);
    await without('alex');
    await megan.say('status');
    await megan.say('retry');
    await app.until(megan, 'completed', 'PT5S');
    expect((await app.sandbox.ledger(app.tenant)).cancellations).toHaveLength(1);
  });
});

describe('people who are being moved', () => {
  it('are moved in the name of nobody who lost the role meanwhile; somebody who has it lets it go on', async () => {
    app = await startTestApp({ users: 5 });
    const [alex, adele, megan] = [app.person('alex'), app.person('adele', 'sv-SE'), app.person('megan')];
    await bought(alex);
    await refuse('/assignLicense');
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, (card) => card.id === 'needs-attention', 'PT5S');
    await without('alex');
    await app.sandbox.faults([]);
    // The permission is there again: it would go on by itself, were it not for who decided it.
    await adele.say('status');
    const asks = await app.until(adele, ({ text }) => text.includes('Alex Wilber bestämde det här'), 'PT5M');
    expect(asks.text).toMatch(/har inte längre rollen/);
    expect(await holdingNew()).toBe(0);
    await megan.say('retry');
    expect(megan.card.id).toBe('refused');
    await adele.say('status');
    await adele.click('retry');
    await app.until(adele, 'manual-cancel', 'PT5S');
    expect(await holdingNew()).toBe(5);
  });

  it('are not moved by what was decided thirty days ago, whoever decided it', async () => {
    app = await startTestApp({ users: 5 });
    const alex = app.person('alex');
    await bought(alex);
    await refuse('/assignLicense');
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, (card) => card.id === 'needs-attention', 'PT5S');
    await app.sandbox.advance('P30D');
    await app.sandbox.faults([]);
    await app.until(alex, ({ text }) => text.includes('more than a day ago'), 'PT1H');
    expect(await holdingNew()).toBe(0);
    await alex.click('retry');
    await app.until(alex, 'manual-cancel', 'PT5S');
    expect(await holdingNew()).toBe(5);
  });

  it('and were laid down are taken up by nobody who may not assign licences', async () => {
    app = await startTestApp({ users: 60, quotas: { writes: 5, windowMs: 20_000 } });
    const [alex, megan, isaiah] = [app.person('alex'), app.person('megan'), app.person('isaiah')];
    await bought(alex);
    await alex.click('reassign', { pilot: '0' });
    await alex.say('pause');
    await megan.say('resume');
    expect(megan.card.id).toBe('refused');
    await isaiah.say('status');
    await isaiah.say('resume');
    await app.until(isaiah, 'manual-cancel', 'PT20S');
    expect(await holdingNew()).toBe(60);
  });
});

describe('an order that Microsoft did not let leave', () => {
  it('does not leave thirty days later when nobody holds a role, nor by whoever may only assign', async () => {
    app = await startTestApp({ users: 5 });
    const [alex, adele] = [app.person('alex'), app.person('adele')];
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    await refuse('/partnercenter/.*/transitions', 'POST');
    await alex.click('placeOrder');
    const stands = await app.until(alex, (card) => card.id === 'needs-attention', 'PT5S');
    await adele.click('retry', {}, stands);
    expect(adele.card.id).toBe('refused');
    await without('alex', 'megan', 'adele', 'isaiah');
    await app.sandbox.advance('P30D');
    await app.sandbox.faults([]);
    await alex.click('retry', {}, stands);
    expect(alex.card.id).toBe('refused');
    await without();
    await alex.say('retry');
    // What was confirmed thirty days ago is shown again, to be confirmed anew.
    await app.until(alex, 'checkout', 'PT5S');
    expect((await app.sandbox.ledger(app.tenant)).orders).toEqual([]);
  });
});
