import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type BotProcess, startBotProcess } from '../../support/bot-process.js';
import { sandboxControl } from '../../support/sandbox-control.js';
import { startTeamsClient, type TeamsClient, type TeamsPerson } from '../../support/teams-client.js';
import { people, until } from '../../support/test-app.js';

/** The real process is asked to stop while something outside hangs: it ends by itself, well, within ten seconds. */

let folder: string;
let bot: BotProcess;
let teams: TeamsClient;
let alex: TeamsPerson;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stop-'));
  bot = await startBotProcess({ CLOUD: 'sandbox', PORT: '0', SANDBOX_PORT: '0', DATA_DIR: folder });
  teams = await startTeamsClient({ bot: () => bot.url });
  alex = teams.person({ ...people.alex, tenantId: randomUUID() });
});
afterEach(async () => {
  await teams.close();
  await bot.kill();
  await rm(folder, { recursive: true, force: true });
});

const hang = (path: string, method?: string) =>
  sandboxControl(bot.sandboxUrl).faults([{ match: { path, ...(method ? { method } : {}) }, effect: 'hang' }]);
/** What hangs is under way by then. */
const underWay = () => new Promise((resolve) => setTimeout(resolve, 500));

async function stops(): Promise<void> {
  const began = Date.now();
  expect(await bot.terminate()).toBe(0);
  expect(Date.now() - began).toBeLessThan(10_000);
}

async function toCheckout(): Promise<void> {
  await alex.say('upgrade');
  await alex.click('choosePlan', { plan: 'SPE_E3' });
  await alex.click('acknowledge');
  await alex.click('goToCheckout');
}

it('with a read that a person waits for', async () => {
  await hang('/subscribedSkus');
  void alex.say('upgrade').catch(() => undefined);
  await underWay();
  await stops();
}, 30_000);

it('with an order', async () => {
  await toCheckout();
  await hang('/transitions', 'POST');
  await alex.click('placeOrder');
  await underWay();
  await stops();
}, 30_000);

it('with a change of licences and a message to a follower', async () => {
  const sandbox = sandboxControl(bot.sandboxUrl);
  await alex.say('upgrade');
  await alex.click('upgradeManually');
  await alex.click('choosePlan', { plan: 'SPE_E3' });
  await alex.click('acknowledge');
  await alex.click('buyNew');
  await alex.click('goToCheckout');
  await alex.click('placeOrder');
  await until(sandbox, alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT1M');
  await hang('/assignLicense', 'POST');
  teams.mishap({ status: 'hang', times: 1_000, conversationId: alex.conversationId });
  await alex.click('reassign', { pilot: '0' });
  await underWay();
  await stops();
}, 60_000);
