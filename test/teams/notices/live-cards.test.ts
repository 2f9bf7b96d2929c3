import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Reply } from '../../../src/engine/reply.js';
import { aRun, runIn } from '../../support/runs.js';
import type { TeamsPerson } from '../../support/teams-client.js';
import { type BotUnderTest, people, startBot, tenantId } from '../bot-under-test.js';
import { calls, updated } from '../seen.js';

let bot: BotUnderTest;
let alex: TeamsPerson;
beforeEach(async () => {
  bot = await startBot();
  bot.upgrades.set(aRun({ tenantId, followers: [people.alex.aadObjectId] }));
  alex = bot.person('alex');
});
afterEach(() => bot.close());

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

  it('is updated when the run went on while the card was on its way', async () => {
    const { current } = bot.upgrades;
    bot.upgrades.current = async (tenant) => {
      const run = await current(tenant);
      bot.upgrades.current = current;
      bot.upgrades.set({ ...runIn.cart(), revision: 99, tenantId, followers: [people.alex.aadObjectId] });
      return run;
    };
    await alex.say('status');
    expect(alex.card.id).toBe('upgrade-available');
    const shown = alex.card.activityId;
    expect(await alex.waitFor(updated)).toMatchObject({ id: 'cart', activityId: shown });
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
    const tried = calls(bot, 'PUT', 502, 8);
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
    expect(alex.card.text).toContain("5 licenses aren't enough");
    const { text } = await alex.waitFor(updated);
    expect(text).toContain("5 licenses aren't enough");
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
