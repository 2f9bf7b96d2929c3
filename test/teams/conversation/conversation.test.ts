import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Followers } from '../../../src/teams/people/followers.js';
import type { Json } from '../../support/card-json.js';
import { aRun, runIn } from '../../support/runs.js';
import { type BotUnderTest, people, startBot, tenantId } from '../bot-under-test.js';

let bot: BotUnderTest;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.close());

describe('a conversation', () => {
  it('welcomes once on installation, though Teams tells of it twice', async () => {
    const alex = bot.person('alex');
    await alex.install();
    expect(alex.cards.map(({ id }) => id)).toEqual(['welcome']);
  });

  it('goes from the question to the checkout by buttons', async () => {
    const alex = bot.person('alex');
    await alex.say('upgrade');
    expect(alex.card.id).toBe('upgrade-available');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    expect(alex.card.id).toBe('before-you-begin');
    await alex.click('acknowledge');
    expect(alex.card.id).toBe('cart');
    await alex.click('updateCart', { quantity: '30', billingCycle: 'annual' });
    expect(bot.upgrades.commands.at(-1)?.command).toEqual({ do: 'updateCart', quantity: 30, billingCycle: 'annual' });
    await alex.click('goToCheckout');
    expect(alex.card.id).toBe('checkout');
    expect((await bot.upgrades.current(tenantId))?.cart).toMatchObject({ quantity: 30, billingCycle: 'annual' });
  });

  it('takes a bare yes to what was asked back in the response to the request, once', async () => {
    bot.upgrades.set({ ...runIn.checkout(), tenantId });
    const alex = bot.person('alex');
    await alex.say('status');
    const inResponse = { deliveryMode: 'expectReplies' };
    await alex.say('order', inResponse);
    expect(bot.upgrades.commands).toEqual([]);
    await alex.say('yes', inResponse);
    expect(bot.upgrades.commands.map(({ command }) => command.do)).toEqual(['placeOrder']);
    await alex.say('help', inResponse);
    await alex.say('yes', inResponse);
    expect(bot.upgrades.commands).toHaveLength(1);
  });

  it.each([
    ['en-US', 'Great!', 'If you have a question about the upgrade, just ask.'],
    ['sv-SE', 'fint', 'Har du en fråga om uppgraderingen'],
    ['de-DE', 'Gut.', 'Wenn Sie eine Frage zum Upgrade haben'],
    ['en-US', 'hm…', 'All right.'],
  ])('takes a remark for no question and for no yes (%s: %s)', async (locale, remark, answered) => {
    bot.upgrades.set({ ...runIn.checkout(), tenantId });
    const alex = bot.person('alex', { locale });
    await alex.say('status');
    await alex.say('order');
    await alex.say(remark);
    expect(alex.card.id).toBe('notice');
    expect(alex.card.text).toContain(answered);
    await alex.say('yes');
    expect(bot.upgrades.commands).toEqual([]);
  });

  it('goes the same way by words alone, in Swedish', async () => {
    const alex = bot.person('alex', { locale: 'sv-SE' });
    await alex.say('<at>Upgrade Assistant</at> Uppgradera!');
    await alex.say('Microsoft 365 E5');
    await alex.say('förstått');
    await alex.say('antal 30');
    await alex.say('årsvis');
    await alex.say('till kassan');
    expect(alex.card.id).toBe('checkout');
    expect(alex.card.card.lang).toBe('sv');
    const run = await bot.upgrades.current(tenantId);
    expect(run?.cart).toMatchObject({ quantity: 30, billingCycle: 'annual' });
    expect(run?.plan).toBe('SPE_E5');
  });

  it('takes Action.Submit from clients without universal actions', async () => {
    const alex = bot.person('alex');
    await alex.say('upgrade');
    await alex.submit('choosePlan', { plan: 'SPE_E3' });
    expect(alex.cards.filter(({ how }) => how === 'message').at(-1)?.id).toBe('before-you-begin');
  });

  it('answers an invoke as the Activity protocol says', async () => {
    const alex = bot.person('alex');
    await alex.say('upgrade');
    const reply = await alex.click('choosePlan', { plan: 'SPE_E3' });
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: { type: 'AdaptiveCard' },
    });
  });

  it('shows the current card, and says so, when an old card is pressed', async () => {
    const alex = bot.person('alex');
    await alex.say('upgrade');
    const old = alex.card;
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('choosePlan', { plan: 'SPE_E5' }, old);
    expect(alex.card.id).toBe('before-you-begin');
    expect((await bot.upgrades.current(tenantId))?.plan).toBe('SPE_E3');
  });

  it('names the colleague who was quicker', async () => {
    const alex = bot.person('alex');
    const megan = bot.person('megan');
    await alex.say('upgrade');
    await megan.say('status');
    const shown = megan.card;
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await megan.click('choosePlan', { plan: 'SPE_E5' }, shown);
    expect(megan.card.text).toContain('Alex Wilber');
  });

  it('shares one run between the admins of a tenant and makes both followers', async () => {
    const alex = bot.person('alex');
    const megan = bot.person('megan');
    await alex.say('upgrade');
    await megan.say('status');
    expect(megan.card.id).toBe('upgrade-available');
    const { alex: a, megan: m } = people;
    expect((await bot.upgrades.current(tenantId))?.followers).toEqual([a.aadObjectId, m.aadObjectId]);
  });

  it('changes the language by word, for the person alone, and keeps it over a restart', async () => {
    const alex = bot.person('alex', { locale: 'en-US' });
    await alex.say('language sv');
    await bot.restart();
    await alex.say('help');
    expect(alex.card.card.lang).toBe('sv');
    const megan = bot.person('megan', { locale: 'en-US' });
    await megan.say('help');
    expect(megan.card.card.lang).toBe('en');
  });

  it('keeps what is new of somebody it knows, over a restart', async () => {
    const alex = bot.person('alex', { locale: 'en-US' });
    await alex.say('status');
    await alex.say('help');
    await alex.say('help', { locale: 'sv-SE' });
    await bot.restart();
    const kept = await new Followers(bot.documents).get(tenantId, people.alex.aadObjectId);
    expect(kept?.locale).toBe('sv-SE');
  });

  it('says what it does not know, and what can be asked', async () => {
    const alex = bot.person('alex');
    await alex.say('what is the meaning of life?');
    expect(alex.card.id).toBe('notice');
  });

  it.each([
    ['no action', {}],
    ['an unknown verb', { action: { verb: 'formatDisk', data: {} } }],
    ['a verb of another type', { action: { verb: 7 } }],
    ['a missing revision', { action: { verb: 'stop', data: { runId: 'run-1' } } }],
    ['a plan of another type', { action: { verb: 'choosePlan', data: { runId: 'run-1', revision: 7, plan: ['x'] } } }],
    [
      'a very long plan',
      { action: { verb: 'choosePlan', data: { runId: 'run-1', revision: 7, plan: 'x'.repeat(5_000) } } },
    ],
    ['a pilot below zero', { action: { verb: 'reassign', data: { runId: 'run-1', revision: 7, pilot: '-1' } } }],
    ['a string for a value', 'stop'],
  ])('answers an invoke with %s by a card and changes nothing', async (_what, value) => {
    bot.upgrades.set(aRun({ tenantId }));
    const alex = bot.person('alex');
    const reply = await alex.invoke(value, 'activity-1');
    expect(reply).toMatchObject({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' },
    });
    expect(bot.upgrades.commands).toEqual([]);
  });

  it('tells nothing about a run of another tenant', async () => {
    bot.upgrades.set(aRun({ tenantId: 'elsewhere', organization: { displayName: 'Secret Corp', country: 'SE' } }));
    const alex = bot.person('alex');
    const reply = await alex.invoke({ action: { verb: 'stop', data: { runId: 'run-1', revision: 7 } } }, 'activity-1');
    expect(alex.card.id).toBe('notice');
    expect(JSON.stringify(reply)).not.toContain('Secret');
    expect((await bot.upgrades.current('elsewhere'))?.state.is).toBe('assessed');
  });

  it('answers unknown activities with 200', async () => {
    const alex = bot.person('alex');
    for (const type of ['typing', 'messageReaction', 'event', 'somethingNew']) {
      expect((await alex.send({ type })).status).toBe(200);
    }
    expect((await alex.send({ type: 'invoke', name: 'task/fetch', value: {} })).status).toBe(200);
    expect(alex.cards).toEqual([]);
  });

  it.each([
    ['a channel', { conversationType: 'channel' }, {}],
    ['a group chat in capitals', { conversationType: 'GroupChat' }, {}],
    ['a chat that does not say what it is', {}, {}],
    ['a meeting', { conversationType: 'personal' }, { channelData: { meeting: { id: 'MCMx' } } }],
  ])('shows nothing of a tenant in %s, whatever is written or pressed', async (_, kind, beside: Json) => {
    bot.upgrades.set({ ...runIn.cart(), tenantId });
    const words = { 'en-US': 'personal chat', 'sv-SE': 'personlig chatt' };
    for (const [locale, told] of Object.entries(words)) {
      const alex = bot.person('alex', { locale });
      const there = { ...beside, conversation: { id: alex.conversationId, tenantId, ...kind } };
      await alex.say('status', there);
      await alex.send({ type: 'message', value: { verb: 'stop' }, ...there });
      expect(alex.cards.map(({ id }) => id)).toEqual(['notice', 'notice']);
      const value = { action: { type: 'Action.Execute', verb: 'status', data: {} } };
      const { body } = await alex.send({ type: 'invoke', name: 'adaptiveCard/action', value, ...there });
      for (const shown of [...alex.cards.map(({ text }) => text), JSON.stringify(body)]) {
        expect(shown).toContain(told);
        expect(shown).not.toContain('Contoso');
      }
    }
    expect((await bot.upgrades.current(tenantId))?.state.is).toBe('cart');
  });

  it('tells nothing in a chat that names two organizations', async () => {
    bot.upgrades.set({ ...runIn.cart(), tenantId });
    const alex = bot.person('alex');
    await alex.say('status', { channelData: { tenant: { id: 'elsewhere' } } });
    expect(alex.card.id).toBe('notice');
    expect(alex.card.text).toContain('names two organizations');
    expect(alex.card.text).not.toContain('Contoso');
  });

  it('turns a defect into a card with a number that stands in the log', async () => {
    bot.upgrades.current = () => Promise.reject(new Error('secret detail'));
    const alex = bot.person('alex');
    const reply = await alex.say('status');
    expect(reply.status).toBe(200);
    expect(alex.card.text).not.toContain('secret');
    const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(alex.card.text)?.[0];
    expect(bot.logged.some((line) => line.includes(String(id)) && line.includes('secret detail'))).toBe(true);
  });

  it.each(['status', 'upgrade', 'hello', 'choose 2', 'history'])(
    'reads the run at most once for "%s"',
    async (text) => {
      bot.upgrades.set(aRun({ tenantId, followers: [people.alex.aadObjectId] }));
      const alex = bot.person('alex');
      const read = jest.spyOn(bot.upgrades, 'current');
      await alex.say(text);
      expect(read).toHaveBeenCalledTimes(1);
    },
  );

  it('asks for patience once when a person writes too fast, and listens again later', async () => {
    const alex = bot.person('alex');
    for (let turn = 0; turn < 65; turn += 1) expect((await alex.say('help')).status).toBe(200);
    expect(alex.cards).toHaveLength(61);
    expect(alex.card.id).toBe('notice');
    bot.time.advance(10_000);
    await alex.say('help');
    expect(alex.card.id).toBe('help');
  });
});
