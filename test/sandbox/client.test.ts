import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connectSandbox } from '../../src/sandbox/client.js';
import { sandboxClock } from '../../src/sandbox/client-clock.js';
import { sandboxTokens } from '../../src/sandbox/client-tokens.js';
import { namedScenarios } from '../../src/sandbox/scenarios.js';
import { monday, type OpenSandbox, openSandbox, tenantId } from './support.js';

describe('a bot beside the sandbox', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  it('follows the clock by the answers it gets, and hears of a jump', async () => {
    const clock = sandboxClock({ url: sandbox.url, fetch, monotonic: () => 0 });
    await clock.start();
    clock.stop();
    expect(clock.now().getTime()).toBe(monday);
    let jumps = 0;
    const forget = clock.onJump(() => {
      jumps += 1;
    });
    const answer = await sandbox.advance('PT48H');
    clock.follow(answer.headers);
    expect([clock.now().getTime() - monday, jumps]).toEqual([48 * 3_600_000, 1]);
    clock.follow(new Headers({ 'x-sandbox-now': new Date(monday).toISOString() }));
    clock.follow(new Headers());
    expect([clock.now().getTime() - monday, jumps]).toEqual([48 * 3_600_000, 1]);
    forget();
  });

  it('notices by itself that somebody moved the clock', async () => {
    const clock = sandboxClock({ url: sandbox.url, fetch, pollMs: 5 });
    await clock.start();
    const jumped = new Promise<void>((resolve) => clock.onJump(resolve));
    await sandbox.advance('PT1H');
    await jumped;
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(monday + 3_600_000);
    clock.stop();
  });

  it('keeps a token until shortly before it runs out', async () => {
    let asked = 0;
    const counting: typeof fetch = (input, init) => {
      asked += 1;
      return fetch(input, init);
    };
    let now = monday;
    const tokens = sandboxTokens({ url: sandbox.url, fetch: counting, now: () => now });
    const scope = 'https://graph.microsoft.com/.default';
    const first = await tokens(tenantId, scope);
    expect(first.expiresAt).toBe(monday + 3_599_000);
    expect(await tokens(tenantId, scope)).toBe(first);
    now += 3_400_000;
    await tokens(tenantId, scope);
    expect(asked).toBe(2);
  });

  it('can do everything it needs through one connection', async () => {
    const bot = await connectSandbox({ url: sandbox.url, fetch });
    await bot.practice.ensure(tenantId);
    expect((await sandbox.report()).scenario.name).toBe('contoso');
    await bot.practice.use(tenantId, 'litware');
    expect(await bot.commerceOf(tenantId)).toBe('admin-center');
    expect((await bot.practice.scenarios()).length).toBe(Object.keys(namedScenarios).length);
    expect((await bot.practice.advance('P1D')).getTime()).toBe(monday + 86_400_000);
    expect(bot.clock.now().getTime()).toBeGreaterThanOrEqual(monday + 86_400_000);
    await expect(bot.practice.use(tenantId, 'nowhere')).rejects.toThrow(/nowhere/);
    bot.close();
  });
});
