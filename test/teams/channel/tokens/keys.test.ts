import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type BotUnderTest, startBot } from '../../bot-under-test.js';
import { startTokenIssuer, type TokenIssuer } from '../../token-issuer.js';
import { appId, asking, help, knock } from './knock.js';

let issuer: TokenIssuer;
let bot: BotUnderTest;
beforeEach(async () => {
  issuer = await startTokenIssuer(() => bot.time.now());
  bot = await startBot({
    config: {
      ...asking(issuer),
    },
  });
});
afterEach(async () => {
  await bot.close();
  await issuer.close();
});

const failing =
  (status: number): NonNullable<TokenIssuer['instead']> =>
  (_request, response) => {
    response.statusCode = status;
    response.end('{}');
  };
const minutes = (n: number) => n * 60_000;
const say = (key = 'key-1') =>
  knock(bot.address, `Bearer ${issuer.token({ aud: appId, serviceurl: bot.teams.url }, { key })}`, help(bot));
const sayAtOnce = (times: number, key?: string) => Promise.all(Array.from({ length: times }, () => say(key)));

describe('the keys of an issuer', () => {
  it('are read once, for all who come at the same time and after', async () => {
    expect(new Set(await sayAtOnce(20))).toEqual(new Set([200]));
    expect(await say()).toBe(200);
    expect(issuer.asked).toBe(1);
  });

  it('are read anew for a key that is not among them, also where the clock was set back since', async () => {
    expect(await say()).toBe(200);
    expect(await say('key-2')).not.toBe(200);
    expect(issuer.asked).toBe(2);
    bot.time.advance(-3 * 24 * minutes(60));
    expect(await say('key-2')).not.toBe(200);
    expect(issuer.asked).toBe(3);
  });

  it('are waited for in bounded time when they hang, once for all who wait; then it is said that they are away', async () => {
    issuer.instead = () => undefined;
    const all = sayAtOnce(20);
    await bot.time.asleep(2_000);
    bot.time.advance(3_000);
    expect(new Set(await all)).toEqual(new Set([503]));
    // Nobody waits for them again so soon.
    expect(await say()).toBe(503);
    issuer.instead = undefined;
    bot.time.advance(5_000);
    expect(await say()).toBe(200);
  });

  it('that stop in the middle of the answer are not waited for without end', async () => {
    issuer.instead = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"jwks_uri":"');
    };
    const one = say();
    await bot.time.asleep(2_000);
    bot.time.advance(3_000);
    expect(await one).toBe(503);
  });

  it.each<[string, NonNullable<TokenIssuer['instead']>]>([
    ['an error', failing(500)],
    ['nothing there', failing(404)],
    ['no JSON', (_request, response) => response.end('<html>')],
    ['JSON of another kind', (_request, response) => response.end('[]')],
    ['keys elsewhere than on the web', (_request, response) => response.end('{"jwks_uri":"file:///etc/passwd"}')],
    ['keys that are no list', (_request, response) => response.end(`{"jwks_uri":"${issuer.issuer}/keys","keys":{}}`)],
    [
      'far more than keys',
      ({ url }, response) => {
        const found = url === '/keys' ? { keys: [...issuer.keys.values()] } : { jwks_uri: `${issuer.issuer}/keys` };
        response.end(' '.repeat(600_000) + JSON.stringify(found));
      },
    ],
    ['a broken line', (_request, response) => response.destroy()],
  ])('are away when their address answers %s', async (_what, instead) => {
    issuer.instead = instead;
    expect(await say()).toBe(503);
    expect(bot.logged.filter((line) => line.includes('could not be read'))).toHaveLength(1);
    issuer.instead = undefined;
    bot.time.advance(5_000);
    expect(await say()).toBe(200);
  });

  it('with one that is damaged are read all the same', async () => {
    issuer.publish('odd', { n: '!' });
    issuer.publish('odder', { kid: 7 });
    issuer.keys.set('oddest', null as never);
    expect(await say()).toBe(200);
  });

  it('are read again for a new one, and for it but once', async () => {
    await say();
    issuer.publish('key-2');
    expect(new Set(await sayAtOnce(10, 'key-2'))).toEqual(new Set([200]));
    expect(await say('key-2')).toBe(200);
    expect(issuer.asked).toBe(2);
  });

  it('are read once for one that does not exist, and again after minutes', async () => {
    await say();
    expect(new Set(await sayAtOnce(10, 'key-9'))).toEqual(new Set([403]));
    expect(await say('key-9')).toBe(403);
    expect(issuer.asked).toBe(2);
    bot.time.advance(minutes(6));
    issuer.publish('key-9');
    expect(await say('key-9')).toBe(200);
    expect(issuer.asked).toBe(3);
  });

  it('are read a few times at most for a hundred that do not exist', async () => {
    await say();
    for (let n = 0; n < 100; n += 1) expect(await say(`none-${n}`)).toBe(403);
    expect(issuer.asked).toBeLessThanOrEqual(12);
    expect(await say()).toBe(200);
  });

  it('are not trusted for longer than an hour once one was taken back', async () => {
    issuer.publish('key-2');
    expect(await say('key-2')).toBe(200);
    issuer.keys.delete('key-2');
    bot.time.advance(minutes(61));
    expect(await say('key-2')).toBe(403);
    expect(await say()).toBe(200);
  });

  it('are not trusted for what they signed before, once another has their name', async () => {
    const exp = bot.time.now() / 1_000 + 12 * 3_600;
    const token = `Bearer ${issuer.token({ aud: appId, serviceurl: bot.teams.url, exp })}`;
    expect(await knock(bot.address, token, help(bot))).toBe(200);
    issuer.publish('key-1', {}, 3_072);
    bot.time.advance(minutes(61));
    expect(await knock(bot.address, token, help(bot))).toBe(403);
    expect(await say()).toBe(200);
  });

  it('are trusted for some hours while they cannot be read, and no longer', async () => {
    expect(await say()).toBe(200);
    issuer.instead = failing(503);
    bot.time.advance(minutes(5 * 60));
    expect(await say()).toBe(200);
    bot.time.advance(minutes(61));
    expect(await say()).toBe(503);
    issuer.instead = undefined;
    bot.time.advance(minutes(1));
    expect(await say()).toBe(200);
  });

  it('are not asked for by whoever does not say that they are the issuer’s', async () => {
    const other = issuer.token({ iss: 'https://evil.example', aud: appId });
    expect(await knock(bot.address, `Bearer ${other}`, help(bot))).toBe(403);
    expect(issuer.asked).toBe(0);
  });
});
