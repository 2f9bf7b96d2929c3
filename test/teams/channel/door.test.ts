import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openSocket, sendRaw, statusesOf, untilClosed } from '../../support/raw-http.js';
import { type BotUnderTest, startBot, tenantId } from '../bot-under-test.js';
import { appId } from './tokens/knock.js';

let bot: BotUnderTest;
beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.close());

const first = async (bytes: string) => statusesOf(await sendRaw(bot.address, bytes))[0];
const alive = async () => (await fetch(new URL('/healthz', bot.address))).status;
const get = (target: string, ...headers: string[]) =>
  `GET ${target} HTTP/1.1\r\n${[...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`;

describe('a request that cannot be read is answered with 400, and the process lives on', () => {
  const hosts = [
    'foo|bar',
    'a:99999999',
    'a:b',
    'a:',
    'a b',
    '[::bad',
    '[::1',
    '::1',
    '%',
    'a%00',
    'a/b',
    'a?b',
    'a#b',
    'a@b',
  ];
  const odd = ['', ' ', '\\', '..', '-\u0001', 'ü', '[::1]x', 'a,b', 'http://a', '<a>', 'a"b', "a'b", '^', '`', '{}'];
  const targets = ['http://[::bad/', '//[', '/%', '/%E0%A4%A', '/\x7f', 'x', '*', 'http://a:99999/', '/ü', '/a\\\x01'];
  const both = ['/healthz', '/api/messages', '/'];

  it.each(both.flatMap((target) => [...hosts, ...odd].map((host) => [host, target])))(
    'of the host “%s” at %s',
    async (host, target) => {
      expect(await first(get(target, `Host: ${host}`))).toBe(400);
      expect(await first(`POST ${target} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 2\r\n\r\n{}`)).toBe(400);
      expect(await alive()).toBe(200);
    },
  );

  it.each(targets)('of the target “%s”', async (target) => {
    expect([400, 404]).toContain(await first(get(target, 'Host: a')));
    expect(await alive()).toBe(200);
  });

  it.each([
    ['two hosts', get('/healthz', 'Host: a', 'Host: b')],
    ['no host', get('/healthz', 'X: y')],
    ['a target that is an address', get('http://a/healthz', 'Host: a')],
    ['a very long target', get(`/${'x'.repeat(5_000)}`, 'Host: a')],
    ['no method', '/healthz HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['an unknown method', 'BREW /healthz HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['a tunnel', 'CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['an unknown version', 'GET /healthz HTTP/9.9\r\nHost: a\r\n\r\n'],
    ['a header without a colon', get('/healthz', 'Host: a', 'nonsense')],
    ['a length that is no number', 'POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n'],
    ['two lengths', 'POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    [
      'a length beside pieces',
      'POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a body where none is taken', 'POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}'],
    [
      'a body to look with',
      'GET /metrics HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n',
    ],
    ['bytes of another protocol', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc'],
  ])('of %s', async (_what, bytes) => {
    expect(await first(bytes)).toBe(400);
    expect(await alive()).toBe(200);
  });

  it('of headers that are too large, which has a status of its own', async () => {
    expect(await first(get('/healthz', 'Host: a', `X: ${'x'.repeat(20_000)}`))).toBe(431);
    expect(await alive()).toBe(200);
  });
});

describe('a request that can be read is answered', () => {
  it.each([
    'a',
    'bot.example.com',
    'bot.example.com.:443',
    'upgrade_assistant:3978',
    '127.0.0.1:3978',
    '[::1]:3978',
    'xn--tst-qla.example',
  ])('at the host “%s”', async (host) => {
    expect(await first(get('/healthz', `Host: ${host}`))).toBe(200);
  });

  it('without a host, in the protocol of simple health checks', async () => {
    expect(await first('GET /healthz HTTP/1.0\r\n\r\n')).toBe(200);
  });

  it('as if it had not asked for another protocol', async () => {
    const knock = get('/healthz', 'Host: a', 'Upgrade: websocket').replace('close', 'Upgrade');
    expect(await first(knock)).toBe(200);
    expect(await first(knock.replace('/healthz', '/api/messages'))).toBe(405);
  });

  it('once it was told to send its body', async () => {
    const socket = await openSocket(bot.address);
    const answer = untilClosed(socket);
    const head = 'POST /api/messages HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n';
    socket.write(`${head}Expect: 100-continue\r\n\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    socket.write('{}');
    expect(statusesOf(await answer)).toEqual([100, 400]);
    expect(await first(`${head}Expect: more\r\n\r\n{}`)).toBe(417);
  });

  it('together with others that came in the same breath, in their order', async () => {
    const four = get('/healthz', 'Host: a').replace('Connection: close\r\n', '').repeat(3) + get('/none', 'Host: a');
    expect(statusesOf(await sendRaw(bot.address, four))).toEqual([200, 200, 200, 404]);
  });
});

describe('a caller who takes too much', () => {
  let small: BotUnderTest | undefined;
  afterEach(async () => {
    await small?.close();
    small = undefined;
  });
  const usual = { appId, appPassword: 'secret', appTenantId: tenantId, appType: 'SingleTenant' } as const;
  const startSmall = async (limits: NonNullable<Parameters<typeof startBot>[0]>['config']) => {
    small = await startBot({ config: { bot: usual, ...limits } });
    return small;
  };

  it('is refused beyond so many requests without a token, until time has passed; a sign of life is still given', async () => {
    const { address, time } = await startSmall({ limits: { strangers: { most: 3, perSecond: 1 } } });
    const post = async (authorization?: string) => {
      const headers = authorization ? { authorization } : {};
      return (await fetch(new URL('/api/messages', address), { method: 'POST', headers, body: null })).status;
    };
    expect([await post(), await post(), await post(), await post()]).toEqual([401, 401, 401, 429]);
    expect((await fetch(new URL('/metrics', address))).status).toBe(429);
    expect((await fetch(new URL('/reports/x', address))).status).toBe(429);
    // Somebody behind the same proxy may have a genuine one.
    expect(await post('Bearer a.b.c')).toBe(403);
    expect((await fetch(new URL('/healthz', address))).status).toBe(200);
    time.advance(2_000);
    expect([await post(), await post(), await post()]).toEqual([401, 401, 429]);
  });

  it('is not let in over more than so many connections', async () => {
    const { address } = await startSmall({ limits: { connectionsOfOneCaller: 2 } });
    const sockets = [await openSocket(address), await openSocket(address)];
    expect(await sendRaw(address, get('/healthz', 'Host: a'))).toBe('');
    for (const socket of sockets) {
      const closed = untilClosed(socket);
      socket.end(get('/healthz', 'Host: a'));
      expect(statusesOf(await closed)).toEqual([200]);
    }
    expect(statusesOf(await sendRaw(address, get('/healthz', 'Host: a')))).toEqual([200]);
  });

  it('is not answered beyond so many requests at a time', async () => {
    const { address } = await startSmall({ limits: { requestsOfOneCaller: 2 }, bot: { ...usual, appId: '' } });
    const open = 'POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n';
    const waiting = [await openSocket(address), await openSocket(address)];
    for (const socket of waiting) {
      const told = new Promise((resolve) => socket.once('data', resolve));
      socket.write(open.replace('\r\n\r\n', '\r\nExpect: 100-continue\r\n\r\n'));
      await told;
    }
    expect((await fetch(new URL('/healthz', address))).status).toBe(429);
    const gone = waiting.map(untilClosed);
    for (const socket of waiting) socket.end('{}       ');
    await Promise.all(gone);
    expect((await fetch(new URL('/healthz', address))).status).toBe(200);
  });

  it('is told that there is no room when it is others who take it', async () => {
    const { address } = await startSmall({ limits: { requests: 0 } });
    const response = await fetch(new URL('/healthz', address));
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('30');
  });
});

describe('a connection over which nothing comes', () => {
  it.each([
    ['no letter', ''],
    ['half a line', 'GET /heal'],
    ['half a head', 'GET /healthz HTTP/1.1\r\nHost: a\r\n'],
    ['half a body', 'POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{'],
    ['nothing after an answer', 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'],
    [
      'nothing after a knock for another protocol',
      'GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
    ],
  ])('is closed: %s', async (_what, bytes) => {
    const limits = { headersMs: 250, requestMs: 300, keepAliveMs: 50, lookMs: 20 };
    const quick = await startBot({ config: { limits } });
    const socket = await openSocket(quick.address);
    const closed = untilClosed(socket);
    if (bytes !== '') socket.write(bytes);
    expect(statusesOf(await closed)[0] ?? 408).toBe(bytes.endsWith('\r\n\r\n') ? 200 : 408);
    await quick.close();
  });
});
