import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventName } from '../../../src/upgrade/run/events.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { AuditEntry } from '../../../src/upgrade/run/shape.js';
import { at, runIn } from '../../support/runs.js';
import type { SeenCard, TeamsPerson } from '../../support/teams-client.js';
import { type BotUnderTest, people, startBot, tenantId } from '../bot-under-test.js';
import { sent } from '../seen.js';

/** A step that somebody lacks the role for: who has it is named, and asked. */

let bot: BotUnderTest;
let adele: TeamsPerson;
beforeEach(async () => {
  bot = await startBot();
  adele = bot.person('adele');
});
afterEach(() => bot.close());

const id = (name: keyof typeof people) => people[name].aadObjectId;
const by = { id: id('adele'), name: 'Adele Vance' };
const entry = (what: EventName, actor: AuditEntry['by'] = by): AuditEntry => ({ at, by: actor, what, details: {} });
const put = (run: Run, more: Partial<Run> = {}) =>
  bot.upgrades.set({ ...run, tenantId, followers: [id('adele')], ...more });
const current = async () => (await bot.upgrades.current(tenantId)) as Run;
const isAsked = (card: SeenCard) => sent(card) && /next step/.test(card.summary ?? '');

/** Lets the next message to a person go wrong; resolves once it has. */
function failsOnce({ conversationId }: TeamsPerson): Promise<void> {
  bot.teams.mishap({ status: 502, method: 'POST', conversationId });
  return new Promise((resolve) => {
    const forget = bot.teams.connector.onCall((call) => {
      if (call.conversationId !== conversationId || call.status !== 502) return;
      forget();
      resolve();
    });
  });
}

async function uses(name: keyof typeof people, locale = 'en-US'): Promise<TeamsPerson> {
  const person = bot.person(name, { locale });
  await person.say('hello');
  return person;
}

