import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runIn } from '../../support/runs.js';
import type { PersonOptions, TeamsPerson } from '../../support/teams-client.js';
import { type BotUnderTest, startBot, tenantId } from '../bot-under-test.js';

/** A time to begin, in words and by buttons. It is Wednesday 4 March 2026, 10:30 in Stockholm. */

let bot: BotUnderTest;
beforeEach(async () => {
  bot = await startBot();
  bot.upgrades.set({ ...runIn.beforeYouBegin(), tenantId });
});
afterEach(() => bot.close());

const inStockholm = { timeZone: 'Europe/Stockholm' };
const person = (more: PersonOptions = inStockholm): TeamsPerson => bot.person('alex', more);
const schedule = async () => (await bot.upgrades.current(tenantId))?.schedule;

describe('a time to begin', () => {
  it.each([
    ['schedule 2026-12-05 22:00', '2026-12-05T21:00:00.000Z', 'Europe/Stockholm'],
    ['schemalägg i morgon kl 22', '2026-03-05T21:00:00.000Z', 'Europe/Stockholm'],
    ['Schedule Saturday 10 PM.', '2026-03-07T21:00:00.000Z', 'Europe/Stockholm'],
    ['begin on 5 december 22:00 Europe/London', '2026-12-05T22:00:00.000Z', 'Europe/London'],
  ])('is set by "%s"', async (said, at, timeZone) => {
    const alex = person();
    await alex.say(said);
    expect(await schedule()).toMatchObject({ at, timeZone });
    expect(alex.card.id).toBe('before-you-begin');
    expect(alex.card.text).toMatch(
      /The time is set: \w+day, \w+ \d+, 2026 at 10:00\s[AP]M \((Central European|United Kingdom) Time/,
    );
  });

  it('is set by "schemalägg 5/12 22:00" where the day comes first', async () => {
    const alex = person({ ...inStockholm, locale: 'sv-SE' });
    await alex.say('schemalägg 5/12 22:00');
    expect((await schedule())?.at).toBe('2026-12-05T21:00:00.000Z');
    expect(alex.card.text).toContain('Tiden är bestämd: lördag 5 december 2026 kl. 22:00 (centraleuropeisk tid).');
  });

  it('is dropped in words', async () => {
    const alex = person();
    await alex.say('schedule saturday 22:00');
    await alex.say('avboka tiden');
    expect(await schedule()).toBeNull();
    // The card before it is brought up to date meanwhile.
    const answer = alex.cards.findLast(({ how }) => how === 'message');
    expect(answer?.text).toContain('No time is set any more.');
  });

  it.each([
    ['schedule', 'I need the date and the time'],
    ['schedule 22:00', 'I need the date and the time'],
    ['schedule saturday', 'I need the time too'],
    ['schedule 5/12 22:00', 'which date “5/12 22:00” is'],
    ['schedule 2026-02-30 22:00', 'which date “2026-02-30” is'],
    ['schedule saturday 25:00', "can't read 25:00 as a time"],
    ['schedule 2026-03-03 22:00', 'That time has passed'],
    ['schedule 2028-03-03 22:00', 'within 365 days'],
    ['schedule 2026-03-29 02:30', 'The clocks skip 02:30'],
    ['schedule saturday 22:00 Mars/Olympus', 'the time zone Mars/Olympus'],
  ])('"%s" is answered with what is wrong, and changes nothing', async (said, answer) => {
    const alex = person();
    await alex.say('schedule 2026-12-05 22:00');
    const before = await schedule();
    await alex.say(said);
    expect(alex.card.id).toBe('before-you-begin');
    expect(alex.card.text).toContain(answer);
    expect(alex.card.text).toContain('Nothing changed');
    expect(await schedule()).toEqual(before);
  });

  it.each(['schedule saturday 22:00?', 'schedule the upgrade', 'do not schedule saturday 22:00'])(
    '"%s" asks or tells, and sets nothing',
    async (said) => {
      await person().say(said);
      expect(await schedule()).toBeNull();
    },
  );

  it('asks for the time zone of somebody whose client names none', async () => {
    const alex = person({});
    await alex.say('schedule saturday 22:00');
    expect(alex.card.text).toContain("I don't know your time zone");
    await alex.click('schedule', { date: '2026-12-05', time: '22:00', timeZone: 'Europe/London' });
    expect(await schedule()).toMatchObject({ at: '2026-12-05T22:00:00.000Z', timeZone: 'Europe/London' });
  });

  it('remembers the time zone of a client that names it only now and then', async () => {
    const alex = person();
    await alex.say('status');
    await alex.say('schedule saturday 22:00', { entities: [] });
    expect((await schedule())?.timeZone).toBe('Europe/Stockholm');
  });

  it('means what the label of the input says, wherever the one who fills it in is', async () => {
    await person().say('schedule 2026-12-05 22:00');
    const megan = bot.person('megan', { timeZone: 'America/New_York' });
    await megan.say('status');
    expect(megan.card.text).toContain('Time (America/New_York)');
    expect(megan.card.text).toMatch(
      /10:00\sPM \(Central European Time\), which is 4:00\sPM \(Eastern Time\) where you are/,
    );
    await megan.click('schedule', { time: '18:00' });
    expect(await schedule()).toMatchObject({ at: '2026-12-05T23:00:00.000Z', timeZone: 'America/New_York' });
  });

  it('is no use where the order has left', async () => {
    bot.upgrades.set({ ...runIn.transition(), tenantId, revision: 8 });
    const alex = person();
    await alex.say('schedule saturday 22:00');
    expect(await schedule()).toBeNull();
    expect(alex.card.id).toBe('progress');
  });
});
