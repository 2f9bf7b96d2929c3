import { expect, it } from '@jest/globals';
import { startBot } from '../bot-under-test.js';

it('a turn under way is finished when the bot stops, and no new one is taken', async () => {
  const bot = await startBot();
  const alex = bot.person('alex');
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const current = bot.upgrades.current;
  const entered = new Promise<void>((resolve) => {
    bot.upgrades.current = async (tenant) => {
      resolve();
      await held;
      return current(tenant);
    };
  });
  const turn = alex.say('status');
  await entered;
  const closed = bot.close();
  await expect(fetch(new URL('/healthz', bot.address))).rejects.toThrow();
  goOn();
  expect((await turn).status).toBe(200);
  expect(alex.card.id).toBe('welcome');
  await closed;
});
