import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { HealthWatch } from '../../../src/storage/health-watch.js';
import { openLowdb } from '../../../src/storage/lowdb/open.js';
import { startAdminServer } from '../../../src/teams/channel/admin-server.js';
import { startBotProcess } from '../../support/bot-process.js';
import { happens } from '../../support/on-the-way.js';
import { type BotUnderTest, people, startBot, tenantId } from '../bot-under-test.js';
import { handMovedTime } from '../hand-moved-time.js';

/** How the bot is, as anybody may ask and as operators are told, over HTTP. */

let bot: BotUnderTest;
afterEach(() => bot.close());

const started = async (config: Parameters<typeof startBot>[0] = {}) => {
  bot = await startBot(config);
};
const inProduction = { config: { admin: { host: '127.0.0.1', port: 0 } } };
async function at(address: string, path: string, method = 'GET') {
  const response = await fetch(new URL(path, address), { method });
  const text = await response.text();
  return { status: response.status, text, json: text.startsWith('{') ? JSON.parse(text) : undefined };
}
const full = 'Could not write to the data folder: the disk is full.';
/** Lets time pass to the next look at the disk, `ms` away, and resolves once the bot says what it then sees. */
async function seen(status: number, ms: number): Promise<void> {
  await bot.healthTime.asleep(ms);
  bot.healthTime.advance(ms);
  while ((await at(bot.address, '/readyz')).status !== status) await new Promise(setImmediate);
}

describe('GET /readyz', () => {
  it('costs the disk nothing, however often it is asked', async () => {
    await started();
    const asked = bot.diskAsked;
    for (let n = 0; n < 50; n += 1) expect((await at(bot.address, '/readyz')).status).toBe(200);
    expect(bot.diskAsked).toBe(asked);
    expect((await readdir(bot.dataDir)).filter((name) => name.includes('probe'))).toEqual([]);
  });

  it('says only whether the bot is ready where anybody may ask, and why not on the port of operators', async () => {
    await started(inProduction);
    expect(await at(bot.address, '/readyz')).toMatchObject({ status: 200, text: '{"ready":true}' });
    bot.disk = async () => ({ ok: false, reason: full });
    await seen(503, 15_000);
    expect(await at(bot.address, '/readyz')).toMatchObject({ status: 503, text: '{"ready":false}' });
    const told = { ready: false, reasons: [full], setAside: {} };
    expect(await at(bot.adminAddress, '/readyz?verbose')).toMatchObject({ status: 503, json: told });
    bot.disk = undefined;
    await seen(200, 2_000);
  });

  it('says why not at the one address there is in the sandbox', async () => {
    await started();
    bot.disk = async () => ({ ok: false, reason: full });
    await seen(503, 15_000);
    expect((await at(bot.address, '/readyz')).json).toEqual({ ready: false, reasons: [full], setAside: {} });
  });

  it('answers while the disk hangs, which is asked once until it answers', async () => {
    await started();
    let answer = (_: { ok: true }): void => undefined;
    bot.disk = () => new Promise((resolve) => (answer = resolve));
    await bot.healthTime.asleep(15_000);
    bot.healthTime.advance(15_000);
    await seen(503, 5_000);
    const asked = bot.diskAsked;
    for (let n = 0; n < 3; n += 1) {
      await bot.healthTime.asleep(2_000);
      bot.healthTime.advance(2_000);
      await seen(503, 5_000);
    }
    const told = await at(bot.address, '/readyz');
    expect([told.status, told.json.reasons]).toEqual([503, ['the disk does not answer: check it']]);
    expect(bot.diskAsked).toBe(asked);
    bot.disk = undefined;
    answer({ ok: true });
    await seen(200, 2_000);
  });

  it('is ready for the others while one person’s document is damaged, and names nobody', async () => {
    await started(inProduction);
    const [alex, megan] = [bot.person('alex'), bot.person('megan')];
    await alex.say('help');
    await megan.say('help');
    // Stopped, it has everything in files.
    await bot.restart();
    const folder = join(bot.dataDir, 'follower');
    const hers = (await readdir(folder)).find((name) => name.includes(people.megan.aadObjectId)) ?? '';
    await writeFile(join(folder, hers), '{"format":1,"id":');
    await bot.restart();

    await megan.send({ type: 'message', text: 'help' });
    const before = alex.cards.length;
    await alex.say('help');
    expect(alex.cards.length).toBeGreaterThan(before);
    const asked = bot.diskAsked;
    await bot.healthTime.asleep(15_000);
    bot.healthTime.advance(15_000);
    while (bot.diskAsked === asked || Object.keys((await at(bot.adminAddress, '/readyz')).json.setAside).length === 0) {
      await new Promise(setImmediate);
    }
    expect(await at(bot.address, '/readyz')).toMatchObject({ status: 200, text: '{"ready":true}' });
    const told = await at(bot.adminAddress, '/readyz');
    expect(told.json).toEqual({ ready: true, reasons: [], setAside: { follower: 1 } });
    const numbers = (await at(bot.adminAddress, '/metrics')).text;
    expect(numbers).toContain('upgrade_assistant_documents_set_aside{kind="follower"} 1');
    for (const text of [told.text, numbers]) {
      expect(text).not.toContain(people.megan.aadObjectId);
      expect(text).not.toContain(tenantId);
      expect(text).not.toContain(bot.dataDir);
    }
  });
});

