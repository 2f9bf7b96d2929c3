import type { Hit } from './finder.js';

/** How sure one may be of the best hit, from 0 to 1: of so many questions it is right. */
type Certainty = number;

/**
 * What each sign says for the best hit, or against it, in the logarithm of the odds. Fitted by logistic regression to
 * wordings that the finder was not shown while it was asked them, a quarter at a time, near and far, and to the questions
 * that it was improved with: to those it knows by heart every sign looks better than it is. The half of the strangers'
 * questions that nobody tunes on had no part in it.
 */
const odds = {
  base: -2.4,
  likeness: 1.7,
  coverage: 0.85,
  lead: 2.3,
  probability: 1.65,
  known: 1.1,
  foreign: -0.55,
  outside: -1.6,
};
/** More of them say no more. */
const most = 3;
/** What no entry answers can be so many times as near as the best of them. */
const nearest = 2;

/** From these shares of right answers on: it is answered, answered with the second beside it, or asked which is meant. */
const from = { sure: 0.95, likely: 0.25, unsure: 0.2 };

/**
 * @param best the hit to be answered with
 * @param second the next one
 * @param outside the score of the nearest question that no entry answers
 */
export function certaintyOf(best: Hit, second: Hit | undefined, outside: number): Certainty {
  return best.isVerbatim && !second?.isVerbatim ? 1 : confidence(best, second, outside);
}

/** What a certainty allows. */
export function allows(certainty: Certainty): 'sure' | 'likely' | 'unsure' | 'unknown' {
  if (certainty >= from.sure) return 'sure';
  if (certainty >= from.likely) return 'likely';
  return certainty >= from.unsure ? 'unsure' : 'unknown';
}

function confidence(best: Hit, second: Hit | undefined, outside: number): number {
  const lead = (best.score - (second?.score ?? 0)) / best.score;
  const sum =
    odds.base +
    odds.likeness * best.likeness +
    odds.coverage * best.coverage +
    odds.lead * lead +
    odds.probability * best.probability +
    odds.known * (Math.min(best.known, most) / most) +
    odds.foreign * (Math.min(best.foreign, most) / most) +
    odds.outside * Math.min(outside / best.score, nearest);
  return 1 / (1 + Math.exp(-sum));
}
