import { afterEach, describe, expect, it } from '@jest/globals';
import { product } from '../../src/upgrade/plans/plans.js';
import type { Json } from '../support/card-json.js';
import { anotherTool } from '../support/directory.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** What is written down of who had what is whole, and true when Microsoft's upgrade begins. */

const e4 = product('ENTERPRISEWITHSCAL');
const sway = e4?.services.find(({ name }) => name === 'SWAY')?.id ?? '';
const isMessage = (id: string) => (card: SeenCard) => card.id === id && card.how === 'message';

describe('before an automatic upgrade', () => {
  let app: TestApp;
  afterEach(() => app.stop());

  async function ordered(scenario: Json, faultsBefore: () => Promise<unknown> = async () => {}): Promise<TeamsPerson> {
    app = await startTestApp({ commerce: 'partner-center', ...scenario });
    await faultsBefore();
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    return alex;
  }
  const orders = async () => (await app.sandbox.ledger(app.tenant)).orders;
  const offFor = async (id: string) =>
    (await app.sandbox.users(app.tenant)).find((user) => user.id === id)?.disabledPlans.SPE_E3;

  it('nothing is ordered on a list that lacks somebody; it goes on by itself when the list is whole', async () => {
    let missing = '';
    const alex = await ordered({ users: 21, seats: 21, withDisabledPlans: { SWAY: 21 } }, async () => {
      const tool = await anotherTool(app.sandboxUrl);
      const whole = await tool.listOfHolders(app.tenant, e4?.skuId ?? '');
      tool.close();
      missing = whole.value.at(-1)?.id ?? '';
      const body = { ...whole, value: whole.value.slice(0, -1) };
      await app.sandbox.faults([
        { match: { path: '/users\\?.*assignedLicenses' }, effect: 'status', status: 200, body },
      ]);
    });
    await app.until(alex, (card) => /counted 21 licenses .* names 20 people/.test(card.text), 'PT10S');
    await app.sandbox.advance('PT30M');
    expect(await orders()).toHaveLength(0);
    await app.sandbox.faults([]);
    await app.until(alex, isMessage('completed'), 'PT1M');
    expect(await offFor(missing)).toContain('SWAY');
  });

  it('whoever joins while the credit check lasts gets their switched-off services back too', async () => {
    const alex = await ordered({ users: 12, seats: 15, creditCheck: 'approve', payment: 'invoice' });
    await app.until(alex, isMessage('credit-check'), 'PT10S');
    const tool = await anotherTool(app.sandboxUrl);
    const users = await app.sandbox.users(app.tenant);
    const joins = users.find(({ skus }) => skus.length === 0);
    const changes = users.find(({ skus }) => skus.includes('ENTERPRISEWITHSCAL'));
    const withoutSway = [{ skuId: e4?.skuId ?? '', disabledPlans: [sway] }];
    for (const userId of [joins?.id ?? '', changes?.id ?? ''])
      expect(await tool.changeLicences(app.tenant, [{ userId, add: withoutSway, remove: [] }])).toEqual([
        { is: 'done' },
      ]);
    tool.close();
    await app.until(alex, isMessage('completed'), 'PT2H');
    expect(await offFor(joins?.id ?? '')).toContain('SWAY');
    expect(await offFor(changes?.id ?? '')).toContain('SWAY');
  });
});
