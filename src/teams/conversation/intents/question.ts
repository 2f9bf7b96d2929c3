import { anyOfTexts, saidFor } from './said.js';

/** Whether what somebody wrote asks something, in any of the languages. */

const begins = new RegExp(`^(?:${anyOfTexts(saidFor('questionWord'))})\\s`, 'i');
const within = new RegExp(`(?:^|[\\s,.;:–-])(?:${anyOfTexts(saidFor('questionWithin'))})(?:[\\s.,!]|$)`, 'i');

/** Whether it begins as questions do: "how long …". */
export const beginsAsQuestion = (text: string): boolean => begins.test(text);

/** @param text as it was written, with its punctuation */
export function asksSomething(text: string): boolean {
  return text.includes('?') || begins.test(text) || within.test(text);
}