describe('a person who tries what they lack the role for', () => {
  it('is told who has it, and that a colleague who uses the bot was asked; both follow', async () => {
    const megan = await uses('megan');
    put(runIn.checkout(), { followers: [] });
    await adele.say('order');
    expect(adele.card.id).toBe('refused');
    expect(adele.card.text).toContain('I have asked Megan Bowen.');
    expect(adele.card.text).toMatch(/Alex Wilber doesn't use me yet.*Tell them/s);
    const card = await megan.waitFor(isAsked);
    expect(card.id).toBe('checkout');
    expect(card.summary).toBe('Adele Vance asks you to take the next step: it needs Billing Administrator');
    expect(card.verbs).toContain('placeOrder');
    expect((await current()).followers.sort()).toEqual([id('adele'), id('megan')].sort());
  });

  it('is told since when a colleague has been asked, who is not asked again', async () => {
    const megan = await uses('megan');
    put(runIn.checkout());
    await adele.say('order');
    await megan.waitFor(isAsked);
    await adele.say('order');
    expect(adele.card.text).toMatch(/I asked Megan Bowen on Mar 4, 2026/);
    expect((await current()).handovers).toHaveLength(1);
  });

  it('is told what to tell those who do not use the bot, and those who blocked it', async () => {
    const megan = await uses('megan');
    await megan.uninstall();
    bot.roles.set(id('alex'), []);
    put(runIn.checkout());
    await adele.say('order');
    expect(adele.card.text).toContain('“The upgrade from Office 365 E4 is waiting for a Billing Administrator.');
    expect(adele.card.text).not.toContain('I have asked');
    expect((await current()).handovers).toEqual([]);
  });

  it('is told that nobody has the role, and how it is given', async () => {
    for (const name of ['alex', 'megan'] as const) bot.roles.set(id(name), []);
    put(runIn.checkout());
    await adele.say('order');
    expect(adele.card.text).toContain('Nobody in this organization has one of them active right now.');
    expect(adele.card.text).toContain('Role assignments');
    expect(JSON.stringify(adele.card.card)).toContain('Action.OpenUrl');
  });

  it('disturbs nobody when it is not the next step', async () => {
    const megan = await uses('megan');
    put(runIn.manualReassign());
    await adele.say('cancel E4');
    expect(adele.card.text).toMatch(/Megan.Bowen/);
    expect(adele.card.text).not.toContain('asked');
    expect((await current()).handovers).toEqual([]);
    expect(megan.cards.filter(isAsked)).toEqual([]);
  });

  it('learns and causes nothing without a role that may see', async () => {
    await uses('megan');
    put(runIn.checkout());
    const patti = bot.person('patti');
    await patti.say('order');
    expect(patti.card.text).not.toMatch(/Megan|Alex|asked/);
    expect(await current()).toMatchObject({ handovers: [], followers: [id('adele')] });
  });

  it('is answered when Graph does not say who has the role, and when nothing can be kept', async () => {
    await uses('megan');
    await adele.say('hello');
    put(runIn.checkout());
    bot.peopleAfter = new Promise(() => undefined);
    await bot.time.until(adele.say('order'), 5_000);
    expect(adele.card.id).toBe('refused');
    expect(adele.card.text).toContain('Ask whoever looks after Microsoft 365');
  });

  it('cannot put words into a colleague’s card by the name they go by', async () => {
    const megan = await uses('megan');
    put(runIn.checkout());
    await bot.person('adele', { name: '**Adele** [x](http://evil)' }).say('order');
    const card = await megan.waitFor(isAsked);
    expect(JSON.stringify(card.card)).toContain(String.raw`\\*\\*Adele\\*\\* \\[x\\](http://evil) asks you`);
    expect(card.summary).toContain('**Adele** [x](http://evil) asks you');
  });
});

describe('a person who brings the run to a step they lack the role for', () => {
  const line = /The next step needs the role Billing Administrator\. I have asked Megan Bowen\./;

  it('reads on the new card who was asked, and so do later cards', async () => {
    const megan = await uses('megan', 'sv-SE');
    put(runIn.beforeYouBegin());
    await adele.say('understood');
    expect(adele.card.id).toBe('cart');
    expect(adele.card.text).toMatch(line);
    expect(adele.card.text).not.toContain('Buying and canceling need');
    const card = await megan.waitFor((one) => sent(one) && one.id === 'cart');
    expect(card.summary).toBe('Adele Vance ber dig ta nästa steg: det kräver rollen Faktureringsadministratör');
    await adele.say('status');
    expect(adele.card.text).toMatch(line);
    bot.moveClock(3_600_000);
    await adele.say('status');
    expect(adele.card.text).toMatch(/I asked Megan Bowen on Mar 4, 2026/);
  });

  it('reads who has the role when nobody who has it uses the bot', async () => {
    put(runIn.beforeYouBegin());
    await adele.say('understood');
    expect(adele.card.text).toContain('Alex Wilber and Megan Bowen have a role for it.');
    await adele.say('status');
    expect(adele.card.text).toContain('Alex Wilber and Megan Bowen have a role for it.');
  });

  it('gets the card in time when Graph is slow, and the line once a colleague was asked', async () => {
    const megan = await uses('megan');
    put(runIn.beforeYouBegin());
    let answer = (): void => undefined;
    bot.peopleAfter = new Promise((resolve) => {
      answer = resolve;
    });
    await bot.time.until(adele.say('understood'), 1_501);
    expect(adele.card.id).toBe('cart');
    expect(adele.card.text).toContain('Buying and canceling need one of these roles');
    answer();
    await megan.waitFor(isAsked);
    await bot.time.until(
      adele.waitFor((card) => card.how === 'update' && line.test(card.text)),
      3_001,
    );
  });

  it('is answered when Graph is away, and a colleague is asked once it is back', async () => {
    const megan = await uses('megan');
    await adele.say('hello');
    put(runIn.beforeYouBegin());
    bot.peopleAfter = Promise.reject(new Error('no Graph'));
    bot.peopleAfter.catch(() => undefined);
    await adele.say('understood');
    expect(adele.card.id).toBe('cart');
    bot.peopleAfter = undefined;
    await bot.time.until(megan.waitFor(isAsked), 30_000);
    expect(megan.card.summary).toContain('Adele Vance asks you');
  });

  describe('in a turn whose process ended before it could ask', () => {
    const hours = (count: number) => new Date(Date.parse(at) + count * 3_600_000).toISOString();
    const cameThere = -72;
    const left = async ({
      handovers = [],
      graphDown = false,
    }: {
      handovers?: Run['handovers'];
      graphDown?: boolean;
    } = {}) => {
      const megan = await uses('megan');
      await adele.say('hello');
      const audit = [{ ...entry('acknowledge'), at: hours(cameThere) }];
      put(runIn.cart(), { followers: [id('adele'), id('megan')], audit, handovers });
      bot.graphDown = graphDown;
      await bot.restart();
      return megan;
    };
    const handoversThen = async () => {
      await adele.say('status');
      // Whatever is looked at is looked at to the end.
      await bot.restart();
      return (await current()).handovers;
    };

    it('has a follower asked who has the role, once', async () => {
      const megan = await left();
      const card = await megan.waitFor(isAsked);
      expect(card.summary).toContain('Adele Vance asks you');
      expect(await handoversThen()).toHaveLength(1);
    });

    it.each([
      ['when they came there, days ago', cameThere + 1],
      ['within the day before that', cameThere - 23],
    ])('has nobody asked again who was asked %s', async (_, asked) => {
      const handovers: Run['handovers'] = [{ at: hours(asked), permission: 'buy', to: id('megan') }];
      await left({ handovers });
      expect(await handoversThen()).toEqual(handovers);
    });

    it('has somebody asked again who was asked earlier than that', async () => {
      await left({ handovers: [{ at: hours(cameThere - 25), permission: 'buy', to: id('megan') }] });
      expect(await handoversThen()).toHaveLength(2);
    });

    it('has nobody asked where whoever acted has the role', async () => {
      bot.roles.set(id('adele'), ['billingAdministrator']);
      await left();
      expect(await handoversThen()).toEqual([]);
    });

    it('has a follower asked once Graph tells what whoever acted may do', async () => {
      const megan = await left({ graphDown: true });
      await bot.time.asleep(15_000);
      bot.graphDown = false;
      await bot.time.until(megan.waitFor(isAsked), 120_000);
    });
  });

  it('asks nobody by a mere look', async () => {
    await uses('alex');
    const lynne = bot.person('lynne');
    await lynne.say('upgrade');
    await lynne.say('status');
    expect((await current()).handovers).toEqual([]);
  });
});

describe('a run that comes to a step by itself', () => {
  const arrived = () => put(runIn.manualCancel(), { audit: [entry('reassign'), entry('reassigned', null)] });

  it('asks whoever has the role when no follower has it, once, and says nothing of a person', async () => {
    await adele.say('hello');
    const megan = await uses('megan');
    arrived();
    const card = await megan.waitFor(isAsked);
    expect(card.summary).toBe('Can you take the next step? It needs Billing Administrator');
    expect(card.id).toBe('manual-cancel');
    const { handovers } = await current();
    expect(handovers).toHaveLength(1);
    bot.upgrades.set({ ...(await current()), revision: 8 });
    await bot.restart();
    await megan.say('status');
    expect((await current()).handovers).toEqual(handovers);
  });

  it('asks nobody when a follower has the role, nor whoever left', async () => {
    await uses('megan');
    await uses('alex');
    put(runIn.manualCancel(), {
      followers: [id('adele'), id('alex')],
      audit: [entry('reassigned', null)],
    });
    await adele.say('status');
    expect((await current()).handovers).toEqual([]);
    put(runIn.manualCancel(), {
      revision: 8,
      left: [id('alex'), id('megan')],
      audit: [entry('reassigned', null)],
    });
    await adele.say('status');
    expect((await current()).handovers).toEqual([]);
  });

  it('asks after a restart when it could not before', async () => {
    await adele.say('hello');
    const megan = await uses('megan');
    bot.graphDown = true;
    arrived();
    await bot.time.asleep(15_000);
    bot.graphDown = false;
    await bot.restart();
    await megan.waitFor(isAsked);
  });
});

describe('a request that waits to be delivered', () => {
  const asked = async (): Promise<TeamsPerson> => {
    const megan = await uses('megan');
    await adele.say('hello');
    put(runIn.checkout());
    const failed = failsOnce(megan);
    await adele.say('order');
    await failed;
    return megan;
  };

  it('is not made to somebody whose role was taken away; whoever else has it is asked', async () => {
    const alex = await uses('alex');
    bot.roles.set(id('alex'), []);
    const megan = await asked();
    bot.roles.set(id('megan'), ['globalReader']);
    bot.roles.set(id('alex'), ['globalAdministrator']);
    await bot.time.until(alex.waitFor(isAsked), 30_000);
    expect(megan.cards.filter(isAsked)).toEqual([]);
  });

  it('is made although something else happened since', async () => {
    const megan = await asked();
    bot.upgrades.raise('run-1', 'scheduleSoon');
    await bot.time.until(megan.waitFor(isAsked), 30_000);
  });

  it('is dropped once somebody else took the step', async () => {
    const megan = await asked();
    bot.upgrades.set({ ...(await current()), ...runIn.completed(), tenantId, followers: [id('megan')], noticeSeq: 5 });
    bot.upgrades.raise('run-1', 'completed');
    await bot.time.until(
      megan.waitFor((card) => sent(card) && card.id === 'completed'),
      30_000,
    );
    expect(megan.cards.filter(isAsked)).toEqual([]);
  });
});

describe('those who are told', () => {
  it('are named where one waits, and can leave and join', async () => {
    await uses('megan');
    await adele.say('hello');
    put(runIn.creditCheck(), { followers: [id('adele'), id('megan')] });
    await adele.say('status');
    expect(adele.card.text).toContain('These people get a message when something happens: Adele Vance and Megan Bowen');
    expect(adele.card.verbs).toContain('unfollow');
    await adele.click('unfollow');
    expect(adele.card.text).toContain("You won't get messages any more when something happens.");
    expect(adele.card.text).toContain('These people get a message when something happens: Megan Bowen');
    await adele.say('status');
    expect((await current()).followers).toEqual([id('megan')]);
    expect(adele.card.verbs).toContain('follow');
    await adele.say('följ');
    expect(adele.card.text).toContain('You get a message when something happens.');
    expect((await current()).followers).toEqual([id('megan'), id('adele')]);
  });

  it('are five names and a number', async () => {
    const more = Array.from({ length: 7 }, (_, n) => ({ name: `Person ${n}`, aadObjectId: `p${n}` }));
    for (const one of more) {
      bot.roles.set(one.aadObjectId, ['globalReader']);
      await bot.person('adele', one).say('hello');
    }
    put(runIn.creditCheck(), { followers: more.map(({ aadObjectId }) => aadObjectId) });
    await adele.say('status');
    expect(adele.card.text).toContain('Person 0, Person 1, Person 2, Person 3, Person 4, and 3 more');
  });

  it('hear it when the last one leaves, and nobody is told then', async () => {
    put(runIn.creditCheck());
    await adele.say('sluta följa');
    expect(adele.card.text).toContain('nobody else gets any either');
    expect(adele.card.text).toContain('Nobody gets a message when something happens.');
    put(runIn.completed(), { followers: [], left: [id('adele')] });
    bot.upgrades.raise('run-1', 'completed');
    await bot.time.asleep(60_000);
    expect(adele.cards.filter((card) => card.id === 'completed')).toEqual([]);
  });

  it('get nothing more of what was on its way when they leave', async () => {
    await adele.say('hello');
    put(runIn.creditCheck());
    const failed = failsOnce(adele);
    bot.upgrades.raise('run-1', 'creditCheckStarted');
    await failed;
    await adele.say('unfollow');
    bot.time.advance(120_000);
    await adele.say('help');
    await bot.time.asleep(60_000);
    expect(
      adele.cards.filter(({ summary }) => /credit check/.test(summary ?? '') && summary?.includes('begun')),
    ).toEqual([]);
  });
});
