import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { consentWaitingKind } from '../../../src/teams/notices/consent-waiting.js';
import { outboxKind } from '../../../src/teams/notices/outbox.js';
import { aRun, runIn } from '../../support/runs.js';
import type { SeenCard, TeamsPerson } from '../../support/teams-client.js';
import { type BotUnderTest, people, startBot, tenantId } from '../bot-under-test.js';
import { kept, sent } from '../seen.js';

const second = 1_000;
const hour = 3_600 * second;
const day = 24 * hour;

let bot: BotUnderTest;
let alex: TeamsPerson;
beforeEach(async () => {
  bot = await startBot();
  bot.lacking.add('roles').add('tenant');
  alex = bot.person('alex');
});
afterEach(() => bot.close());

const told = (card: SeenCard) => card.summary === 'The permission is there now';
const toldTo = (person: TeamsPerson) => person.cards.filter((card) => sent(card) && told(card));
const waiting = async () => (await kept(bot.documents, consentWaitingKind)).values;
const posted = async () => (await kept(bot.documents, outboxKind)).ids;
/** Resolves once it is so. */
async function soon(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (;;) {
    const next = bot.stirred();
    if (await isSo()) return;
    await next;
  }
}
/** Moves the tenants' time and resolves once the bot has looked and gone back to waiting. */
async function lookAfter(ms: number): Promise<void> {
  const before = (await waiting())[0]?.nextAt;
  bot.moveClock(ms);
  await soon(async () => (await waiting())[0]?.nextAt !== before);
}
const grant = () => bot.lacking.clear();

describe('whoever was told that a permission is missing', () => {
  it('is told once it is there, each in their own language, and can check from there', async () => {
    const megan = bot.person('megan', { locale: 'sv-SE' });
    await alex.say('upgrade');
    await megan.say('uppgradera');
    expect(await waiting()).toMatchObject([{ people: [people.alex.aadObjectId, people.megan.aadObjectId] }]);
    grant();
    bot.moveClock(5 * second);
    const card = await alex.waitFor(told);
    expect(card.verbs).toContain('check');
    const swedish = await megan.waitFor((one) => one.summary === 'Nu finns behörigheten');
    expect(swedish.card.lang).toBe('sv');
    await soon(async () => (await posted()).length === 0);
    expect(await waiting()).toEqual([]);
    await alex.click('check', {}, card);
    expect(alex.card.id).toBe('upgrade-available');
    expect(toldTo(alex)).toHaveLength(1);
  });

  it('waits on while one permission is still missing', async () => {
    await alex.say('upgrade');
    bot.lacking.delete('tenant');
    await lookAfter(5 * second);
    bot.lacking.add('tenant').delete('roles');
    await lookAfter(hour);
    expect(await waiting()).toHaveLength(1);
    expect(await posted()).toEqual([]);
    grant();
    bot.moveClock(hour);
    await alex.waitFor(told);
  });

  it('waits on when it was the check that was denied, not the roles', async () => {
    bot.lacking.delete('roles');
    bot.upgrades.next = { is: 'denied', needs: 'Organization.Read.All' };
    await alex.say('upgrade');
    await lookAfter(5 * second);
    grant();
    bot.moveClock(hour);
    await alex.waitFor(told);
  });

  it('is told after a restart too', async () => {
    await alex.say('upgrade');
    await bot.restart();
    expect(await waiting()).toHaveLength(1);
    grant();
    bot.moveClock(5 * second);
    await alex.waitFor(told);
  });

  it('is kept once, and told once, however often they ask', async () => {
    await alex.say('upgrade');
    await lookAfter(5 * second);
    await alex.say('status');
    await alex.say('upgrade');
    expect(await waiting()).toMatchObject([{ people: [people.alex.aadObjectId] }]);
    grant();
    bot.moveClock(5 * second);
    await alex.waitFor(told);
    await soon(async () => (await waiting()).length === 0);
    bot.moveClock(hour);
    await alex.say('help');
    expect(toldTo(alex)).toHaveLength(1);
  });

  it('is not told what their own check has shown, but the others are, at once', async () => {
    const megan = bot.person('megan');
    await alex.say('upgrade');
    await megan.say('upgrade');
    await lookAfter(hour);
    grant();
    await alex.say('upgrade');
    expect(alex.card.id).toBe('upgrade-available');
    await megan.waitFor(told);
    await soon(async () => (await waiting()).length === 0);
    expect(toldTo(alex)).toEqual([]);
  });

  it('is not told what their own check has shown while the message was on its way', async () => {
    await alex.say('upgrade');
    bot.teams.mishap({ status: 429, headers: { 'retry-after': '50' }, method: 'POST' });
    grant();
    bot.moveClock(5 * second);
    await bot.time.asleep(50_000);
    await alex.say('upgrade');
    expect(await posted()).toEqual([]);
    bot.time.advance(60_000);
    await alex.say('help');
    expect(toldTo(alex)).toEqual([]);
  });

  it('is told although they have no role, which the check then says', async () => {
    const patti = bot.person('patti');
    await patti.say('upgrade');
    expect(patti.card.id).toBe('notice');
    grant();
    bot.moveClock(5 * second);
    await patti.click('check', {}, await patti.waitFor(told));
    expect(patti.card.id).toBe('refused');
  });

  it.each([429, 503, 'reset'] as const)('is told in the end when the connector answers %s', async (status) => {
    await alex.say('upgrade');
    bot.teams.mishap({ status, method: 'POST', times: 2 });
    grant();
    bot.moveClock(5 * second);
    await bot.time.until(alex.waitFor(told));
    expect(toldTo(alex)).toHaveLength(1);
  });

  it('is dropped when they blocked the bot', async () => {
    await alex.say('upgrade');
    await alex.uninstall();
    grant();
    bot.moveClock(5 * second);
    await soon(() => bot.logged.some((line) => line.includes('blocked or removed the bot')));
    await soon(async () => (await posted()).length === 0);
    expect(await waiting()).toEqual([]);
    expect(toldTo(alex)).toEqual([]);
  });

  it('is looked after by the run that waits for the permission, if they follow it', async () => {
    const run = { ...runIn.needsAttention(), tenantId, followers: [people.alex.aadObjectId] };
    const trouble = { is: 'denied' as const, needs: null };
    const since = run.openedAt;
    bot.upgrades.set({
      ...run,
      state: { is: 'needsAttention', since, nextAt: since, trouble, resume: { is: 'checkout' } },
    });
    await alex.say('status');
    expect(await waiting()).toEqual([]);
    await bot.person('megan').say('status');
    expect(await waiting()).toMatchObject([{ people: [people.megan.aadObjectId] }]);
  });

  it('waits too when an open run does not', async () => {
    bot.upgrades.set(aRun({ tenantId, followers: [people.alex.aadObjectId] }));
    await alex.say('status');
    expect(await waiting()).toHaveLength(1);
  });
});

