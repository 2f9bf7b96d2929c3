import type { Problem } from '../../upgrade/ports.js';
import type { Fault, TurnedAway } from '../problem.js';

/** What one of Partner Center's error codes means to whoever asked. */
export type Meaning =
  /** The bot's own access at Partner Center is at fault; `needs` by Microsoft's name. */
  | { is: 'denied'; needs: string }
  /** The customer's account is under review: a wait, no refusal. */
  | { is: 'underReview' }
  /** The customer is not this partner's. */
  | { is: 'seller' }
  /** The customer has not accepted the Microsoft Customer Agreement. */
  | { is: 'agreement' }
  /** The partner's own standing at Microsoft is at fault. */
  | { is: 'operator' }
  /** The cart was submitted already, or is being: an earlier sending of the same order. */
  | { is: 'submitted' }
  /** Something else has to end first. `again`: after how many milliseconds, where the page says. */
  | { is: 'wait'; again?: number }
  /** Somebody else changed it meanwhile: read it and judge again. */
  | { is: 'stale' }
  /** The subscription has ended, or is about to: nothing is left to end. */
  | { is: 'ended' }
  /** What was named is not there. */
  | { is: 'notFound' };

const day = 24 * 3_600_000;

/**
 * The codes that are more than a refusal in Microsoft's words, as its table of error codes explains them. Statuses do
 * not tell: most of the table's 403s are business refusals, and some of its 400s and 409s are no refusals at all.
 * @see https://learn.microsoft.com/partner-center/developer/error-codes (read 2023-06-15)
 */
const meanings: readonly (readonly [Meaning, readonly string[]])[] = [
  [{ is: 'denied', needs: 'Partner Center: GDAP' }, ['400', '2032', '900150', '900308']],
  [{ is: 'denied', needs: 'Partner Center: Conditional Access' }, ['900309']],
  [{ is: 'denied', needs: 'Partner Center: App+User' }, ['800001', '900316', '900329']],
  [{ is: 'underReview' }, ['800073', '800074']],
  [{ is: 'seller' }, ['20002']],
  [{ is: 'agreement' }, ['13605']],
  [{ is: 'operator' }, ['2030', '800039', '900123', '900124', '900149']],
  [{ is: 'submitted' }, ['800060', '800064', '800065']],
  [{ is: 'wait', again: day }, ['900278']],
  [{ is: 'wait' }, ['800014', '800082', '900261']],
  [{ is: 'stale' }, ['2055']],
  [{ is: 'ended' }, ['2011', '900277']],
  [{ is: 'notFound' }, ['1000', '20000', '20003', '800008']],
];
const byCode: ReadonlyMap<string, Meaning> = new Map(
  meanings.flatMap(([meaning, codes]) => codes.map((code): [string, Meaning] => [code, meaning])),
);

/** What a code means; undefined for one that only refuses, in Microsoft's words. */
export function meaningOf(code: string): Meaning | undefined {
  return byCode.get(code);
}

/**
 * What a request that was turned away with a code means: also an error inside an answer that says success, and one of
 * a single order of several.
 */
export function problemOfFault({ code, text }: Fault): Problem {
  const meaning = meaningOf(code);
  switch (meaning?.is) {
    case 'denied':
      return { is: 'denied', needs: meaning.needs, mendedBy: 'operator' };
    case 'underReview':
      return { is: 'underReview', code, text };
    case 'wait':
      return { is: 'busy', retryAfterMs: meaning.again };
    case 'notFound':
      return { is: 'notFound' };
    case 'seller':
    case 'agreement':
    case 'operator':
      return { is: 'refused', code, text, remedy: meaning.is };
    case 'submitted':
    case 'stale':
    case 'ended':
    case undefined:
      return { is: 'refused', code, text };
    default:
      return meaning satisfies never;
  }
}

/**
 * Judges by the code; where an answer has none of its own, or only repeats the status, by what that status means here.
 * A 404 to a read means in whatever code that what it names is not there.
 * @see https://learn.microsoft.com/partner-center/developer/error-codes
 */
export function judge({ kind, status, fault, needs }: TurnedAway): Problem | undefined {
  const hasCode = fault.code !== '' && fault.code !== String(status);
  if (kind === 'read' && status === 404 && !meaningOf(fault.code)) return { is: 'notFound' };
  if (hasCode) return problemOfFault(fault);
  if (status === 401 || status === 403) return { is: 'denied', needs, mendedBy: 'operator' };
  // Another operation on the same thing is open.
  if (status === 409) return { is: 'busy', retryAfterMs: undefined };
  if (status === 412) return { is: 'refused', code: staleCode, text: fault.text };
  return undefined;
}

const staleCode = '2055';
