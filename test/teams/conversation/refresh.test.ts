import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runIn, someWork } from '../../support/runs.js';
import type { SeenCard } from '../../support/teams-client.js';
import { type BotUnderTest, startBot, tenantId } from '../bot-under-test.js';

/** Whoever scrolls back sees the present: Teams asks for the card of a run as it is now, and nobody pressed anything. */

type Refresh = { action: { verb: string; data: Record<string, unknown> }; userIds: string[] };
const refreshIn = ({ card }: SeenCard) => card.refresh as Refresh | undefined;
const other = 'another-tenant';

let bot: BotUnderTest;
beforeEach(async () => {
  bot = await startBot();
  bot.upgrades.set({ ...runIn.reassigning(), tenantId });
});
afterEach(() => bot.close());

/** Asks as Teams does. */
const askedFor = (person: ReturnType<BotUnderTest['person']>, card: SeenCard, data?: Record<string, unknown>) => {
  const action = refreshIn(card)?.action;
  return person.invoke(
    { action: { type: 'Action.Execute', ...action, data: data ?? action?.data }, trigger: 'automatic' },
    card.activityId,
  );
};

describe('a card that is looked at again', () => {
  it('is the run as it is now, for the one person who sees it, and counts as nothing they did', async () => {
    const alex = bot.person('alex');
    await alex.say('status');
    const { card } = alex;
    expect(refreshIn(card)?.userIds).toHaveLength(1);
    await alex.say('stop');
    expect(alex.card.text).toContain('Stop the upgrade?');
    const asked = alex.cards.length;
    const run = runIn.reassigning();
    bot.upgrades.set({ ...run, tenantId, reassign: someWork({ done: 17, total: 25 }) });
    const reply = await askedFor(alex, card);
    expect(reply.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
    expect(JSON.stringify(reply.body)).toContain('17');
    expect(bot.upgrades.commands).toEqual([]);
    expect(alex.cards.slice(asked).filter(({ how }) => how === 'message')).toEqual([]);
    // The question still stands.
    await alex.say('yes');
    expect(bot.upgrades.commands).toMatchObject([{ command: { do: 'stop' }, revision: run.revision }]);
  });

  it('stays as it is for whoever may not see it, for a run of elsewhere, and where there is none', async () => {
    const alex = bot.person('alex');
    await alex.say('status');
    const { card } = alex;
    const patti = bot.person('patti');
    const stranger = bot.person('alex', { tenantId: other });
    for (const [person, data] of [
      [patti, undefined],
      [stranger, undefined],
      [alex, { runId: 'foreign', revision: 1 }],
      [alex, {}],
      [alex, { runId: 7 }],
    ] as const) {
      const before = person.cards.length;
      const { status, body } = await askedFor(person, card, data);
      expect(status).toBe(200);
      expect(JSON.stringify(body ?? null)).not.toContain('AdaptiveCard');
      expect(person.cards).toHaveLength(before);
    }
  });

  it('is not drawn anew where there is something to fill in', async () => {
    bot.upgrades.set({ ...runIn.checkout(), tenantId });
    const alex = bot.person('alex');
    await alex.say('status');
    expect(alex.card.id).toBe('checkout');
    expect(refreshIn(alex.card)).toBeUndefined();
  });

  it('is asked for so often and no more', async () => {
    const alex = bot.person('alex');
    await alex.say('status');
    const { card } = alex;
    const replies = await Promise.all(Array.from({ length: 70 }, () => askedFor(alex, card)));
    const drawn = replies.filter(({ body }) => JSON.stringify(body ?? null).includes('AdaptiveCard'));
    expect(drawn).toHaveLength(60);
    await alex.say('help');
    expect(alex.card.id).toBe('help');
  });
});
