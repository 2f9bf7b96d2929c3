import { PortError } from '../../upgrade/ports.js';
import { plainWord } from '../words.js';

/** How a subscription stands: it goes on, another change of it is being carried out, or it has ended. */
export type SubscriptionMeaning = 'active' | 'changing' | 'ended';

/**
 * The words of a subscription's status.
 * @see https://learn.microsoft.com/partner-center/developer/subscription-resources (status, read 2023-06-26)
 */
const meanings: ReadonlyMap<string, SubscriptionMeaning> = new Map([
  ['active', 'active'],
  ['pending', 'changing'],
  ['suspended', 'ended'],
  ['expired', 'ended'],
  ['disabled', 'ended'],
  ['deleted', 'ended'],
]);

/**
 * @param word as it came
 * @throws PortError `unclear` for a word that is not documented, and for `none`, which says nothing
 */
export function subscriptionMeaning(word: string, doing: string): SubscriptionMeaning {
  const meaning = meanings.get(plainWord(word));
  if (!meaning) throw new PortError({ is: 'unclear', word }, doing);
  return meaning;
}
