import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type BotUnderTest, startBot } from '../../bot-under-test.js';
import { startTokenIssuer, type TokenIssuer } from '../../token-issuer.js';
import { appId, asking, help, knock } from './knock.js';

let issuer: TokenIssuer;
let bot: BotUnderTest;
beforeAll(async () => {
  issuer = await startTokenIssuer(() => bot.time.now());
  bot = await startBot({
    config: {
      ...asking(issuer),
      serviceHosts: ['127.0.0.1', 'smba.trafficmanager.net'],
    },
  });
});
afterAll(async () => {
  await bot.close();
  await issuer.close();
});

const good = (claims: Record<string, unknown> = {}) =>
  issuer.token({ aud: appId, serviceurl: bot.teams.url, ...claims });

describe('an address that a token names is refused', () => {
  it.each<[string, unknown]>([
    ['a file', 'file:///etc/passwd'],
    ['another host', 'https://evil.example/teams/'],
    ['a host that begins like one of Teams', 'https://smba.trafficmanager.net.evil.example/'],
    ['a host that ends like one of Teams', 'https://evil-smba.trafficmanager.net/'],
    ['a host below one of Teams', 'https://x.smba.trafficmanager.net/'],
    ['somebody else’s host at the same provider', 'https://evil.trafficmanager.net/'],
    ['a person before the host', 'https://smba.trafficmanager.net@evil.example/'],
    ['a person at a host of Teams', 'https://evil@smba.trafficmanager.net/'],
    ['plain http', 'http://smba.trafficmanager.net/emea/'],
    ['another port', 'https://smba.trafficmanager.net:8443/'],
    ['a dot after the host', 'https://smba.trafficmanager.net./'],
    ['a question', 'https://smba.trafficmanager.net/?to=evil'],
    ['a fragment', 'https://smba.trafficmanager.net/#evil'],
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:text/plain,x'],
    ['another protocol', 'ftp://smba.trafficmanager.net/'],
    ['a socket', 'wss://smba.trafficmanager.net/'],
    ['the address of a cloud’s metadata', 'http://169.254.169.254/'],
    ['a name of this machine that was not allowed', 'http://localhost:1/'],
    ['letters that look alike', 'https://smba.trafficmаnager.net/'],
    ['a path alone', '/teams/'],
    ['nothing', ''],
    ['no address', 'teams'],
    ['a very long one', `https://smba.trafficmanager.net/${'x'.repeat(2_000)}`],
    ['a list', ['https://smba.trafficmanager.net/']],
    ['a number', 7],
    ['null', null],
    ['none', undefined],
  ])('%s', async (_what, serviceurl) => {
    const to = typeof serviceurl === 'string' ? { serviceUrl: serviceurl } : {};
    expect(await knock(bot.address, `Bearer ${good({ serviceurl })}`, help(bot, to))).toBe(403);
  });
});

describe('an activity is refused beside a good token', () => {
  it.each<[string, () => Record<string, unknown>]>([
    ['of another address', () => ({ serviceUrl: 'https://smba.trafficmanager.net/emea/' })],
    ['of an address that is written otherwise', () => ({ serviceUrl: `${bot.teams.url}/` })],
    ['of another channel', () => ({ channelId: 'directline' })],
    ['of a channel in capitals', () => ({ channelId: 'MSTEAMS' })],
    ['of no channel', () => ({ channelId: undefined })],
    ['of the channel of emulators', () => ({ channelId: 'emulator' })],
  ])('%s', async (_what, more) => {
    expect(await knock(bot.address, `Bearer ${good()}`, help(bot, more()))).toBe(403);
  });
});
