import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Reply } from '../../../src/engine/reply.js';
import { outboxKind } from '../../../src/teams/notices/outbox.js';
import { aRun, runIn } from '../../support/runs.js';
import type { SeenCard, TeamsPerson } from '../../support/teams-client.js';
import { type BotUnderTest, people, startBot, tenantId } from '../bot-under-test.js';

let bot: BotUnderTest;
let alex: TeamsPerson;
beforeEach(async () => {
  bot = await startBot();
  bot.upgrades.set(aRun({ tenantId, followers: [people.alex.aadObjectId] }));
  alex = bot.person('alex');
});
afterEach(() => bot.close());

const sent = (card: SeenCard) => card.how === 'message';
const updated = (card: SeenCard) => card.how === 'update';
async function waiting(): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of bot.documents.list(outboxKind)) ids.push(id);
  return ids;
}
/** Resolves once the bot has made that many calls that were answered with the status. */
const calls = (method: 'POST' | 'PUT', status: number, count: number) =>
  new Promise<void>((resolve) => {
    let seen = 0;
    const forget = bot.teams.connector.onCall((call) => {
      if (call.method === method && call.status === status) seen += 1;
      if (seen < count) return;
      forget();
      resolve();
    });
  });
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
    await alex.waitFor((card) => updated(card) && card.activityId === old && card.id === 'completed');
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
    await bot.time.until(calls('POST', 500, 5), 10_000);
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