describe('the port of operators', () => {
  it('has the numbers, which the public one has not', async () => {
    await started(inProduction);
    expect((await at(bot.address, '/metrics')).status).toBe(404);
    const numbers = await at(bot.adminAddress, '/metrics');
    expect([numbers.status, numbers.text]).toEqual([200, expect.stringContaining('upgrade_assistant_turns_total')]);
    expect((await at(bot.adminAddress, '/healthz')).json).toEqual({ status: 'ok' });
  });

  it('has nothing else, and takes no turns', async () => {
    await started(inProduction);
    expect((await at(bot.adminAddress, '/api/messages', 'POST')).status).toBe(405);
    expect((await at(bot.adminAddress, '/readyz', 'DELETE')).status).toBe(405);
    for (const path of ['/', '/readyz/x', '/reports/x', '/api/messages', '/%E0%A4%A']) {
      expect((await at(bot.adminAddress, path)).status).toBe(404);
    }
    expect(await at(bot.adminAddress, '/readyz', 'HEAD')).toMatchObject({ status: 200, text: '' });
  });

  it('that is taken ends the start with what to do', async () => {
    await started();
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const told = { health: new HealthWatch(bot.documents, handMovedTime()), registry: new Registry() };
    await expect(startAdminServer({ host: '127.0.0.1', port }, told)).rejects.toThrow(
      `127.0.0.1:${port}, where health and numbers are told, cannot be had (EADDRINUSE): set ADMIN_PORT`,
    );
    taken.close();
  });
});

describe('the process on Microsoft’s cloud', () => {
  it('tells anybody that it is ready, and the rest on loopback', async () => {
    await started();
    const dataDir = await mkdtemp(join(tmpdir(), 'health-'));
    const id = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
    const registration = { MicrosoftAppId: id, MicrosoftAppPassword: 'hunter2', MicrosoftAppTenantId: id };
    const real = await startBotProcess({ ...registration, PORT: '0', DATA_DIR: dataDir });
    try {
      expect(new URL(real.adminUrl).hostname).toBe('127.0.0.1');
      expect(new URL(real.adminUrl).port).not.toBe(new URL(real.url).port);
      expect(await at(real.url, '/readyz')).toMatchObject({ status: 200, text: '{"ready":true}' });
      expect((await at(real.url, '/metrics')).status).toBe(404);
      // A disk that many share may keep it waiting for a moment, which it then says.
      await happens(async () => (await at(real.adminUrl, '/readyz')).status === 200);
      expect((await at(real.adminUrl, '/readyz')).json).toEqual({ ready: true, reasons: [], setAside: {} });
      expect((await at(real.adminUrl, '/metrics')).text).toContain('upgrade_assistant_runs_active');
      expect(await real.terminate()).toBe(0);
    } finally {
      await real.kill();
      await rm(dataDir, { recursive: true });
    }
  });
});

describe('health that is watched', () => {
  it('is not told as good before it was seen, nor while the bot stops', async () => {
    await started();
    const dataDir = await mkdtemp(join(tmpdir(), 'health-'));
    const documents = await openLowdb({ dataDir });
    const watch = new HealthWatch(documents, handMovedTime());
    expect(watch.tell()).toMatchObject({ ready: false, reasons: ['starting'] });
    await watch.look();
    expect(watch.tell()).toEqual({ ready: true, reasons: [], setAside: {} });
    await watch.stop();
    await watch.look();
    expect(watch.tell()).toMatchObject({ ready: false, reasons: ['stopping'] });
    await documents.close();
    await rm(dataDir, { recursive: true });
  });
});
