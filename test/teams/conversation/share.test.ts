import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { tenantShare } from '../../../src/teams/conversation/pace-limits.js';
import { runIn } from '../../support/runs.js';
import { type BotUnderTest, people, startBot, tenantId } from '../bot-under-test.js';

/** A flood of one tenant waits in its own line. */

let bot: BotUnderTest;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.close());

it('the turns of one tenant are taken a few at a time, those beyond its line are turned away, and others go on', async () => {
  bot.upgrades.set({ ...runIn.checkout(), tenantId });
  const admins = Array.from({ length: tenantShare.atOnce + tenantShare.waiting + 5 }, () => {
    const aadObjectId = randomUUID();
    bot.roles.set(aadObjectId, ['licenseAdministrator']);
    return bot.teams.person({ tenantId, aadObjectId, name: 'Kim' });
  });
  let letGraphAnswer = (): void => undefined;
  bot.peopleAfter = new Promise((resolve) => {
    letGraphAnswer = resolve;
  });
  const before = bot.rolesRead;
  const turns = admins.map((admin) => admin.say('order'));
  const answered = () => admins.filter(({ cards }) => cards.length > 0);
  while (answered().length < 5) await new Promise((resolve) => setTimeout(resolve, 5));
  for (const { card } of answered()) expect(card.text).toMatch(/a lot of messages/);
  expect(bot.rolesRead - before).toBe(tenantShare.atOnce);

  const elsewhere = bot.person('megan', { tenantId: '7d1f0c55-0000-4000-8000-000000000002' });
  await elsewhere.say('status');
  expect(elsewhere.card.text).not.toMatch(/a lot of messages/);
  expect(bot.rolesRead - before).toBe(tenantShare.atOnce + 1);

  bot.roles.set(people.alex.aadObjectId, []);
  letGraphAnswer();
  await Promise.all(turns);
  expect(answered()).toHaveLength(admins.length);
  expect(admins.filter(({ card }) => card.id === 'refused')).toHaveLength(admins.length - 5);
});
