import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runIn } from '../../support/runs.js';
import { type BotUnderTest, people, startBot, tenantId } from '../bot-under-test.js';

/** What the log is told of what people try in the conversation, over real HTTP. What became of commands is the engine's to tell. */

let bot: BotUnderTest;
beforeEach(async () => {
  bot = await startBot();
  bot.upgrades.set({ ...runIn.completed(), tenantId });
});
afterEach(() => bot.close());

type Line = { event?: string; level: number; outcome: string };
const actions = (): Line[] =>
  bot.logged.map((line) => JSON.parse(line) as Line).filter(({ event }) => event === 'action');
const by = (who: keyof typeof people) => ({ tenant: tenantId, by: people[who].aadObjectId });
const warn = 40;
const info = 30;

describe('the log is told', () => {
  it.each(['upgrade', 'status', 'history', 'report', 'save all', 'stop'])(
    'who was refused "%s", for want of which right',
    async (said) => {
      await bot.person('patti').say(said);
      expect(actions()).toEqual([
        expect.objectContaining({ level: warn, ...by('patti'), outcome: 'missingRole', why: 'see' }),
      ]);
    },
  );

  it('that somebody pressed a card of a run that is not theirs', async () => {
    const alex = bot.person('alex');
    for (const verb of ['stop', 'report', 'saveReport'])
      await alex.invoke({ action: { verb, data: { runId: 'foreign', revision: 1, file: 'all' } } });
    expect(actions().map(({ outcome, level }) => [outcome, level])).toEqual(Array(3).fill(['notTheirs', warn]));
    expect(actions()[0]).toMatchObject({ ...by('alex'), verb: 'stop', run: 'foreign' });
  });

  it('that somebody answered for a file that was not offered to them', async () => {
    const value = { action: 'decline', context: { offer: 'none', nonce: 'none' } };
    await bot.person('alex').send({ type: 'invoke', name: 'fileConsent/invoke', value });
    expect(actions()).toEqual([expect.objectContaining({ ...by('alex'), verb: 'fileAnswer', outcome: 'notTheirs' })]);
  });

  it('who was shown a report, who opened its link, and who may not any more', async () => {
    const alex = bot.person('alex');
    await alex.say('report');
    const url = /http\S+\/reports\/[\w.-]+/.exec(JSON.stringify(alex.card.card))?.[0] ?? '';
    await fetch(url);
    bot.roles.set(people.alex.aadObjectId, []);
    await fetch(url);
    expect(actions()).toEqual([
      expect.objectContaining({ level: info, ...by('alex'), verb: 'report', run: 'run-1', outcome: 'done' }),
      expect.objectContaining({ level: info, ...by('alex'), verb: 'openLink', run: 'run-1', outcome: 'done' }),
      expect.objectContaining({ level: warn, ...by('alex'), verb: 'openLink', outcome: 'missingRole' }),
    ]);
  });

  it('that roles could not be read', async () => {
    bot.graphDown = true;
    await bot.person('alex').say('stop');
    expect(actions()).toEqual([expect.objectContaining({ verb: 'stop', outcome: 'notRead', why: 'unreachable' })]);
  });

  it('that somebody asked to be forgotten', async () => {
    await bot.person('alex').say('forget me');
    expect(actions()).toEqual([expect.objectContaining({ ...by('alex'), verb: 'forgetMe', outcome: 'done' })]);
  });

  it('that somebody of a tenant that may not use the bot wrote, whatever they call themselves', async () => {
    await bot.close();
    bot = await startBot({ config: { cloud: 'microsoft', allowedTenants: ['66666666-7777-8888-9999-000000000000'] } });
    await bot.person('alex').say('stop');
    expect(actions()).toEqual([
      expect.objectContaining({ level: warn, ...by('alex'), outcome: 'turnedAway', why: 'tenantNotAllowed' }),
    ]);
  });

  it('nothing of names, only of ids', async () => {
    const alex = bot.person('alex');
    for (const said of ['status', 'report', 'history', 'forget me']) await alex.say(said);
    await bot.person('patti').say('stop');
    expect(actions().length).toBeGreaterThan(2);
    expect(JSON.stringify(actions())).not.toMatch(/Alex|Wilber|Patti|Contoso"/);
  });
});
