import jwt from 'jsonwebtoken';
import type { RealTime } from '../../../base/real-time.js';
import { type Bearer, readBearer } from './bearer.js';
import type { Caller } from './caller.js';
import type { SigningKey } from './read-keys.js';
import type { RefusalLog, TokenRefusal } from './refusal-log.js';
import type { Found, SigningKeys } from './signing-keys.js';
import { brokenDemand, clockSkewS, type Expected } from './token-demands.js';
import type { VerifiedTokens } from './verified-tokens.js';

type CheckOptions = {
  expected: Expected;
  keys: SigningKeys;
  verified: VerifiedTokens;
  time: Pick<RealTime, 'now'>;
  refusals: RefusalLog;
};

/**
 * Says whose request it is by its Authorization header alone: at once, unless keys have to be read for it. Never
 * throws nor rejects, whatever the header is.
 */
export function checkToken(authorization: string | undefined, options: CheckOptions): Caller | Promise<Caller> {
  if (!authorization) return { is: 'noToken' };
  const bearer = options.verified.find(authorization) ?? readBearer(authorization);
  const kid = bearer?.header.kid;
  if (!bearer || typeof kid !== 'string' || kid === '') return refused('notReadable', options);
  // Nothing is fetched for whoever does not even say that they are the channel.
  if (bearer.claims.iss !== options.expected.issuer) return refused('issuer', options);
  const found = options.keys.find(kid);
  const decide = (key: Found): Caller => judge(authorization, bearer, key, options);
  return found instanceof Promise ? found.then(decide) : decide(found);
}

function judge(authorization: string, bearer: Bearer, found: Found, options: CheckOptions): Caller {
  if (found.is === 'unavailable') return { is: 'keysUnavailable' };
  if (found.is === 'unknown') return refused('unknownKey', options);
  const { key } = found;
  const { expected, time, verified } = options;
  const now = time.now();
  const isSigned = verified.isSignedWith(authorization, key) || isVerified(bearer, key, expected, now);
  // The demands say the more exactly what is wrong; what they do not see is the signature.
  const why = brokenDemand({ ...bearer, key }, expected, now) ?? (isSigned ? undefined : 'signature');
  if (why !== undefined) return refused(why, options);
  verified.keep(authorization, bearer, key);
  return { is: 'channel', serviceUrl: String(bearer.claims.serviceurl) };
}

function refused(why: TokenRefusal, { refusals }: CheckOptions): Caller {
  refusals.tell(why);
  return { is: 'badToken' };
}

function isVerified({ token }: Bearer, key: SigningKey, expected: Expected, now: number): boolean {
  try {
    jwt.verify(token, key.publicKey, {
      algorithms: ['RS256'],
      issuer: expected.issuer,
      audience: expected.audience,
      clockTolerance: clockSkewS,
      clockTimestamp: now / 1_000,
    });
    return true;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return false;
  }
}
