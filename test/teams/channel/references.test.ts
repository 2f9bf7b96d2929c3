import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { machineTime } from '../../../src/base/real-time.js';
import { TeamsAdapter } from '../../../src/teams/channel/adapter.js';
import { referenceTo } from '../../../src/teams/channel/reference-to.js';
import { judge } from '../../../src/teams/channel/send-failure.js';
import { keptTexts } from '../../support/kept-texts.js';
import { type BotUnderTest, people, startBot, tenantId } from '../bot-under-test.js';

let bot: BotUnderTest;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.close());

/** All that is on disk, as it stands there. */
const kept = async (): Promise<string> => [...(await keptTexts(bot.dataDir)).values()].join('\n');

it('of a conversation no more is kept than sending needs', async () => {
  const junk = 'j'.repeat(20_000);
  const alex = bot.person('alex');
  await alex.say('help', {
    conversation: {
      id: alex.conversationId,
      conversationType: 'personal',
      tenantId,
      name: junk,
      properties: { junk },
      [junk]: 1,
    },
    recipient: { id: '28:bot', name: junk, more: junk },
    from: { id: '29:alex', name: 'Alex Wilber', aadObjectId: people.alex.aadObjectId, more: junk },
  });
  expect(alex.card.id).toBe('help');
  const text = await kept();
  expect(text).not.toContain('jjj');
  expect(text.length).toBeLessThan(2_000);
  expect(text).toContain('"bot":{"id":"28:bot"}');
});

it('of a conversation whatever is longer than it can be is left out', () => {
  const long = 'x'.repeat(200);
  const conversation = { id: 'a', tenantId: long, conversationType: long, isGroup: long };
  const from = { id: 'p' };
  expect(
    referenceTo({ type: 'message', serviceUrl: 'https://teams', conversation, from, recipient: undefined }),
  ).toEqual({
    serviceUrl: 'https://teams',
    conversation: { id: 'a' },
    user: { id: 'p' },
  });
});

it.each(['tenantId', 'conversationType'])('of a conversation whose %s is very long, that is not kept', async (name) => {
  const alex = bot.person('alex');
  const conversation = { id: alex.conversationId, conversationType: 'personal', tenantId, [name]: 'x'.repeat(50_000) };
  await alex.say('help', { conversation });
  expect(await kept()).not.toContain('xxx');
});

it.each([
  'https://evil.example/',
  'http://192.0.2.1/',
  'https://smba.trafficmanager.net.evil.example/',
  'file:///etc/passwd',
  'http://127.0.0.1@evil.example/',
])('an activity that wants its answer at %s is refused, and nothing is kept or sent', async (serviceUrl) => {
  const alex = bot.person('alex');
  for (const type of ['message', 'invoke', 'conversationUpdate', 'installationUpdate', 'surprise']) {
    expect((await alex.send({ type, text: 'help', action: 'add', serviceUrl })).status).toBe(400);
  }
  expect(await kept()).toBe('');
  expect(bot.teams.connector.calls).toEqual([]);
});

/** The bot's sending half, with a token to show. */
const adapter = (serviceHosts: string[]) =>
  new TeamsAdapter(
    {
      appId: 'bot',
      appPassword: '',
      appTenantId: '',
      appType: 'SingleTenant',
      serviceHosts,
      connectorToken: async () => 'connector-token',
    },
    pino({ level: 'silent' }),
    machineTime(),
    () => 0.5,
  );
const message = { card: { type: 'AdaptiveCard' }, summary: 'x' };

it('nothing is sent to a conversation that was kept at an address which is not allowed', async () => {
  const reference = { serviceUrl: bot.teams.url, conversation: { id: 'a' } };
  const sender = adapter(['smba.trafficmanager.net']);
  for (const sending of [
    sender.send(reference, message),
    sender.update(reference, '1', message),
    sender.remove(reference, '1'),
  ]) {
    const error = await sending.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(judge(error)).toEqual({ is: 'unreachable', byPerson: false });
  }
  expect(bot.teams.connector.calls).toEqual([]);
});

it('a redirect of the connector is not followed, and no token goes there', async () => {
  const asked: (string | undefined)[] = [];
  const elsewhere = createServer((request, response) => {
    asked.push(request.headers.authorization);
    response.statusCode = 201;
    response.end('{"id":"1"}');
  }).listen(0, '127.0.0.1');
  const connector = createServer((request, response) => {
    response.statusCode = 307;
    const { port } = elsewhere.address() as AddressInfo;
    response.setHeader('location', `http://127.0.0.1:${port}${request.url}`);
    response.end();
  }).listen(0, '127.0.0.1');
  await Promise.all(
    [elsewhere, connector].map((server) => new Promise((resolve) => server.once('listening', resolve))),
  );
  const serviceUrl = `http://127.0.0.1:${(connector.address() as AddressInfo).port}`;
  const sent = adapter(['127.0.0.1']).send({ serviceUrl, conversation: { id: 'a' } }, message);
  await expect(sent).rejects.toThrow();
  expect(asked).toEqual([]);
  for (const server of [elsewhere, connector]) {
    server.close();
    server.closeAllConnections();
  }
});
