import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Kind } from '../../../src/storage/documents.js';
import { outboxKind } from '../../../src/teams/notices/outbox.js';
import type { Json } from '../../support/card-json.js';
import { aRun, runIn } from '../../support/runs.js';
import type { SeenCard, TeamsPerson } from '../../support/teams-client.js';
import { type BotUnderTest, people, startBot, tenantId } from '../bot-under-test.js';
import { calls, kept, sent, updated } from '../seen.js';

let bot: BotUnderTest;
let alex: TeamsPerson;
beforeEach(async () => {
  bot = await startBot();
  bot.upgrades.set(aRun({ tenantId, followers: [people.alex.aadObjectId] }));
  alex = bot.person('alex');
});
afterEach(() => bot.close());

const waiting = async () => (await kept(bot.documents, outboxKind)).ids;
const finish = () => {
  bot.upgrades.set({ ...runIn.completed(), tenantId, followers: [people.alex.aadObjectId] });
  bot.upgrades.raise('run-1', 'completed');
};

describe('messages to followers', () => {
  it('tell of an end, with a summary, and leave the outbox', async () => {
    await alex.say('status');
    finish();
    const card = await alex.waitFor((one) => sent(one) && one.id === 'completed');
    expect(card.summary).toBeTruthy();
    await bot.restart();
    expect(await waiting()).toEqual([]);
    expect((await bot.upgrades.current(tenantId))?.notices).toEqual([]);
  });

  it('leave no older message behind that shows the run as it was', async () => {
    await alex.say('status');
    const old = alex.card.activityId;
    await bot.time.asleep(60_000);
    bot.teams.mishap({ status: 502, method: 'PUT' });
    finish();
    await alex.waitFor((card) => updated(card) && card.activityId === old && card.id === 'settled');
    expect(alex.cards.some((card) => sent(card) && card.id === 'completed')).toBe(true);
  });

  it('keep saying why they were sent until the run goes on', async () => {
    await alex.say('status');
    const run = { ...runIn.creditCheck(), tenantId, followers: [people.alex.aadObjectId] };
    bot.upgrades.set(run);
    bot.upgrades.raise('run-1', 'creditCheckStarted');
    const message = await alex.waitFor((card) => sent(card) && card.id === 'credit-check');
    await bot.time.asleep(60_000);
    const inPlace = (card: SeenCard) => updated(card) && card.activityId === message.activityId;
    bot.upgrades.set({ ...run, attempts: 1 });
    expect((await bot.time.until(alex.waitFor(inPlace), 3_001)).text).toBe(message.text);
    bot.upgrades.set({ ...run, revision: run.revision + 1 });
    await bot.time.until(
      alex.waitFor((card) => inPlace(card) && card.text !== message.text),
      3_001,
    );
  });

  it('reach every follower in their own language', async () => {
    const megan = bot.person('megan', { locale: 'sv-SE' });
    await alex.say('status');
    await megan.say('status');
    const followers = [people.alex.aadObjectId, people.megan.aadObjectId];
    bot.upgrades.set({ ...runIn.stopped(), tenantId, followers });
    bot.upgrades.raise('run-1', 'stopped');
    const [english, swedish] = await Promise.all(
      [alex, megan].map((one) => one.waitFor((card) => sent(card) && card.id === 'stopped')),
    );
    expect(english?.card.lang).toBe('en');
    expect(swedish?.card.lang).toBe('sv');
  });

  it('wait for a person who has never written until they do', async () => {
    finish();
    await bot.time.asleep(60_000);
    expect(await waiting()).toHaveLength(1);
    await alex.say('hello');
    await alex.waitFor((card) => sent(card) && card.id === 'completed');
  });

  it.each([{ conversationType: 'groupChat' }, { conversationType: undefined }, { isGroup: true }])(
    'are kept from a chat that earlier versions took for personal, %j, until the person writes in one',
    async (where) => {
      await alex.say('status');
      const followers: Kind<Json> = { name: 'follower', schema: z.record(z.string(), z.unknown()) };
      for await (const { id, version, value } of bot.documents.list(followers)) {
        const { conversation, ...reference } = value.reference as { conversation: Json };
        const there = { ...reference, conversation: { ...conversation, ...where } };
        await bot.documents.put(followers, id, { ...value, reference: there }, version);
      }
      await bot.restart();
      const before = alex.cards.length;
      finish();
      await bot.time.asleep(60_000);
      expect(alex.cards.slice(before)).toEqual([]);
      expect(await waiting()).toHaveLength(1);
      await alex.say('hello');
      await alex.waitFor((card) => sent(card) && card.id === 'completed');
    },
  );

  it.each([412, 429, 502, 503, 504, 'reset'] as const)('are sent again after %s', async (status) => {
    await alex.say('status');
    bot.teams.mishap({ status, method: 'POST', times: 2 });
    finish();
    await bot.time.until(alex.waitFor((card) => sent(card) && card.id === 'completed'));
    expect(alex.cards.filter((card) => sent(card) && card.id === 'completed')).toHaveLength(1);
  });

  it('are sent again at once when their time came while the bot was busy', async () => {
    await alex.say('status');
    await bot.time.asleep(60_000);
    bot.teams.mishap({ status: 503, method: 'POST' });
    finish();
    while (!bot.logged.some((line) => line.includes('waits for its next attempt'))) await bot.stirred();
    bot.time.advance(5_000);
    await alex.waitFor((card) => sent(card) && card.id === 'completed');
  });

  it('wait as long as the connector asks', async () => {
    await alex.say('status');
    bot.teams.mishap({ status: 429, headers: { 'retry-after': '50' }, method: 'POST' });
    finish();
    await bot.time.asleep(50_000);
    bot.time.advance(49_000);
    await alex.say('help');
    expect(alex.cards.filter((card) => sent(card) && card.id === 'completed')).toEqual([]);
    bot.time.advance(2_000);
    await alex.waitFor((card) => sent(card) && card.id === 'completed');
  });

  it('go on after a restart where they were', async () => {
    await alex.say('status');
    bot.teams.mishap({ status: 503, headers: { 'retry-after': '50' }, method: 'POST' });
    finish();
    await bot.time.asleep(50_000);
    await bot.restart();
    await bot.time.asleep(50_000);
    bot.time.advance(55_000);
    await alex.waitFor((card) => sent(card) && card.id === 'completed');
  });

  it('stop when the person blocked the bot, and come again once they write', async () => {
    await alex.say('status');
    const body = { error: { code: 'ConversationBlockedByUser', message: '' } };
    bot.teams.mishap({ status: 403, body, method: 'POST' });
    finish();
    await bot.time.asleep(60_000);
    expect(await waiting()).toEqual([]);
    bot.upgrades.set(aRun({ id: 'run-2', tenantId, followers: [people.alex.aadObjectId] }));
    await alex.say('status');
    bot.upgrades.raise('run-2', 'blockerCleared');
    await alex.waitFor((card) => sent(card) && card.summary !== undefined && card.id === 'upgrade-available');
  });

  it('are given up after a few attempts when the connector fails in itself', async () => {
    await alex.say('status');
    bot.teams.mishap({ status: 500, method: 'POST', times: 100 });
    finish();
    await bot.time.until(calls(bot, 'POST', 500, 5), 10_000);
    await bot.time.asleep(60_000);
    expect(await waiting()).toEqual([]);
  });

  it('leave out what a later one made old, but never an end', async () => {
    bot.upgrades.set({ ...runIn.completed(), tenantId, followers: [people.alex.aadObjectId] });
    bot.upgrades.raise('run-1', 'creditCheckStarted', 'creditCheckEnded', 'completed');
    await bot.time.asleep(60_000);
    expect(await waiting()).toEqual([`run-1:3:${people.alex.aadObjectId}`]);
  });

  it('tell nothing to a follower who has lost the role', async () => {
    await alex.say('status');
    bot.roles.set(people.alex.aadObjectId, []);
    bot.time.advance(61_000);
    finish();
    await bot.time.asleep(60_000);
    expect(await waiting()).toEqual([]);
    expect(alex.cards.filter((card) => card.id === 'completed')).toEqual([]);
  });
});