describe('the card of a run', () => {
  it('is updated in place for every follower when the run changes', async () => {
    const megan = bot.person('megan');
    await alex.say('status');
    await megan.say('status');
    const shown = megan.card.activityId;
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    const card = await megan.waitFor((one) => one.id === 'before-you-begin');
    expect(card).toMatchObject({ how: 'update', activityId: shown });
  });

  it('is updated for the presser’s other devices too', async () => {
    await alex.say('status');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    const card = await alex.waitFor(updated);
    expect(card).toMatchObject({ id: 'before-you-begin', activityId: alex.cards[0]?.activityId });
  });

  it('is updated at most once in three seconds, and shows the last state', async () => {
    await alex.say('status');
    const run = { ...runIn.transition(), tenantId, followers: [people.alex.aadObjectId] };
    for (let moved = 1; moved <= 20; moved += 1) {
      bot.upgrades.set({ ...run, state: { ...run.state, is: 'transition', moved, total: 25 } as typeof run.state });
    }
    await alex.waitFor(updated);
    await bot.time.asleep(3_000);
    expect(alex.cards.filter(updated).length).toBe(1);
    bot.time.advance(3_000);
    await alex.waitFor((card) => updated(card) && card.text.includes('20'));
    expect(alex.cards.filter(updated).length).toBeLessThanOrEqual(2);
  });

  it('is not sent again unchanged, so that what a person is typing into it stays', async () => {
    await alex.say('status');
    const shown = await bot.upgrades.current(tenantId);
    if (!shown) throw new Error('no run');
    bot.upgrades.set({ ...shown, state: { is: 'choosingPlan' }, revision: shown.revision + 1 });
    await alex.waitFor((card) => updated(card) && card.id === 'plans');
    const soFar = alex.cards.filter(updated).length;
    await bot.time.asleep(3_000);
    bot.time.advance(3_000);
    bot.upgrades.set({ ...shown, state: { is: 'choosingPlan' }, revision: shown.revision + 1, attempts: 1 });
    bot.upgrades.set({
      ...shown,
      path: 'manual',
      state: { is: 'beforeYouBegin' },
      plan: 'SPE_E5',
      revision: shown.revision + 2,
    });
    await bot.time.until(
      alex.waitFor((card) => updated(card) && card.id === 'before-you-begin'),
      4_000,
    );
    expect(alex.cards.filter(updated).length).toBe(soFar + 1);
  });

  it('is sent again when it did not arrive, and not for ever', async () => {
    await alex.say('status');
    const puts = () => bot.teams.connector.calls.filter(({ method }) => method === 'PUT').length;
    await bot.time.asleep(3_000);
    bot.time.advance(3_000);
    const soFar = puts();
    bot.teams.mishap({ status: 502, method: 'PUT', times: 2 });
    bot.upgrades.set({ ...runIn.cart(), tenantId, followers: [people.alex.aadObjectId] });
    await bot.time.until(
      alex.waitFor((card) => updated(card) && card.id === 'cart'),
      12_001,
    );
    expect(puts()).toBe(soFar + 3);

    bot.teams.mishap({ status: 502, method: 'PUT', times: 100 });
    const tried = calls('PUT', 502, 8);
    bot.upgrades.set({ ...runIn.checkout(), tenantId, followers: [people.alex.aadObjectId] });
    await bot.time.until(tried, 12_001);
    for (let n = 0; n < 3; n += 1) await bot.time.until(alex.say('help'), 12_001);
    expect(puts()).toBe(soFar + 3 + 8);
  });

  it('is left alone when its message was deleted', async () => {
    await alex.say('status');
    bot.teams.mishap({ status: 404, method: 'PUT' });
    await alex.say('help');
    await alex.click('check', {}, alex.cards[0]).catch(() => undefined);
    bot.upgrades.set({ ...runIn.cart(), tenantId, followers: [people.alex.aadObjectId] });
    await bot.time.asleep(3_000);
    bot.time.advance(3_000);
    bot.upgrades.set({ ...runIn.checkout(), tenantId, followers: [people.alex.aadObjectId] });
    await alex.say('help');
    expect(bot.teams.connector.calls.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  it('takes the place of “still looking” once there is an answer', async () => {
    const megan = bot.person('megan', { tenantId: 'slow-tenant' });
    let answer = (_reply: Reply): void => undefined;
    const later = new Promise<Reply>((resolve) => {
      answer = resolve;
    });
    bot.upgrades.next = { is: 'stillLooking', later };
    await megan.say('upgrade');
    expect(megan.card.id).toBe('notice');
    const shown = megan.card.activityId;
    const run = aRun({ id: 'run-2', tenantId: 'slow-tenant', followers: [] });
    bot.upgrades.set(run);
    answer({ is: 'run', run });
    expect(await megan.waitFor(updated)).toMatchObject({ id: 'upgrade-available', activityId: shown });
    expect((await bot.upgrades.current('slow-tenant'))?.followers).toEqual([people.megan.aadObjectId]);
  });

  it('takes the place of “still looking” also when the connector fails for a while, or the looking itself', async () => {
    const megan = bot.person('megan', { tenantId: 'slow-tenant' });
    const run = aRun({ id: 'run-2', tenantId: 'slow-tenant', followers: [] });
    bot.upgrades.set(run);
    bot.upgrades.next = { is: 'stillLooking', later: Promise.resolve<Reply>({ is: 'run', run }) };
    bot.teams.mishap({ status: 503, method: 'PUT', times: 3 });
    await megan.say('upgrade');
    await bot.time.until(
      megan.waitFor((card) => updated(card) && card.id === 'upgrade-available'),
      12_001,
    );

    bot.upgrades.next = { is: 'stillLooking', later: Promise.reject(new Error('a defect')) };
    await megan.say('upgrade');
    await megan.waitFor((card) => updated(card) && card.text.includes('Something went wrong'));
    expect(bot.logged.some((line) => line.includes('a defect'))).toBe(true);
  });

  it('keeps saying why nothing changed', async () => {
    bot.upgrades.set({ ...runIn.cart(), tenantId, followers: [people.alex.aadObjectId] });
    await alex.say('status');
    await alex.click('updateCart', { quantity: '5' });
    expect(alex.card.text).toContain('5 licenses are too few');
    const { text } = await alex.waitFor(updated);
    expect(text).toContain('5 licenses are too few');
  });

  it('leaves a look at the plans where it is', async () => {
    bot.upgrades.set({ ...runIn.cart(), tenantId, followers: [people.alex.aadObjectId] });
    await alex.say('status');
    await alex.click('comparePlans');
    expect(alex.card.id).toBe('plans');
    for (let n = 0; n < 3; n += 1) await bot.time.until(alex.say('help'), 3_001);
    expect(alex.cards.filter(updated)).toEqual([]);
  });

  it('is brought up to date once Graph tells again who may see it', async () => {
    await alex.say('status');
    bot.time.advance(61_000);
    bot.graphDown = true;
    bot.upgrades.set({ ...runIn.cart(), tenantId, followers: [people.alex.aadObjectId] });
    await bot.time.asleep(3_000);
    bot.graphDown = false;
    await bot.time.until(
      alex.waitFor((card) => updated(card) && card.id === 'cart'),
      12_001,
    );
  });
});
