import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { reportFiles } from '../cards/report-file.js';
import { firstLanguage, languageOfLocale } from '../cards/words/languages.js';

/** What a link to a file stands for: which file of whose run, for whom, and until when. Signed, not secret. */
const claimSchema = z.object({
  tenantId: z.string().min(1),
  runId: z.string().min(1),
  personId: z.string().min(1),
  file: z.enum(reportFiles),
  language: z.string().transform((language) => languageOfLocale(language) ?? firstLanguage),
  /** The report it was made for; links of earlier versions do not say. */
  report: z.string().optional(),
  /** Milliseconds since the epoch, by the bot's clock. */
  expires: z.number().int(),
});
export type Claim = z.infer<typeof claimSchema>;

export type ReadToken = { is: 'good'; claim: Claim } | { is: 'expired'; claim: Claim } | { is: 'invalid' };

const longestToken = 2_000;

/** @returns a token of letters, digits, `-`, `_` and one dot */
export function signToken(claim: Claim, key: string | Buffer): string {
  const payload = Buffer.from(JSON.stringify(claim)).toString('base64url');
  return `${payload}.${signature(payload, key).toString('base64url')}`;
}

/** Reads what somebody sent. Never throws. */
export function readToken(token: string, key: string | Buffer, now: Date): ReadToken {
  const [payload = '', given = '', ...more] = token.length > longestToken ? [] : token.split('.');
  const expected = signature(payload, key);
  const sent = Buffer.from(given, 'base64url');
  const isSigned =
    more.length === 0 &&
    sent.length === expected.length &&
    timingSafeEqual(sent, expected) &&
    // The same bytes can be written in several ways; only the way they were given out counts.
    sent.toString('base64url') === given;
  if (!isSigned) return { is: 'invalid' };
  const claim = claimSchema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  if (!claim.success) return { is: 'invalid' };
  return { is: claim.data.expires <= now.getTime() ? 'expired' : 'good', claim: claim.data };
}

function signature(payload: string, key: string | Buffer): Buffer {
  return createHmac('sha256', key).update(`report-link.${payload}`).digest();
}
