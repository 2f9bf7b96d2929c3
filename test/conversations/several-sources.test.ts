import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actionsOf, type Json } from '../support/card-json.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Several plans of a tenant, one after the other; one that only keeps its old plan stands in nobody's way. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ users: 1 });
});
afterAll(() => app.stop());

const isMessage = (id: string) => (card: SeenCard) => card.id === id && card.how === 'message';
const runOn = ({ card }: TeamsPerson) => actionsOf(card.card).find(({ data: { runId } }) => runId)?.data.runId;

async function somebody(scenario: Json): Promise<{ alex: TeamsPerson; tenant: string }> {
  const tenant = randomUUID();
  await app.sandbox.put(tenant, scenario);
  return { alex: app.person('alex', 'en-US', tenant), tenant };
}

const two = {
  source: 'STANDARDPACK',
  users: 4,
  owned: [{ sku: 'ENTERPRISEPACK', seats: 4 }],
  sources: [{ sku: 'SPE_F1', users: 3 }],
  provisioningDelay: 'PT1S',
};

const keptE1 = (alex: TeamsPerson) => kept(alex, 'Office 365 E1', 'ENTERPRISEPACK');

/** A plan has been left by hand, and is kept. */
async function kept(alex: TeamsPerson, called: string, plan: string): Promise<{ run: unknown; card: SeenCard }> {
  await alex.say(`upgrade ${called}`);
  await alex.click('upgradeManually');
  await alex.click('choosePlan', { plan });
  await alex.click('acknowledge');
  await alex.click('useSubscription');
  await app.until(alex, isMessage('manual-reassign'), 'PT1M');
  await alex.click('reassign', { pilot: '0' });
  await app.until(alex, isMessage('manual-cancel'), 'PT5S');
  await alex.click('keepOld');
  return { run: runOn(alex), card: alex.card };
}

describe('an old plan that is kept', () => {
  it('lets another plan be upgraded, and is ended afterwards by words', async () => {
    const { alex, tenant } = await somebody(two);
    const first = await keptE1(alex);
    await alex.say('upgrade');
    expect(runOn(alex)).toBe(first.run);
    await alex.say('upgrade F3');
    expect(alex.card.text).toMatch(/You can upgrade Microsoft 365 F3/);
    const second = runOn(alex);
    expect(second).not.toBe(first.run);
    // The same plan has one upgrade, whatever it is called by.
    await alex.say('upgrade Office 365 E1');
    expect(runOn(alex)).toBe(first.run);
    await alex.say('status');
    expect(runOn(alex)).toBe(second);
    await alex.say('history');
    expect(alex.card.text).toMatch(/Open 2/);
    await alex.say('choose Microsoft 365 E3');
    for (const said of ['understood', 'checkout', 'order', 'yes']) await alex.say(said);
    // Nobody is moved back past what another upgrade has done, or does.
    await alex.click('undo', {}, first.card);
    expect(alex.card.text).toMatch(/nobody can be moved back any more/);
    await app.until(alex, isMessage('completed'), 'PT1M');
    const { users } = await app.sandbox.ledger(tenant);
    expect(users.holding).toMatchObject({ ENTERPRISEPACK: 4, SPE_E3: 3 });
    await alex.say('cancel the old plan now');
    expect(runOn(alex)).toBe(first.run);
    const cancelled = async () => (await app.sandbox.ledger(tenant)).cancellations.length;
    const before = await cancelled();
    await alex.say('yes');
    await app.until(alex, isMessage('completed'), 'PT1M');
    expect(await cancelled()).toBe(before + 1);
  });

  it('is what is left to be done once the other upgrade is over', async () => {
    const { alex } = await somebody(two);
    const first = await keptE1(alex);
    await alex.say('upgrade F3');
    await alex.say('stop');
    await alex.say('upgrade E1');
    expect(runOn(alex)).toBe(first.run);
    // What is written is about it now.
    await alex.say('status');
    expect(runOn(alex)).toBe(first.run);
    await alex.click('undo', {}, alex.card);
    await app.until(alex, isMessage('manual-reassign'), 'PT5S');
  });
});

describe('Office 365 E4, which is found whoever holds it', () => {
  it('has one upgrade where it is kept, also while another is looked at', async () => {
    const { alex } = await somebody({
      ...two,
      source: 'ENTERPRISEWITHSCAL',
      owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 4 }],
      blockers: ['MULTIPLE_PLANS_SAME_PRODUCT'],
    });
    const first = await kept(alex, 'E4', 'ENTERPRISEPREMIUM');
    await alex.say('upgrade F3');
    const second = runOn(alex);
    expect(second).not.toBe(first.run);
    await alex.say('upgrade E4');
    expect(runOn(alex)).toBe(first.run);
    await alex.say('status');
    expect([runOn(alex), alex.card.text]).toEqual([second, expect.stringMatching(/Microsoft 365 F3/)]);
  });
});

describe('an upgrade that is under way', () => {
  it('lets no other begin, and says what to do', async () => {
    const { alex } = await somebody(two);
    await alex.say('upgrade Office 365 E1');
    await alex.click('choosePlan', { plan: 'ENTERPRISEPACK' });
    const run = runOn(alex);
    await alex.say('upgrade F3');
    expect(runOn(alex)).toBe(run);
    expect(alex.card.text).toMatch(
      /only one plan can be upgraded at a time\. Finish it, or write “stop”; then upgrade the other one/,
    );
    await alex.say('stop');
    await alex.say('upgrade F3');
    expect(alex.card.text).toMatch(/You can upgrade Microsoft 365 F3/);
  });
});
