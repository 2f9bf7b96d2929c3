import { expect, it } from '@jest/globals';
import { brokenDemand, type Presented } from '../../../../src/teams/channel/tokens/token-demands.js';

const nowS = 1_800_000_000;
const expected = { issuer: 'issuer', audience: 'bot', allowsServiceUrl: (url: string) => url === 'https://teams' };

function broken(more: { [part in keyof Presented]?: object } = {}) {
  const presented = {
    header: { alg: 'RS256', kid: 'key-1', ...more.header },
    claims: { iss: 'issuer', aud: 'bot', nbf: nowS - 60, exp: nowS + 60, serviceurl: 'https://teams', ...more.claims },
    key: { kty: 'RSA', bits: 2_048, endorsements: ['msteams'], ...more.key },
  };
  return brokenDemand(presented, expected, nowS * 1_000);
}

it('nothing is demanded beyond what the Bot Framework signs', () => {
  expect(broken()).toBeUndefined();
});

it.each<[ReturnType<typeof brokenDemand>, Parameters<typeof broken>[0]]>([
  ['type', { header: { typ: 'at+jwt' } }],
  ['algorithm', { header: { alg: 'RS512' } }],
  ['header', { header: { crit: ['exp'] } }],
  ['keyUse', { key: { use: 'enc' } }],
  ['keyStrength', { key: { bits: 2_047 } }],
  ['keyStrength', { key: { bits: 16_384 } }],
  ['endorsement', { key: { endorsements: [] } }],
  ['issuer', { claims: { iss: 'another' } }],
  ['audience', { claims: { aud: ['bot'] } }],
  ['expired', { claims: { exp: nowS - 300 } }],
  ['expired', { claims: { exp: undefined } }],
  ['notYet', { claims: { nbf: nowS + 301 } }],
  ['notYet', { claims: { nbf: undefined } }],
  ['lifetime', { claims: { exp: nowS + 90_000 } }],
  ['issuedAt', { claims: { iat: nowS + 301 } }],
  ['serviceUrl', { claims: { serviceurl: 'https://teams.evil' } }],
])('the rule “%s” stands by itself, whatever a library looked at: %j', (rule, more) => {
  expect(broken(more)).toBe(rule);
});
