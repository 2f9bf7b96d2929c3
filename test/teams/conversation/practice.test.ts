import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Practice } from '../../../src/teams/index.js';
import { type BotUnderTest, startBot, tenantId } from '../bot-under-test.js';

let bot: BotUnderTest;
let done: string[];
const practice: Practice = {
  async scenarios() {
    return [
      { name: 'contoso', displayName: 'Contoso', line: { en: 'The tab works', sv: 'Fliken fungerar' }, users: 25 },
      {
        name: 'northwind',
        displayName: 'Northwind Traders',
        line: { en: 'Two subscriptions', sv: 'Två abonnemang' },
        users: 40,
      },
    ];
  },
  async accountOf(_tenant, { id, name }) {
    return name === 'Alex Wilber' ? id : `account of ${name.split(' ')[0]}`;
  },
  async ensure(tenant) {
    done.push(`ensure ${tenant}`);
  },
  async use(tenant, scenario) {
    done.push(`use ${tenant} ${scenario}`);
  },
  async advance(duration) {
    done.push(`advance ${duration}`);
    return new Date('2026-03-06T09:30:00Z');
  },
};
beforeEach(async () => {
  done = [];
  bot = await startBot({ practice });
});
afterEach(() => bot.close());

describe('the practice cloud', () => {
  it('lists its tenants and puts the person into the one they press', async () => {
    const alex = bot.person('alex');
    await alex.say('öva');
    expect(alex.card.id).toBe('scenarios');
    await alex.click('useScenario', { scenario: 'northwind' });
    expect(done).toContain(`use ${tenantId} northwind`);
    expect(alex.card.text).toContain('Northwind Traders');
  });

  it('ends the run that belongs to the tenant before', async () => {
    const alex = bot.person('alex');
    await alex.say('upgrade');
    await alex.say('practice northwind');
    expect((await bot.upgrades.current(tenantId))?.state.is).toBe('stopped');
  });

  it('does not know other scenarios', async () => {
    const alex = bot.person('alex');
    await alex.say('practice atlantis');
    expect(done.filter((one) => one.startsWith('use'))).toEqual([]);
  });

  it('lets an admin move the clock', async () => {
    const alex = bot.person('alex');
    await alex.say('wait 2 days');
    expect(done).toContain('advance PT172800S');
  });

  it('is not for people who may only look', async () => {
    for (const name of ['lynne', 'patti'] as const) {
      const person = bot.person(name);
      await person.say('wait 2 days');
      await person.say('practice northwind');
      expect(person.cards.map(({ id }) => id)).toEqual(['refused', 'refused']);
    }
    expect(done.filter((one) => !one.startsWith('ensure'))).toEqual([]);
  });
});

describe('on Microsoft’s cloud', () => {
  it('there is no practice', async () => {
    const real = await startBot();
    const alex = real.person('alex');
    await alex.invoke({ action: { verb: 'useScenario', data: { scenario: 'northwind' } } }, 'activity-1');
    expect(alex.card.id).toBe('notice');
    await real.close();
    expect(done).toEqual([]);
  });
});
