import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type BotUnderTest, startBot } from '../../bot-under-test.js';
import { startTokenIssuer, type TokenIssuer } from '../../token-issuer.js';
import { appId, asking, help, knock } from './knock.js';
import { publishedKeys, soundKeys } from './published-keys.js';

let issuer: TokenIssuer;
let bot: BotUnderTest;
beforeAll(async () => {
  issuer = await startTokenIssuer(() => bot.time.now());
  bot = await startBot({
    config: {
      ...asking(issuer),
    },
  });
  for (const [name, members, bits] of publishedKeys) issuer.publish(name, members, bits);
});
afterAll(async () => {
  await bot.close();
  await issuer.close();
});

const now = () => Math.floor(bot.time.now() / 1_000);
type Made = Parameters<TokenIssuer['token']>[1];
const good = (claims: Record<string, unknown> = {}, how: Made = {}) =>
  issuer.token({ aud: appId, serviceurl: bot.teams.url, ...claims }, how);
/** The claims of a good token, to be written down otherwise. */
const claims = () => ({
  iss: issuer.issuer,
  aud: appId,
  serviceurl: bot.teams.url,
  nbf: now() - 60,
  exp: now() + 3_600,
});
const headerText = '{"alg":"RS256","kid":"key-1"}';
const hour = 3_600;
const day = 24 * hour;

describe('a token is taken', () => {
  it.each<[string, () => string]>([
    ['as the Bot Framework signs it', () => good()],
    ['that names no type', () => good({}, { header: { typ: undefined } })],
    ['whose type is in small letters', () => good({}, { header: { typ: 'jwt' } })],
    ['that names its certificate', () => good({}, { header: { x5t: 'abc' } })],
    ['that says when it was issued', () => good({ iat: now() })],
    ['of a clock that is four minutes ahead', () => good({ iat: now() + 240, nbf: now() + 240 })],
    ['that ended four minutes ago', () => good({ exp: now() - 240, nbf: now() - hour })],
    ['that is good for a day', () => good({ nbf: now(), exp: now() + day })],
    ['with claims of which nothing is known', () => good({ jti: '1', extra: { deep: [1] } })],
    ['in parts of a second', () => good({ nbf: now() - 0.5, exp: now() + 60.5 })],
    ...publishedKeys
      .slice(0, soundKeys)
      .map(([key]): [string, () => string] => [`of a key ${key}`, () => good({}, { key })]),
  ])('%s', async (_what, made) => {
    expect(await knock(bot.address, `Bearer ${made()}`, help(bot))).toBe(200);
  });
});

const times = ['exp', 'nbf', 'iat'] as const;
const noTimes: [string, unknown][] = [
  ['text', '1900000000'],
  ['true', true],
  ['null', null],
  ['a list', [1_900_000_000]],
  ['an object', {}],
  ['negative', -1],
];

