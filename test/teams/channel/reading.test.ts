import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openSocket, statusesOf, untilClosed } from '../../support/raw-http.js';
import { type BotUnderTest, startBot, tenantId } from '../bot-under-test.js';
import { startTokenIssuer, type TokenIssuer } from '../token-issuer.js';
import { appId, help, knock } from './tokens/knock.js';

let issuer: TokenIssuer;
let bot: BotUnderTest;
beforeAll(async () => {
  issuer = await startTokenIssuer(() => bot.time.now());
  bot = await startBot({
    config: {
      bot: { appId, appPassword: 'secret', appTenantId: tenantId, appType: 'SingleTenant' },
      openIdMetadata: issuer.metadata,
      tokenIssuer: issuer.issuer,
    },
  });
  // The keys are there from the first genuine one on.
  expect(await knock(bot.address, `Bearer ${genuine()}`, help(bot))).toBe(200);
});
afterAll(async () => {
  await bot.close();
  await issuer.close();
});
afterEach(() => {
  jest.restoreAllMocks();
});

const genuine = () => issuer.token({ aud: appId, serviceurl: bot.teams.url });

const large = 235_000;
const filled = (text: string) => text.repeat(Math.floor(large / text.length));
const pieces = (text: string) => `${filled(`${text.length.toString(16)}\r\n${text}\r\n`)}0\r\n\r\n`;
const members = `{"type":"conversationUpdate","membersAdded":[${'{},'.repeat(78_000)}{}]}`;
const told = (body: string) => `content-length: ${Buffer.byteLength(body)}`;
const inPieces = 'transfer-encoding: chunked';

const shapes: [string, string, string][] = [
  ['of 78,000 members', told(members), members],
  ['of lists in lists', told(filled('[')), filled('[')],
  ['of objects in objects', told(filled('{"a":')), filled('{"a":')],
  ['of an object of many names', told(`{${filled('"a":1,')}`), `{${filled('"a":1,')}`],
  ['of one long text', told(`"${filled('x')}"`), `"${filled('x')}"`],
  ['of a long number', told(filled('9')), filled('9')],
  ['of escapes', told(`"${filled('\\ud800')}"`), `"${filled('\\ud800')}"`],
  ['of blanks', told(filled(' ')), filled(' ')],
  ['of no JSON', told(filled('\x01')), filled('\x01')],
  ['of megabytes', 'content-length: 5000000', filled('x')],
  ['of pieces of one byte', inPieces, pieces('x')],
  ['of pieces of a few bytes', inPieces, pieces('[[[[')],
  ['of pieces of many bytes', inPieces, pieces('x'.repeat(4_000))],
];

/** How many bytes of bodies the bot read so far, as it tells operators. */
async function bytesRead(): Promise<number> {
  const numbers = await bot.registry.metrics();
  return Number(/^upgrade_assistant_body_bytes_total (\d+)$/m.exec(numbers)?.[1]);
}

/** Requests with a body in pieces that Node went on with after it had read their heads. */
let goneOnWith = 0;
const see = (message: unknown): void => {
  const { request } = message as { request: IncomingMessage };
  if (request.headers['transfer-encoding'] !== undefined) goneOnWith += 1;
};
const channel = 'http.server.request.start';
beforeAll(() => subscribe(channel, see));
afterAll(() => void unsubscribe(channel, see));

/** Sends head and body in one breath. @returns the status, and how often Node handed a piece of the body over */
async function send(length: string, body: string, token?: string): Promise<{ status: number; pieces: number }> {
  const handed = jest.spyOn(IncomingMessage.prototype, 'push');
  const socket = await openSocket(bot.address);
  const answer = untilClosed(socket);
  const authorization = token === undefined ? '' : `authorization: Bearer ${token}\r\n`;
  socket.write(
    `POST /api/messages HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${authorization}${length}\r\n\r\n${body}`,
  );
  const [status = 0] = statusesOf(await answer);
  return { status, pieces: handed.mock.calls.length };
}

describe('a body of a caller without a genuine token', () => {
  it.each(shapes)('%s is not read', async (_what, length, body) => {
    const before = await bytesRead();
    const parse = jest.spyOn(JSON, 'parse');
    const { status, pieces } = await send(length, body);
    expect(status).toBe(length.includes('5000000') ? 413 : 401);
    expect(pieces).toBeLessThan(10);
    expect(await bytesRead()).toBe(before);
    expect(parse).not.toHaveBeenCalled();
  });

  it.each(shapes)('%s is not read beside a forged one', async (_what, length, body) => {
    const before = await bytesRead();
    const forged = issuer.token({ aud: appId, serviceurl: bot.teams.url }, { otherKey: true });
    const { status, pieces } = await send(length, body, forged);
    expect(status).toBe(length.includes('5000000') ? 413 : 403);
    expect(pieces).toBeLessThan(10);
    expect(await bytesRead()).toBe(before);
  });
});

describe('a body in pieces of a caller without a genuine token', () => {
  it.each([
    ['none', undefined],
    ['a forged one', () => issuer.token({ aud: appId, serviceurl: bot.teams.url }, { otherKey: true })],
    ['nonsense', () => 'nonsense'],
  ])('is not taken apart: %s', async (_what, token) => {
    goneOnWith = 0;
    expect((await send(inPieces, pieces('x'), token?.())).status).toBe(token ? 403 : 401);
    expect(goneOnWith).toBe(0);
  });

  it('elsewhere than where activities are taken is not taken apart either', async () => {
    goneOnWith = 0;
    for (const target of ['POST /healthz', 'GET /metrics', 'PUT /api/messages', 'POST /none']) {
      const socket = await openSocket(bot.address);
      const answer = untilClosed(socket);
      socket.write(`${target} HTTP/1.1\r\nhost: a\r\n${inPieces}\r\n\r\n${pieces('x')}`);
      expect(statusesOf(await answer)).toEqual([400]);
    }
    expect(goneOnWith).toBe(0);
  });
});

describe('a body of a caller with a genuine token', () => {
  it.each(shapes.filter(([what]) => /members|in (lists|objects)|names/.test(what)))(
    '%s is read no further than it could be an activity',
    async (_what, length, body) => {
      const before = await bytesRead();
      const { status } = await send(length, body, genuine());
      expect(status).toBe(400);
      // Node hands over what it has: a piece or two.
      expect((await bytesRead()) - before).toBeLessThan(large / 2);
    },
  );

  it('in pieces is put together', async () => {
    const before = await bytesRead();
    const text = JSON.stringify(help(bot));
    const body = `${text
      .match(/.{1,7}/g)
      ?.map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`)
      .join('')}0\r\n\r\n`;
    goneOnWith = 0;
    expect((await send(inPieces, body, genuine())).status).toBe(200);
    expect(goneOnWith).toBe(1);
    expect((await bytesRead()) - before).toBe(text.length);
  });

  it('of half a character anywhere is read with a sign in its place', async () => {
    const runId = '\ud800';
    const value = { action: { type: 'Action.Execute', verb: 'status', data: { runId, revision: 1, [runId]: 1 } } };
    const activity = help(bot, { type: 'invoke', name: 'adaptiveCard/action', text: undefined, value });
    expect(await bot.time.until(knock(bot.address, `Bearer ${genuine()}`, activity))).toBe(200);
    const odd = help(bot, { from: { id: '\ud800', name: '\udc00', aadObjectId: '\ud800' } });
    expect(await bot.time.until(knock(bot.address, `Bearer ${genuine()}`, odd))).toBe(200);
    expect(bot.logged.join('')).not.toMatch(/URIError|malformed/);
  });
});
