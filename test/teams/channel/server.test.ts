import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type BotUnderTest, startBot } from '../bot-under-test.js';

let bot: BotUnderTest;
beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.close());

/** Sends raw bytes, so that nothing is tidied up on the way. */
function post(body: string | Buffer, headers: Record<string, string> = { 'content-type': 'application/json' }) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const call = request(new URL('/api/messages', bot.address), { method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    call.on('error', reject);
    call.end(body);
  });
}

const alive = async () => (await fetch(new URL('/healthz', bot.address))).status;
const inside = /node_modules|src\/|dist\/|\bat \w|Error:|ZodError|stack/;

describe('POST /api/messages', () => {
  it.each([
    ['an empty object', '{}'],
    ['an array', '[1]'],
    ['a bare value', '7'],
    ['null', 'null'],
    ['half an object', '{'],
    ['a type that is no text', '{"type":5}'],
    ['an empty type', '{"type":""}'],
    ['no body', ''],
    ['a message from nobody', '{"type":"message","text":"hi"}'],
    ['a message with a number for a conversation', '{"type":"message","text":"hi","conversation":5,"from":[]}'],
    ['deep nesting', `{"type":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
  ])('answers %s with 400 and lives on', async (_what, body) => {
    const { status, text } = await post(body);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toEqual({ error: { code: 'BadRequest', message: 'The request is not an activity.' } });
    expect(await alive()).toBe(200);
  });

  it.each([
    ['takes nesting as deep as any card has it', '['.repeat(60) + ']'.repeat(60), 200],
    ['refuses nesting deeper than any card has it', '['.repeat(70) + ']'.repeat(70), 400],
    ['takes a list of many', `[${'1,'.repeat(900)}1]`, 200],
    ['refuses a list of too many', `[${'1,'.repeat(1_000)}1]`, 400],
    ['refuses an object of too many', `{${'"a":1,'.repeat(1_000)}"a":1}`, 400],
    ['refuses many lists of many', `[${`[${'1,'.repeat(900)}1],`.repeat(25)}1]`, 400],
    ['counts no brackets and commas inside of text', `"${'[,'.repeat(5_000)}\\""`, 200],
  ])('%s, where anything may stand', async (_what, value, expected) => {
    const to = '"serviceUrl":"http://127.0.0.1:1/","conversation":{"id":"a","tenantId":"t"},"from":{"id":"p"}';
    const { status, text } = await post(`{"type":"invoke","name":"adaptiveCard/action","value":${value},${to}}`);
    expect(status).toBe(expected);
    expect(text).not.toMatch(inside);
    expect(await alive()).toBe(200);
  });

  it('refuses two megabytes with 413, whether or not the length was told', async () => {
    const big = `{"type":"message","text":"${'x'.repeat(2 * 1024 * 1024)}"}`;
    expect((await post(big)).status).toBe(413);
    const chunked = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    expect((await post(big, chunked)).status).toBe(413);
    expect(await alive()).toBe(200);
  });

  it('refuses other content types and compressed bodies', async () => {
    expect((await post('{"type":"message"}', { 'content-type': 'text/plain' })).status).toBe(415);
    const gzip = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    expect((await post(gzipSync('{"type":"message"}'), gzip)).status).toBe(415);
    expect((await post('no gzip at all', gzip)).status).toBe(415);
    expect(await alive()).toBe(200);
  });

  it('lives on when the caller hangs up in the middle', async () => {
    const call = request(new URL('/api/messages', bot.address), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': '100' },
    });
    const gone = new Promise((resolve) => call.on('close', resolve));
    call.on('error', () => undefined);
    call.write('{"type":', () => call.destroy());
    await gone;
    expect(await alive()).toBe(200);
  });

  it('answers 200 though the person can’t be reached at the address they gave', async () => {
    const to = { serviceUrl: 'http://127.0.0.1:1/', conversation: { id: 'a', tenantId: 't' }, from: { id: 'p' } };
    const { status, text } = await bot.time.until(post(JSON.stringify({ type: 'message', text: 'help', ...to })));
    expect(status).toBe(200);
    expect(text).not.toMatch(inside);
  });
});

describe('the other paths', () => {
  it.each(['/', '/api', '/api/messages', '/healthz/x', '/%E0%A4%A', '/../../etc/passwd', '/_sandbox/clock'])(
    'has nothing at GET %s',
    async (path) => {
      const response = await fetch(bot.address + path);
      expect([400, 404, 405]).toContain(response.status);
      expect(await response.text()).not.toMatch(inside);
    },
  );

  it('counts turns by type, and types from outside never become labels', async () => {
    const alex = bot.person('alex');
    await alex.say('help');
    await alex.send({ type: 'surprise-type' });
    const response = await fetch(new URL('/metrics', bot.address));
    expect(response.headers.get('content-type')).toContain('text/plain');
    const numbers = await response.text();
    expect(numbers).toMatch(/upgrade_assistant_turns_total\{type="message",outcome="done"\} [1-9]/);
    expect(numbers).toContain('upgrade_assistant_outbox_messages 0');
    expect(numbers).not.toContain('surprise');
  });
});
