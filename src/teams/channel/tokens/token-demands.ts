/**
 * What a token of the Bot Framework must be, beyond being signed: a library checks what is present, this demands what
 * must be there. Rules 7 to 13 follow Microsoft's page; 1 to 6 refuse what RFC 7515 and RFC 7517 leave to the verifier.
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#step-4-verify-the-jwt-token
 *   read on 2026-11-28
 */

/** A published key, as far as it matters. `bits` is the length of its modulus. */
export type KeyFacts = {
  kty: unknown;
  use?: unknown;
  alg?: unknown;
  key_ops?: unknown;
  endorsements?: unknown;
  bits: number;
};

export type Presented = { header: Record<string, unknown>; claims: Record<string, unknown>; key: KeyFacts };

export type Expected = {
  issuer: string;
  /** The bot's app id. */
  audience: string;
  /** Where the bot may send its answers. */
  allowsServiceUrl: (url: string) => boolean;
};

/** What the channel calls Teams, in its keys and in its activities. */
export const teamsChannel = 'msteams';

const fewestBits = 2_048;
/** The verification of a longer key would cost a caller nothing and the bot much. */
const mostBits = 8_192;
/** How far two clocks may be apart, in seconds. */
export const clockSkewS = 300;
/** The Bot Framework's tokens are good for an hour; a day leaves room. */
const longestLifeS = 24 * 3_600;
/** Parts of a header that change how a token is to be read, or bring a key along. */
const foreign = ['crit', 'b64', 'zip', 'enc', 'jwk', 'jku', 'x5u', 'x5c'];

type Rule = (presented: Presented, expected: Expected, nowS: number) => boolean;

/** In this order; the name of the first that does not hold is told. */
const rules = {
  // 1. It calls itself a JWT, or nothing.
  type: ({ header: { typ } }) => typ === undefined || (typeof typ === 'string' && typ.toUpperCase() === 'JWT'),
  // 2. It is signed in the one way that the Bot Framework signs.
  algorithm: ({ header }) => header.alg === 'RS256',
  // 3. It asks for nothing that would have to be understood.
  header: ({ header }) => foreign.every((name) => !Object.hasOwn(header, name)),
  // 4. The key is for signing, and for this way of it.
  keyUse: ({ key }) =>
    key.kty === 'RSA' &&
    (key.use === undefined || key.use === 'sig') &&
    (key.alg === undefined || key.alg === 'RS256') &&
    (key.key_ops === undefined || (Array.isArray(key.key_ops) && key.key_ops.includes('verify'))),
  // 5. The key is strong, and can be calculated with.
  keyStrength: ({ key }) => key.bits >= fewestBits && key.bits <= mostBits,
  // 6. The key may speak for Teams.
  endorsement: ({ key }) => Array.isArray(key.endorsements) && key.endorsements.includes(teamsChannel),
  // 7. The Bot Framework issued it.
  issuer: ({ claims }, { issuer }) => claims.iss === issuer,
  // 8. It is for this bot, and for no other beside.
  audience: ({ claims }, { audience }) => claims.aud === audience,
  // 9. It says when it ends, and has not ended.
  expired: ({ claims: { exp } }, _expected, nowS) => isTime(exp) && exp > nowS - clockSkewS,
  // 10. It says when it begins, and has begun.
  notYet: ({ claims: { nbf } }, _expected, nowS) => isTime(nbf) && nbf <= nowS + clockSkewS,
  // 11. It ends after it begins, within a day of it and of now.
  lifetime: ({ claims: { exp, nbf } }, _expected, nowS) =>
    isTime(exp) && isTime(nbf) && exp > nbf && exp - nbf <= longestLifeS && exp <= nowS + longestLifeS + clockSkewS,
  // 12. It was not issued in the future, nor after its end.
  issuedAt: ({ claims: { iat, exp } }, _expected, nowS) =>
    iat === undefined || (isTime(iat) && iat <= nowS + clockSkewS && isTime(exp) && iat < exp),
  // 13. It names the one address that is answered, and that is a host of Teams.
  serviceUrl: ({ claims: { serviceurl } }, { allowsServiceUrl }) =>
    typeof serviceurl === 'string' && allowsServiceUrl(serviceurl),
} satisfies Record<string, Rule>;

/** The rules a token can break. */
export type Demand = keyof typeof rules;

/**
 * Which rule a token breaks, in the order above; undefined when it is as it must be. Its signature is not looked at.
 * @param nowMs the time, in milliseconds since the epoch
 */
export function brokenDemand(presented: Presented, expected: Expected, nowMs: number): Demand | undefined {
  const entries = Object.entries(rules) as [Demand, Rule][];
  return entries.find(([, holds]) => !holds(presented, expected, nowMs / 1_000))?.[0];
}

/** Seconds since the epoch. Text, Infinity and what lies before 1970 are none. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
