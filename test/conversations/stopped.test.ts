import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startBotProcess } from '../support/bot-process.js';
import { sandboxControl } from '../support/sandbox-control.js';
import { startTeamsClient } from '../support/teams-client.js';
import { people } from '../support/test-app.js';

/** The process is asked to end, as a service manager does. */

describe('SIGTERM', () => {
  let env: Record<string, string>;
  beforeEach(async () => {
    const DATA_DIR = await mkdtemp(join(tmpdir(), 'upgrade-assistant-'));
    env = { CLOUD: 'sandbox', PORT: '0', SANDBOX_PORT: '0', DATA_DIR };
  });
  afterEach(() => rm(env.DATA_DIR ?? '', { recursive: true, force: true }));

  it('to npm ends the bot that npm started, with exit code 0', async () => {
    const served = await startBotProcess(env, ['npm', 'run', 'serve', '--ignore-scripts']);
    expect(await served.terminate()).toBe(0);
    await expect(fetch(`${served.url}/healthz`)).rejects.toThrow();
  }, 60_000);

  it('ends it with exit code 0 after a conversation, and it can be started again', async () => {
    const bot = await startBotProcess(env);
    const teams = await startTeamsClient({ bot: bot.url });
    try {
      const tenant = randomUUID();
      await sandboxControl(bot.sandboxUrl).put(tenant, 'contoso');
      await teams.person({ ...people.alex, tenantId: tenant }).say('upgrade');
      expect(await bot.terminate()).toBe(0);
    } finally {
      await teams.close();
      await bot.kill();
    }
    await (await startBotProcess(env)).kill();
  }, 60_000);
});
