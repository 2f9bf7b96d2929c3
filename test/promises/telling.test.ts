import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ownsPlan, sent, toReassign } from '../support/on-the-way.js';
import { aRun } from '../support/runs.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp, type Who } from '../support/test-app.js';
import { type BotUnderTest, startBot, tenantId } from '../teams/bot-under-test.js';

/** Who is told what happens, and at whose pace. */

describe('whoever asked not to be told', () => {
  let app: TestApp;
  let tenant: string;
  beforeAll(async () => {
    app = await startTestApp('contoso');
  });
  beforeEach(async () => {
    tenant = randomUUID();
    await app.sandbox.put(tenant, ownsPlan(3));
  });
  afterAll(() => app.stop());

  const person = (who: Who) => app.person(who, 'en-US', tenant);
  /** What the bot says when they ask for it once more. */
  async function asksAgain(one: TeamsPerson): Promise<string> {
    await one.say('unfollow');
    return one.cards.findLast(({ how }) => how !== 'update')?.text ?? '';
  }

  it('is left in peace though they go on acting', async () => {
    const [alex, adele] = [person('alex'), person('adele')];
    await toReassign(app, alex);
    await adele.say('status');
    await alex.say('unfollow');
    await alex.click('reassign', { pilot: '1' });
    await app.until(adele, sent('manual-reassign'), 'PT1S');
    expect(await asksAgain(alex)).toContain("You aren't getting messages.");
  });

  it('is left in peace though they try what a colleague must do', async () => {
    const [alex, megan] = [person('alex'), person('megan')];
    await toReassign(app, alex);
    await megan.say('status');
    await megan.say('unfollow');
    await megan.say('reassign');
    expect(await asksAgain(megan)).toContain("You aren't getting messages.");
  });
});

describe('an answer that Teams asks to wait with', () => {
  let bot: BotUnderTest;
  beforeEach(async () => {
    bot = await startBot();
    bot.upgrades.set(aRun({ tenantId }));
  });
  afterEach(() => bot.close());

  it('is sent when that time has passed, and not before', async () => {
    const alex = bot.person('alex');
    bot.teams.mishap({ status: 429, method: 'POST', headers: { 'retry-after': '2' } });
    const from = bot.time.now();
    await bot.time.until(alex.say('status'));
    expect(alex.card.id).toBe('upgrade-available');
    expect(bot.time.now() - from).toBeGreaterThanOrEqual(2_000);
  });
});
