import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Followers } from '../../src/teams/people/followers.js';
import { type Json, textOf } from '../support/card-json.js';
import { describeExamples, exampleNames, officialActivity } from '../support/official-examples.js';
import { type BotUnderTest, startBot } from './bot-under-test.js';

/** What Teams sends, as its pages show it and as others recorded it, taken by the running bot. */

type Meaning =
  /** Nobody is answered, and nothing is kept. */
  | 'nothing'
  /** Not an activity that can be answered. */
  | 'refused'
  /** Others read along: politely, and without a word about the tenant. */
  | 'notPersonal'
  /** Who talks is not told, or not a directory account. */
  | 'unknown'
  /** Somebody in a personal chat. */
  | 'person'
  /** An invoke of somebody in a personal chat, answered with a card at once. */
  | 'card';

const meanings: Record<string, Meaning> = {
  'adaptiveCard-action--1': 'card',
  'adaptiveCard-action--2': 'card',
  'conversationUpdate--1': 'nothing',
  'conversationUpdate--2': 'nothing',
  'conversationUpdate--3': 'nothing',
  'conversationUpdate--4': 'nothing',
  'conversationUpdate--5': 'notPersonal',
  // The page has placeholders where ids are: of the two that were added none is the bot that is addressed.
  'conversationUpdate--6': 'nothing',
  'conversationUpdate--7': 'nothing',
  'conversationUpdate--8': 'nothing',
  'conversationUpdate--9': 'nothing',
  'conversationUpdate--10': 'nothing',
  'conversationUpdate--11': 'nothing',
  'conversationUpdate--12': 'nothing',
  'conversationUpdate--13': 'nothing',
  'event--1': 'nothing',
  'fileConsent--1': 'person',
  'fileConsent--2': 'person',
  'installationUpdate--1': 'notPersonal',
  'invoke-card--1': 'nothing',
  // The page writes serviceURL: there is nowhere to answer to.
  'invoke-other--1': 'refused',
  'invoke-other--2': 'nothing',
  // An older way of writing activities, with the conversation inside an address.
  'invoke-other--3': 'refused',
  'invoke-other--4': 'nothing',
  'invoke-other--5': 'nothing',
  'invoke-other--6': 'nothing',
  'message-channel--1': 'notPersonal',
  // What bots send.
  'message-outgoing--1': 'nothing',
  'message-outgoing--2': 'nothing',
  'message-outgoing--3': 'nothing',
  'messageBack--2': 'nothing',
  'message-personal--1': 'person',
  'message-personal--2': 'person',
  'message-personal--3': 'person',
  'message-personal--4': 'person',
  // The Playground's people have no directory account.
  'message-personal--5': 'unknown',
  'messageReaction--1': 'nothing',
  'messageReaction--2': 'nothing',
};

const names = exampleNames('teams');

describeExamples('what Teams sends', () => {
  let bot: BotUnderTest;
  beforeAll(async () => {
    bot = await startBot({ config: { cloud: 'microsoft' } });
    for (const name of ['message-personal--1', 'message-personal--3'])
      bot.roles.set(officialActivity(name).from.aadObjectId, ['globalAdministrator']);
  });
  afterAll(() => bot.close());
  beforeEach(() => void bot.teams.connector.calls.splice(0));

  it('is named here, every example', () => {
    expect(names).toEqual(Object.keys(meanings).sort());
  });

  it.each(names)('%s', async (name) => {
    const { status, body } = await sent({ ...whole(name), id: name });
    const said = bot.teams.connector.calls.map(({ activity }) => textOf(activity));
    const meant = meanings[name];
    expect(status).toBe(meant === 'refused' ? 400 : 200);
    expect(said).toHaveLength(meant === 'nothing' || meant === 'refused' || meant === 'card' ? 0 : 1);
    expect(body).toEqual(
      meant === 'card' || meant === 'refused' ? expect.anything() : meant === 'nothing' ? body : undefined,
    );
    if (meant === 'notPersonal') expect(said[0]).toContain('I only talk about an organization in a personal chat');
    if (meant === 'unknown') expect(said[0]).toContain("I couldn't see who you are");
    if (meant === 'person') expect(said[0]).not.toMatch(/personal chat|couldn't see who you are/);
  });

  it.each(['message-personal--1', 'message-personal--3'])(
    'the client’s language and time zone, in %s',
    async (name) => {
      await sent({ ...whole(name), id: name });
      expect(await kept(name)).toEqual(['en-US', 'America/Los_Angeles']);
    },
  );

  it('nothing of either in message-personal--4: what was told before stays', async () => {
    await sent(whole('message-personal--3'));
    await sent(whole('message-personal--4'));
    expect(await kept('message-personal--4')).toEqual(['en-US', 'America/Los_Angeles']);
  });

  async function kept(name: string) {
    const { conversation, channelData, from } = officialActivity(name);
    const tenant = conversation.tenantId ?? channelData.tenant.id;
    const follower = await new Followers(bot.documents).get(tenant, from.aadObjectId);
    return [follower?.locale, follower?.timeZone];
  }

  /** An example as a whole activity, to be answered here. Pages show only the name and value of some invokes. */
  function whole(name: string): Json {
    const activity = officialActivity(name);
    const { text: _, ...around } = officialActivity('message-personal--3');
    const isAbridged = /^(adaptiveCard|fileConsent|invoke-card)/.test(name);
    const shown = isAbridged ? { ...around, type: 'invoke', ...activity } : activity;
    return shown.serviceUrl ? { ...shown, serviceUrl: bot.teams.url } : shown;
  }

  async function sent(activity: Json): Promise<{ status: number; body: unknown }> {
    const answer = await fetch(new URL('/api/messages', bot.address), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  }
});
