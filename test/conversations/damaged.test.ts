import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { App } from '../../src/app.js';
import { readConfig } from '../../src/config/config.js';
import { startSandbox } from '../../src/sandbox/server.js';
import { type SandboxControl, sandboxControl } from '../support/sandbox-control.js';
import { startTeamsClient, type TeamsClient, type TeamsPerson } from '../support/teams-client.js';
import { people, until } from '../support/test-app.js';
import { startWatched } from '../support/watched-bot.js';

/** Every document of one tenant is damaged on the disk, while another tenant is in the middle of its upgrade. */

describe('a tenant whose documents are damaged', () => {
  const [sound, damaged] = [randomUUID(), randomUUID()];
  let dataDir: string;
  let cloud: Awaited<ReturnType<typeof startSandbox>>;
  let sandbox: SandboxControl;
  let bot: App;
  let teams: TeamsClient;

  async function startBot(): Promise<void> {
    const env = { CLOUD: 'sandbox', PORT: '0', SANDBOX_URL: cloud.url, DATA_DIR: dataDir };
    const read = readConfig(env);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    bot = await startWatched(read.config);
  }
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'upgrade-assistant-'));
    cloud = await startSandbox({ port: 0 });
    sandbox = sandboxControl(cloud.url);
    await startBot();
    teams = await startTeamsClient({ bot: () => bot.url });
  });
  afterEach(async () => {
    await teams.close();
    await bot.stop();
    await cloud.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function begun(tenantId: string): Promise<TeamsPerson> {
    await sandbox.put(tenantId, 'contoso');
    const alex = teams.person({ ...people.alex, id: `29:${tenantId}`, locale: 'en-US', tenantId });
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    expect(alex.card.id).toBe('checkout');
    return alex;
  }
  async function filesOf(tenantId: string): Promise<string[]> {
    const names = (await readdir(dataDir, { recursive: true })).filter((name) => name.endsWith('.json'));
    const texts = await Promise.all(names.map((name) => readFile(join(dataDir, name), 'utf8')));
    return names.filter((_, index) => texts[index]?.includes(tenantId));
  }

  it('harms no other, is not begun anew, and goes on once it was put right', async () => {
    const [alex, other] = [await begun(sound), await begun(damaged)];
    await bot.stop();
    const theirs = await filesOf(damaged);
    const before = new Map<string, string>();
    for (const name of theirs) {
      before.set(name, await readFile(join(dataDir, name), 'utf8'));
      await writeFile(join(dataDir, name), '{"format":1,');
    }
    expect(new Set(theirs.map((name) => name.split('/')[0]))).toEqual(new Set(['run', 'tenant', 'follower']));
    await startBot();

    const readyz = async () => {
      const response = await fetch(`${bot.url}/readyz`);
      return { status: response.status, text: await response.text() };
    };
    expect((await readyz()).status).toBe(200);
    for (const words of ['upgrade', 'status', 'history', 'hello']) await other.say(words);
    expect(other.card.id).not.toBe('checkout');
    await alex.click('placeOrder');
    await until(sandbox, alex, (card) => card.id === 'completed' && card.how === 'message');
    expect((await sandbox.ledger(sound)).orders).toHaveLength(1);
    expect((await sandbox.ledger(damaged)).orders).toHaveLength(0);
    const ready = await readyz();
    expect(ready.status).toBe(200);
    for (const secret of [sound, damaged, dataDir, people.alex.aadObjectId]) expect(ready.text).not.toContain(secret);

    await bot.stop();
    for (const [name, text] of before) {
      await writeFile(join(dataDir, `${name}.corrupt`), text);
      await rename(join(dataDir, `${name}.corrupt`), join(dataDir, name));
    }
    await startBot();
    await other.say('status');
    expect(other.card.id).toBe('checkout');
  });
});
