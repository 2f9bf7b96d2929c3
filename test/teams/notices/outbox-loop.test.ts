import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Kind } from '../../../src/storage/documents.js';
import { outboxKind } from '../../../src/teams/notices/outbox.js';
import { atRest } from '../../support/at-rest.js';
import type { Json } from '../../support/card-json.js';
import { aRun, runIn } from '../../support/runs.js';
import type { SeenCard, TeamsPerson } from '../../support/teams-client.js';
import { type BotUnderTest, people, startBot, tenantId } from '../bot-under-test.js';
import { kept, sent, updated } from '../seen.js';

let bot: BotUnderTest;
let alex: TeamsPerson;
beforeEach(async () => {
  bot = await startBot({ config: { pacesHere: true } });
  bot.upgrades.set(aRun({ tenantId, followers: [people.alex.aadObjectId] }));
  alex = bot.person('alex');
});
afterEach(() => bot.close());

const waiting = async () => (await kept(bot.documents, outboxKind)).ids;
/** The card that fits, whether it has arrived or is to. */
const arrives = async (fits: (card: SeenCard) => boolean, timeoutMs?: number): Promise<SeenCard> =>
  alex.cards.find(fits) ?? alex.waitFor(fits, timeoutMs);
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
    const message = await arrives((card) => sent(card) && card.id === 'credit-check');
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
    await arrives((card) => sent(card) && card.id === 'completed');
  });

  it.each([{ conversationType: 'groupChat' }, { conversationType: undefined }, { isGroup: true }])(
    'are kept from a chat that earlier versions took for personal, %j, until the person writes in one',
    async (where) => {
      await alex.say('status');
      // What they were shown is kept beside the answer, and there for sure once the bot has stopped.
      await bot.restart();
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
      await arrives((card) => sent(card) && card.id === 'completed');
    },
  );

  it.each([412, 429, 502, 503, 504, 'reset'] as const)('are sent again after %s', async (status) => {
    await alex.say('status');
    bot.teams.mishap({ status, method: 'POST', times: 2 });
    finish();
    await bot.time.until(arrives((card) => sent(card) && card.id === 'completed'));
    expect(alex.cards.filter((card) => sent(card) && card.id === 'completed')).toHaveLength(1);
  });

  it('are sent again at once when their time came while the bot was busy', async () => {
    await alex.say('status');
    await bot.time.asleep(60_000);
    bot.teams.mishap({ status: 503, method: 'POST' });
    finish();
    while (!bot.logged.some((line) => line.includes('waits for its next attempt'))) await bot.stirred();
    bot.time.advance(5_000);
    await arrives((card) => sent(card) && card.id === 'completed');
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
    await arrives((card) => sent(card) && card.id === 'completed');
  });

  it('go on after a restart where they were', async () => {
    await alex.say('status');
    bot.teams.mishap({ status: 503, headers: { 'retry-after': '50' }, method: 'POST' });
    finish();
    await bot.time.asleep(50_000);
    await bot.restart();
    await bot.time.asleep(50_000);
    bot.time.advance(55_000);
    await arrives((card) => sent(card) && card.id === 'completed');
  });

  const ended = () => alex.cards.filter((card) => sent(card) && card.id === 'completed');
  const posts = () => bot.teams.connector.calls.filter(({ method }) => method === 'POST').length;
  /** Lets so much time pass, a step at a time, with the bot at rest in between. */
  const pass = async (ms: number, step = 60_000) => {
    await atRest();
    for (let passed = 0; passed < ms; passed += step) {
      bot.time.advance(step);
      await atRest();
    }
  };

  it('wait when the person blocked the bot, without trying, and are sent once they write', async () => {
    await alex.say('status');
    const body = { error: { code: 'ConversationBlockedByUser', message: '' } };
    bot.teams.mishap({ status: 403, body, method: 'POST' });
    finish();
    await atRest();
    await pass(600_000);
    expect(await waiting()).toHaveLength(1);
    expect(ended()).toEqual([]);
    const before = posts();
    await alex.say('status');
    await arrives((card) => sent(card) && card.id === 'completed' && card.summary !== undefined);
    expect(posts()).toBe(before + 2);
  });

  it.each([
    [403, { error: { code: 'BotDisabledByAdmin' } }],
    [404, { error: { code: 'ConversationNotFound' } }],
  ])('are sent by themselves when Teams lets them through again after %s', async (status, body) => {
    await alex.say('status');
    bot.teams.mishap({ status, body, method: 'POST' });
    finish();
    await atRest();
    await pass(600_000);
    await arrives((card) => sent(card) && card.id === 'completed');
    expect(await waiting()).toEqual([]);
  });

  it('are sent when the person installs the bot again', async () => {
    await alex.say('status');
    await alex.uninstall();
    finish();
    await pass(120_000);
    expect(await waiting()).toHaveLength(1);
    await alex.install();
    await arrives((card) => sent(card) && card.id === 'completed');
  });

  it.each([500, 501])(
    'are kept for ever while the connector fails in itself with %i, and tried ever more rarely',
    async (status) => {
      await alex.say('status');
      bot.teams.mishap({ status, method: 'POST', times: 20 });
      finish();
      await atRest();
      const before = posts();
      await pass(3_600_000, 300_000);
      expect(posts() - before).toBeGreaterThan(0);
      expect(posts() - before).toBeLessThan(8);
      expect(await waiting()).toHaveLength(1);
      await alex.say('status');
      expect(await waiting()).toHaveLength(1);
    },
  );

  it.each([413, 400])('are sent shorter where they are not taken whole, %i', async (status) => {
    await alex.say('status');
    bot.teams.mishap({ status, method: 'POST' });
    finish();
    await pass(3_000, 1_000);
    const card = await arrives((one) => sent(one) && one.id === 'notice');
    expect(card.summary).toContain('done');
    expect(card.text).toContain('status');
    await atRest();
    expect(await waiting()).toEqual([]);
  });

  it('are put into their own place where the connector delivered one and answered 503', async () => {
    await alex.say('status');
    bot.teams.mishap({ status: 503, body: { id: 'delivered-1' }, method: 'POST' });
    finish();
    await pass(3_000, 1_000);
    const card = await arrives((one) => one.id === 'completed' && one.activityId === 'delivered-1');
    expect(card.how).toBe('update');
    await atRest();
    expect(await waiting()).toEqual([]);
  });

  it('are not repeated without end where each attempt may have delivered one', async () => {
    await alex.say('status');
    bot.teams.mishap({ status: 503, method: 'POST', times: 1_000 });
    finish();
    await atRest();
    await pass(4 * 24 * 3_600_000, 7_200_000);
    const tried = bot.teams.connector.calls.filter(({ status }) => status === 503).length;
    expect(tried).toBeLessThanOrEqual(60);
    await pass(4 * 24 * 3_600_000, 7_200_000);
    expect(bot.teams.connector.calls.filter(({ status }) => status === 503)).toHaveLength(tried);
    expect(await waiting()).toHaveLength(1);
  }, 30_000);

  it('reach others at once while conversations hang', async () => {
    const hanging = Array.from({ length: 24 }, (_, nth) =>
      bot.person('megan', { aadObjectId: `00000000-0000-4000-8000-0000000001${String(nth).padStart(2, '0')}` }),
    );
    for (const one of hanging) {
      bot.roles.set(`00000000-0000-4000-8000-0000000001${String(hanging.indexOf(one)).padStart(2, '0')}`, [
        'globalAdministrator',
      ]);
      await one.say('status');
      bot.teams.mishap({ status: 'hang', method: 'POST', conversationId: one.conversationId, times: 100 });
    }
    await alex.say('status');
    const ids = hanging.map((_, nth) => `00000000-0000-4000-8000-0000000001${String(nth).padStart(2, '0')}`);
    bot.upgrades.set({ ...runIn.completed(), tenantId, followers: [...ids, people.alex.aadObjectId] });
    bot.upgrades.raise('run-1', 'completed');
    // Nothing that hangs comes to an end: only what Teams takes no faster is waited for.
    await bot.time.until(
      arrives((card) => sent(card) && card.id === 'completed', 10_000),
      2_001,
    );
  });

  it('come no faster than Teams takes them, each once, in their order', async () => {
    await alex.say('status');
    const at: number[] = [];
    const forget = bot.teams.connector.onCall(() => void at.push(bot.time.now()));
    bot.upgrades.set({ ...runIn.completed(), tenantId, followers: [people.alex.aadObjectId] });
    bot.upgrades.raise('run-1', ...Array.from({ length: 40 }, () => 'completed' as const));
    for (let n = 0; n < 120 && ended().length < 40; n += 1) {
      await atRest();
      bot.time.advance(1_000);
    }
    forget();
    expect(ended()).toHaveLength(40);
    for (const begin of at) {
      expect(at.filter((one) => one >= begin && one < begin + 2_000).length).toBeLessThanOrEqual(8);
      expect(at.filter((one) => one >= begin && one < begin + 30_000).length).toBeLessThanOrEqual(60);
    }
    expect(await waiting()).toEqual([]);
  }, 30_000);

  it('are not sent again while the disk does not take that they were', async () => {
    await alex.say('status');
    const { documents } = bot;
    const remove = documents.delete.bind(documents);
    let refused = 0;
    documents.delete = async (kind, id) => {
      if (kind.name !== 'outbox' || refused >= 5) return remove(kind, id);
      refused += 1;
      throw new Error('no room');
    };
    finish();
    await arrives((card) => sent(card) && card.id === 'completed');
    await pass(60_000, 5_000);
    expect(refused).toBe(5);
    expect(ended()).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  it('do not wait for a clock that was set back by three days', async () => {
    await alex.say('status');
    bot.teams.mishap({ status: 429, headers: { 'retry-after': '50' }, method: 'POST' });
    finish();
    await bot.time.asleep(50_000);
    bot.time.advance(-3 * 24 * 3_600_000);
    bot.time.advance(0);
    await alex.say('help');
    await bot.restart();
    await arrives((card) => sent(card) && card.id === 'completed');
  });

  it('leave out what a later one made old, but never an end', async () => {
    bot.upgrades.set({ ...runIn.completed(), tenantId, followers: [people.alex.aadObjectId] });
    bot.upgrades.raise('run-1', 'creditCheckStarted', 'creditCheckEnded', 'completed');
    await bot.time.asleep(60_000);
    expect(await waiting()).toEqual([`run-1:3:${people.alex.aadObjectId}`]);
  });

  it('come while a billing account does not tell who may buy: who sees the tenant, the directory says', async () => {
    await alex.say('status');
    bot.billingDown = true;
    bot.time.advance(61_000);
    finish();
    await arrives((card) => sent(card) && card.id === 'completed');
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

  it('of a person whose document is damaged wait, ever longer and without noise, and hold nobody else up', async () => {
    const megan = bot.person('megan');
    for (const person of [alex, megan]) await person.say('status');
    await bot.restart();
    const folder = join(bot.dataDir, 'follower');
    const theirs = (await readdir(folder)).find((name) => name.includes(people.alex.aadObjectId)) ?? '';
    await writeFile(join(folder, theirs), '{"format":1,');
    const followers = [people.alex.aadObjectId, people.megan.aadObjectId];
    bot.upgrades.set({ ...runIn.completed(), tenantId, followers });
    bot.logged.length = 0;
    bot.upgrades.raise('run-1', 'completed');
    await megan.waitFor((card) => sent(card) && card.id === 'completed');
    while ((await waiting()).length > 1) await bot.stirred();
    for (let minutes = 0; minutes < 60; minutes += 1) {
      await atRest();
      bot.time.advance(60_000);
    }
    await atRest();
    const lines = (words: string) => bot.logged.filter((line) => line.includes(words)).length;
    expect(lines('could not be handled')).toBe(0);
    expect(lines('waits for its next attempt')).toBeGreaterThan(2);
    expect(lines('waits for its next attempt')).toBeLessThan(35);
    expect(await waiting()).toEqual([`run-1:1:${people.alex.aadObjectId}`]);
  });
});