describe('a token is refused', () => {
  it.each<[string, () => string]>([
    ['without an end', () => good({ exp: undefined })],
    ['without a beginning', () => good({ nbf: undefined })],
    ['without either', () => good({ exp: undefined, nbf: undefined })],
    ['that ends in ten years', () => good({ exp: now() + 3_650 * day })],
    ['that ends in two days', () => good({ exp: now() + 2 * day })],
    ['that is good for two days, most of them past', () => good({ nbf: now() - 2 * day, exp: now() + 60 })],
    ['whose end is in milliseconds', () => good({ exp: (now() + hour) * 1_000 })],
    ['whose times are all in milliseconds', () => good({ nbf: now() * 1_000, exp: (now() + hour) * 1_000 })],
    ['that ended an hour ago', () => good({ nbf: now() - 2 * hour, exp: now() - hour })],
    ['that ended six minutes ago', () => good({ nbf: now() - hour, exp: now() - 360 })],
    ['that begins in an hour', () => good({ nbf: now() + hour, exp: now() + 2 * hour })],
    ['that begins in six minutes', () => good({ nbf: now() + 360 })],
    ['that ends before it begins', () => good({ nbf: now() + 200, exp: now() + 100 })],
    ['that ends as it begins', () => good({ nbf: now(), exp: now() })],
    ['issued in a day', () => good({ iat: now() + day })],
    ['issued in six minutes', () => good({ iat: now() + 360 })],
    ['issued after its end', () => good({ nbf: now() - hour, exp: now() - 100, iat: now() })],
    ...times.flatMap((name) =>
      noTimes.map(([what, value]): [string, () => string] => [
        `whose ${name} is ${what}`,
        () => good({ [name]: value }),
      ]),
    ),
    [
      'that ends at infinity',
      () => issuer.sign(headerText, JSON.stringify({ ...claims(), exp: 0 }).replace('"exp":0', '"exp":1e999')),
    ],
    [
      'that begins at minus infinity',
      () => issuer.sign(headerText, JSON.stringify({ ...claims(), nbf: 0 }).replace('"nbf":0', '"nbf":-1e999')),
    ],
    ['for another bot', () => good({ aud: '11111111-1111-4111-8111-111111111111' })],
    ['for this bot and another', () => good({ aud: [appId, '11111111-1111-4111-8111-111111111111'] })],
    ['for a list with this bot alone', () => good({ aud: [appId] })],
    ['for nobody', () => good({ aud: undefined })],
    ['for an empty name', () => good({ aud: '' })],
    ['for this bot with a blank', () => good({ aud: ` ${appId}` })],
    ['for everybody', () => good({ aud: '*' })],
    ['of another issuer', () => good({ iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' })],
    ['of the public issuer', () => good({ iss: 'https://api.botframework.com' })],
    ['of an issuer that ends otherwise', () => good({ iss: `${issuer.issuer}/` })],
    ['of a list of issuers', () => good({ iss: [issuer.issuer] })],
    ['of no issuer', () => good({ iss: undefined })],
  ])('%s', async (_what, made) => {
    expect(await knock(bot.address, `Bearer ${made()}`, help(bot))).toBe(403);
  });

  it.each(publishedKeys.slice(soundKeys).map(([key]) => [key]))('of a key %s', async (key) => {
    expect(await knock(bot.address, `Bearer ${good({}, { key })}`, help(bot))).toBe(403);
  });

  it.each<[string, () => string]>([
    ['that wants something understood', () => good({}, { header: { crit: ['exp'] } })],
    ['that wants something unknown understood', () => good({}, { header: { crit: ['x'], x: 1 } })],
    ['with an empty list of what must be understood', () => good({}, { header: { crit: [] } })],
    ['whose claims are not encoded', () => good({}, { header: { b64: false, crit: ['b64'] } })],
    ['whose claims are not encoded, unasked', () => good({}, { header: { b64: false } })],
    ['whose claims are encoded, as it says', () => good({}, { header: { b64: true } })],
    ['that is compressed', () => good({}, { header: { zip: 'DEF' } })],
    ['that is encrypted', () => good({}, { header: { enc: 'A128GCM' } })],
    ['that brings its key along', () => good({}, { header: { jwk: issuer.keys.get('key-1') } })],
    ['that says where its key is', () => good({}, { header: { jku: 'https://evil.example/keys' } })],
    ['that says where its certificate is', () => good({}, { header: { x5u: 'https://evil.example/pem' } })],
    ['that brings its certificate along', () => good({}, { header: { x5c: ['MII'] } })],
    ['of another type', () => good({}, { header: { typ: 'at+jwt' } })],
    ['of a type that is no text', () => good({}, { header: { typ: ['JWT'] } })],
    ['without an algorithm', () => good({}, { header: { alg: undefined } })],
    ['with an algorithm in small letters', () => good({}, { header: { alg: 'rs256' } })],
    ['with a list of algorithms', () => good({}, { header: { alg: ['RS256'] } })],
    ['signed with RS384', () => good({}, { header: { alg: 'RS384' }, hash: 'RSA-SHA384' })],
    ['signed with RS512', () => good({}, { header: { alg: 'RS512' }, hash: 'RSA-SHA512' })],
    ['that says RS256 and is signed with RS512', () => good({}, { hash: 'RSA-SHA512' })],
    ['that is not signed', () => good({}, { algorithm: 'none' })],
    ['that says that it is not signed, and is', () => good({}, { header: { alg: 'none' } })],
    ['of a key that is not named', () => good({}, { header: { kid: undefined } })],
    ['of a key without a name', () => good({}, { header: { kid: '' } })],
    ['of a key whose name is a number', () => good({}, { header: { kid: 1 } })],
    ['of a key whose name is a list', () => good({}, { header: { kid: ['key-1'] } })],
    ['of a key that is not published', () => good({}, { header: { kid: 'key-9' } })],
    ['of a key with a name of the language', () => good({}, { header: { kid: '__proto__' } })],
    ['of a key with a name of a path', () => good({}, { header: { kid: '../../etc/passwd' } })],
    ['of a key with a very long name', () => good({}, { header: { kid: 'k'.repeat(4_000) } })],
    ['signed with another key', () => good({}, { otherKey: true })],
    ['signed with the public key as a secret', () => symmetric('HS256')],
    ['signed with the public key as a secret, as RS256', () => symmetric('RS256')],
    ['signed with a curve', () => curve()],
    ['whose signature is another token’s', () => swap(good(), 2, good({ jti: '2' }))],
    ['whose claims are another token’s', () => swap(good(), 1, good({ jti: '2' }))],
    ['whose header is another token’s', () => swap(good(), 0, good({}, { header: { x: 1 } }))],
    ['whose signature was cut', () => good().slice(0, -20)],
    ['whose signature was lengthened', () => `${good()}AAAA`],
    ['whose signature is empty', () => good().replace(/[^.]*$/, '')],
    ['with a fourth part', () => `${good()}.AAAA`],
    ['of two parts', () => good().split('.').slice(0, 2).join('.')],
    ['twice', () => `${good()} ${good()}`],
    ['with a blank in it', () => good().replace('.', '. ')],
    ['whose claims are a list', () => issuer.sign(headerText, JSON.stringify([claims()]))],
    ['whose claims are null', () => issuer.sign(headerText, 'null')],
    ['whose claims are a number', () => issuer.sign(headerText, '7')],
    ['whose claims are no JSON', () => issuer.sign(headerText, '{"iss":')],
    ['whose claims are nested without end', () => issuer.sign(headerText, '['.repeat(4_000))],
    ['whose claims have a prototype', () => issuer.sign(headerText, `{"__proto__":${JSON.stringify(claims())}}`)],
    ['whose header is a list', () => issuer.sign('["RS256"]', JSON.stringify(claims()))],
    ['whose header is no JSON', () => issuer.sign('RS256', JSON.stringify(claims()))],
    ['whose header has a prototype', () => issuer.sign(`{"__proto__":${headerText}}`, JSON.stringify(claims()))],
    ['that is longer than any', () => good({ more: 'x'.repeat(9_000) })],
    ['that is nonsense', () => 'nonsense'],
    ['that is three letters', () => 'a.b.c'],
  ])('%s', async (_what, made) => {
    expect(await knock(bot.address, `Bearer ${made()}`, help(bot))).toBe(403);
  });

  it.each([
    ['', 401],
    ['Bearer', 403],
    ['Basic YWxleDpwYXNz', 403],
    ['Bearer Bearer', 403],
    ['Negotiate', 403],
  ])('in a header that says “%s”', async (authorization, status) => {
    expect(await knock(bot.address, authorization, help(bot))).toBe(status);
  });

  it('in a scheme of another name', async () => {
    expect(await knock(bot.address, `Token ${good()}`, help(bot))).toBe(403);
    expect(await knock(bot.address, `bearer ${good()}`, help(bot))).toBe(403);
    expect(await knock(bot.address, good(), help(bot))).toBe(403);
  });
});

describe('a token that was taken before', () => {
  it('is taken again, as often as it comes', async () => {
    const token = `Bearer ${good()}`;
    for (let n = 0; n < 3; n += 1) expect(await knock(bot.address, token, help(bot))).toBe(200);
  });

  it.each<[string, (token: string) => string]>([
    ['its signature was changed', (token) => swap(token, 2, good({ jti: '2' }))],
    ['its claims were changed', (token) => swap(token, 1, good({ jti: '2' }))],
    ['its header was changed', (token) => swap(token, 0, good({}, { header: { x: 1 } }))],
    [
      'its last letter was changed',
      (token) => `${token.slice(0, -2)}${token.at(-2) === 'A' ? 'B' : 'A'}${token.at(-1)}`,
    ],
  ])('is refused once %s', async (_what, changed) => {
    const token = good();
    expect(await knock(bot.address, `Bearer ${token}`, help(bot))).toBe(200);
    expect(await knock(bot.address, `Bearer ${changed(token)}`, help(bot))).toBe(403);
    expect(await knock(bot.address, `Bearer ${token}`, help(bot))).toBe(200);
  });

  it('is refused once it has ended', async () => {
    const token = `Bearer ${good({ exp: now() + 60 })}`;
    expect(await knock(bot.address, token, help(bot))).toBe(200);
    bot.time.advance(7 * 60_000);
    expect(await knock(bot.address, token, help(bot))).toBe(403);
  });

  it('is refused for an activity that wants its answer elsewhere', async () => {
    const token = `Bearer ${good()}`;
    expect(await knock(bot.address, token, help(bot))).toBe(200);
    expect(await knock(bot.address, token, help(bot, { serviceUrl: 'https://evil.example/' }))).toBe(403);
  });
});

it('what is refused is told in a line a minute for each reason, without anything of the token', async () => {
  bot.logged.length = 0;
  bot.time.advance(61_000);
  for (let n = 0; n < 20; n += 1) await knock(bot.address, `Bearer ${good({ aud: `evil ${n}` })}`, help(bot));
  const lines = () => bot.logged.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'a token was refused');
  expect(lines()).toHaveLength(1);
  expect(lines()[0]).toMatchObject({ why: 'audience' });
  bot.time.advance(61_000);
  await knock(bot.address, `Bearer ${good({ aud: 'evil' })}`, help(bot));
  expect(lines()).toHaveLength(2);
  expect(lines()[1]).toMatchObject({ why: 'audience', others: 19 });
  expect(bot.logged.join('')).not.toMatch(/evil|eyJ/);
});

function swap(token: string, part: number, other: string): string {
  const parts = token.split('.');
  parts[part] = other.split('.')[part] ?? '';
  return parts.join('.');
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function symmetric(alg: string): string {
  const signed = `${encode({ alg, kid: 'key-1' })}.${encode(claims())}`;
  const secret = JSON.stringify(issuer.keys.get('key-1'));
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function curve(): string {
  const signed = `${encode({ alg: 'ES256', kid: 'key-1' })}.${encode(claims())}`;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}
