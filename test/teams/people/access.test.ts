import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Access } from '../../../src/teams/people/access.js';
import type { Role } from '../../../src/upgrade/tenant/roles.js';
import { aRun, runIn } from '../../support/runs.js';
import { type BotUnderTest, people, startBot, tenantId } from '../bot-under-test.js';
import { handMovedTime } from '../hand-moved-time.js';

let bot: BotUnderTest;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.close());

describe('whoever may read', () => {
  it('is asked about once by all who ask at that moment, and again by the next', async () => {
    let answer: (roles: Role[]) => void = () => {};
    let asked = 0;
    const rolesOf = () => {
      asked += 1;
      return new Promise<Role[]>((resolve) => {
        answer = resolve;
      });
    };
    const rights = {
      rolesOf,
      directoryRolesOf: async () => [],
      eligibleRolesOf: async () => [],
      peopleWhoMay: async () => [],
    };
    const access = new Access({ rights, time: handMovedTime(), log: pino({ level: 'silent' }) });
    const all = Array.from({ length: 100 }, () => access.rolesOnTheWay(tenantId, 'alex'));
    const other = access.rolesOnTheWay(tenantId, 'megan');
    expect(asked).toBe(2);
    answer([]);
    await other;
    void access.rolesOnTheWay(tenantId, 'megan');
    expect(asked).toBe(3);
    expect(all).toHaveLength(100);
  });
});

describe('what was read of a role', () => {
  it.each([61_000, -3 * 86_400_000])('counts for a minute, and not when the clock was moved by %i ms', async (ms) => {
    const time = handMovedTime();
    const rights = { rolesOf: async () => ['globalReader'] as Role[], eligibleRolesOf: async () => [] };
    const more = { ...rights, directoryRolesOf: async () => [], peopleWhoMay: async () => [] };
    const access = new Access({ rights: more, time, log: pino({ level: 'silent' }) });
    await access.rolesForReading(tenantId, 'alex');
    time.advance(59_000);
    expect(access.rolesSeen(tenantId, 'alex')).toEqual(['globalReader']);
    time.advance(ms);
    expect(access.rolesSeen(tenantId, 'alex')).toBeUndefined();
  });
});

describe('a person without a role', () => {
  it('is shown the upgrade soon after they were given one', async () => {
    bot.upgrades.set(aRun({ tenantId }));
    bot.roles.set(people.alex.aadObjectId, []);
    const alex = bot.person('alex');
    await alex.say('status');
    expect(alex.card.id).toBe('refused');
    bot.roles.set(people.alex.aadObjectId, ['globalReader']);
    bot.time.advance(5_001);
    await alex.say('status');
    expect(alex.card.id).toBe('upgrade-available');
  });

  it.each(['upgrade', 'status', 'history', 'order', 'stop', 'compare'])(
    'learns only which role is needed by "%s"',
    async (text) => {
      bot.upgrades.set(aRun({ tenantId }));
      const patti = bot.person('patti');
      await patti.say(text);
      expect(patti.card.id).toBe('refused');
      expect(patti.card.text).not.toMatch(/Contoso|Alex|Megan/);
      expect(bot.upgrades.commands).toEqual([]);
    },
  );

  it('changes and learns nothing by pressing a colleague’s button', async () => {
    bot.upgrades.set({ ...runIn.checkout(), tenantId });
    const patti = bot.person('patti');
    const data = { runId: 'run-1', revision: 7 };
    await patti.invoke({ action: { verb: 'placeOrder', data } }, 'activity-1');
    await patti.invoke({ action: { verb: 'updateCart', data: { ...data, quantity: {} } } }, 'activity-1');
    expect(patti.cards.map(({ id }) => id)).toEqual(['refused', 'refused']);
    expect(JSON.stringify(patti.cards)).not.toMatch(/Contoso|Alex/);
    expect((await bot.upgrades.current(tenantId))?.state.is).toBe('checkout');
  });

  it('does not become a follower', async () => {
    bot.upgrades.set(aRun({ tenantId, followers: [] }));
    await bot.person('patti').say('status');
    expect((await bot.upgrades.current(tenantId))?.followers).toEqual([]);
  });

  it('is welcomed and can ask for help', async () => {
    bot.upgrades.set(aRun({ tenantId }));
    const patti = bot.person('patti');
    await patti.say('hello');
    expect(patti.card.id).toBe('welcome');
    expect(patti.card.text).not.toContain('Contoso');
    await patti.say('help');
    expect(patti.card.id).toBe('help');
  });
});

describe('a person with another role than the one needed', () => {
  it('learns who has it, and nothing changes', async () => {
    bot.upgrades.set({ ...runIn.checkout(), tenantId });
    const adele = bot.person('adele');
    await adele.say('order');
    expect(adele.card.id).toBe('refused');
    expect(adele.card.text).toContain('Megan Bowen');
    expect((await bot.upgrades.current(tenantId))?.state.is).toBe('checkout');
  });
});

describe('roles', () => {
  it('are read from Graph for every action that changes something', async () => {
    bot.upgrades.set({ ...runIn.cart(), tenantId });
    const megan = bot.person('megan');
    await megan.say('quantity 30');
    bot.roles.set(people.megan.aadObjectId, []);
    await megan.say('quantity 31');
    expect(megan.card.id).toBe('refused');
    expect((await bot.upgrades.current(tenantId))?.cart?.quantity).toBe(30);
  });

  it('may be a minute old for what is only shown, and not more', async () => {
    bot.upgrades.set(aRun({ tenantId }));
    const alex = bot.person('alex');
    await alex.say('status');
    const read = bot.rolesRead;
    await alex.say('status');
    expect(bot.rolesRead).toBe(read);
    bot.time.advance(60_001);
    await alex.say('status');
    expect(bot.rolesRead).toBe(read + 1);
  });

  it('that cannot be read change nothing, and the person is told', async () => {
    bot.upgrades.set({ ...runIn.checkout(), tenantId });
    bot.graphDown = true;
    const alex = bot.person('alex');
    await alex.say('order');
    expect(alex.card.id).toBe('notice');
    expect(bot.upgrades.commands).toEqual([]);
  });
});