describe('the look for consent', () => {
  it('grows rarer, from five seconds to an hour', async () => {
    await alex.say('upgrade');
    const gaps: number[] = [];
    while (gaps.at(-1) !== hour) {
      const [one] = await waiting();
      if (!one) throw new Error('nobody waits');
      const last = Date.parse(one.since) + gaps.reduce((sum, gap) => sum + gap, 0);
      gaps.push(Date.parse(one.nextAt) - last);
      await lookAfter(gaps.at(-1) ?? 0);
    }
    expect(gaps[0]).toBe(5 * second);
    expect([...gaps].sort((a, b) => a - b)).toEqual(gaps);
    expect(bot.tenantRead).toBe(gaps.length);
  });

  it('ends after 30 days', async () => {
    await alex.say('upgrade');
    await lookAfter(30 * day - hour);
    expect(await waiting()).toHaveLength(1);
    await lookAfter(hour);
    expect(await waiting()).toEqual([]);
    grant();
    bot.moveClock(day);
    await alex.say('help');
    expect(bot.tenantRead).toBe(2);
    expect(toldTo(alex)).toEqual([]);
  });

  it('goes on when what it found could not be kept, and still tells once', async () => {
    await alex.say('upgrade');
    grant();
    bot.unwritable.add('outbox');
    bot.moveClock(5 * second);
    await soon(() => bot.logged.some((line) => line.includes('a look for consent failed')));
    expect(await waiting()).toHaveLength(1);
    bot.unwritable.clear();
    bot.moveClock(5 * second);
    await alex.waitFor(told);
    await soon(async () => (await waiting()).length === 0);
    expect(toldTo(alex)).toHaveLength(1);
  });

  it('does not keep a person from their answer when they could not be kept', async () => {
    bot.unwritable.add('consent-watch');
    await alex.say('upgrade');
    expect(alex.card.text).toMatch(/lacks a permission/);
    expect(bot.logged.join('')).toContain('whether a person waits for consent could not be kept');
    bot.unwritable.clear();
    await alex.say('upgrade');
    expect(await waiting()).toHaveLength(1);
  });
});
