import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { en } from '../../src/sandbox/admin-center/words-en.js';
import { product } from '../../src/upgrade/plans/plans.js';
import { visitor } from '../sandbox/pages.js';
import type { SeenCard } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** To a plan without Microsoft Teams that is bought by hand, with Teams beside it in the same order. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ users: 1 });
});
afterAll(() => app.stop());

const isMessage = (id: string) => (card: SeenCard) => card.id === id && card.how === 'message';

describe('a plan without Teams that is bought in the admin center', () => {
  it.each([
    ['en-US', /Add Microsoft Teams EEA to the same order/, /everyone also gets Microsoft Teams EEA/],
    ['sv-SE', /Lägg Microsoft Teams EEA i samma order/, /får alla även Microsoft Teams EEA/],
  ])('is ordered with Teams, and everyone gets both in one change (%s)', async (locale, guided, along) => {
    const tenant = randomUUID();
    const scenario = { commerce: 'admin-center', country: 'DE', source: 'SPE_E3', users: 4, provisioningDelay: 'PT1S' };
    await app.sandbox.put(tenant, scenario);
    const alex = app.person('alex', locale, tenant);
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan: 'O365_w/o Teams Bundle_M3' });
    await alex.click('acknowledge');
    await alex.click('buyNew');
    expect(alex.card.id).toBe('admin-task');
    expect(alex.card.text).toMatch(guided);
    const admin = visitor({ url: app.sandboxUrl });
    for (const sku of ['Microsoft_Teams_EEA_New', 'O365_w/o Teams Bundle_M3']) {
      const page = await admin.open(`/purchase/${product(sku)?.skuId}`, tenant);
      await admin.press(await admin.press(page, en.checkOutNow, { quantity: '4' }), en.placeOrder);
    }
    await app.until(alex, isMessage('manual-reassign'), 'PT1M');
    expect(alex.card.text).toMatch(along);
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, isMessage('manual-cancel'), 'PT5S');
    const { users, requests } = await app.sandbox.ledger(tenant);
    expect(users.holding).toEqual({ 'O365_w/o Teams Bundle_M3': 4, Microsoft_Teams_EEA_New: 4 });
    expect([users.unlicensedMoments, requests.graph.writes]).toEqual([0, 4]);
  });
});
