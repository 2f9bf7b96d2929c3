import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type BotProcess, startBotProcess } from '../support/bot-process.js';
import { type SandboxControl, sandboxControl } from '../support/sandbox-control.js';
import { type SeenCard, startTeamsClient, type TeamsClient, type TeamsPerson } from '../support/teams-client.js';
import { people, until } from '../support/test-app.js';

/** The process is killed with SIGKILL in the middle and started again: it goes on and ends the same, with one order. */

describe('after kill -9 in the middle', () => {
  let dataDir: string;
  let bot: BotProcess;
  let teams: TeamsClient;
  let sandbox: SandboxControl;
  let alex: TeamsPerson;
  let tenant: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'upgrade-assistant-'));
    teams = await startTeamsClient({ bot: () => bot.url });
    await start();
  });
  beforeEach(() => {
    tenant = randomUUID();
    alex = teams.person({ ...people.alex, tenantId: tenant });
  });
  afterAll(async () => {
    await teams.close();
    await bot.kill();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function start(): Promise<void> {
    bot = await startBotProcess({
      CLOUD: 'sandbox',
      PORT: '0',
      SANDBOX_PORT: '0',
      DATA_DIR: dataDir,
    });
    sandbox = sandboxControl(bot.sandboxUrl);
  }

  async function killAndStart(): Promise<void> {
    await bot.kill();
    await start();
  }

  /** Who holds what, with which services off. */
  async function held(): Promise<string[]> {
    const users = await sandbox.users(tenant);
    return users.map(({ id, skus, disabledPlans }) => JSON.stringify([id, [...skus].sort(), disabledPlans]));
  }

  const told = (id: string) => (card: SeenCard) => card.id === id && card.how === 'message';

  it('an automatic upgrade ends the same when killed while it orders and in a credit check', async () => {
    await sandbox.put(tenant, 'tailspin');
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await killAndStart();
    await until(sandbox, alex, 'credit-check', 'PT1S');
    await killAndStart();
    await sandbox.advance('P5D');
    await until(sandbox, alex, told('completed'));
    const ledger = await sandbox.ledger(tenant);
    expect(ledger.orders).toHaveLength(1);
    expect(ledger.users.holding).toEqual({ SPE_E3: ledger.users.total });
    expect(ledger.users.unlicensedMoments).toBe(0);
  }, 120_000);

  it('a manual upgrade ends the same when killed while it buys, reassigns, moves back and cancels', async () => {
    await sandbox.put(tenant, { scenario: 'northwind', users: 400, seats: 400, latencyMs: [20, 40] });
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    await alex.click('buyNew');
    await alex.click('goToCheckout');
    const before = await held();
    await alex.click('placeOrder');
    await killAndStart();
    // An order that had not arrived when it was killed is looked for until it cannot show any more, and sent again.
    await until(sandbox, alex, told('manual-reassign'), 'PT1M');
    await alex.click('reassign', { pilot: '0' });
    await killAndStart();
    await killAndStart();
    await until(sandbox, alex, told('manual-cancel'), 'PT5S');
    await alex.click('undo');
    await killAndStart();
    await until(
      sandbox,
      alex,
      (card) => told('manual-reassign')(card) && card.text.includes('Everyone is back'),
      'PT5S',
    );
    expect(await held()).toEqual(before);
    await alex.click('reassign', { pilot: '0' });
    await until(sandbox, alex, told('manual-cancel'), 'PT5S');
    await alex.click('cancelOld');
    await killAndStart();
    await until(sandbox, alex, told('completed'), 'PT5S');
    const ledger = await sandbox.ledger(tenant);
    expect(ledger.orders).toHaveLength(1);
    expect(ledger.users.holding).toMatchObject({ SPE_E3: 400 });
    expect(ledger.users.unlicensedMoments).toBe(0);
  }, 120_000);
});
