import type { Topic } from '../cards/tenant-answers/tenant-answer.js';
import type { Language } from '../cards/words/languages.js';

/** What is known of a question that admins ask, in one language. */
export type Known = {
  question: string;
  answer: string;
  link: string;
  /** What can be told of the person's own tenant besides. */
  tenant?: Topic | undefined;
};

/** What is known of a question. */
type Found =
  | { is: 'sure'; known: Known }
  /** Most likely the first; the other is a button away. */
  | { is: 'likely'; known: Known; other: Known }
  /** Either may be meant. */
  | { is: 'which'; known: readonly Known[] }
  /** `elsewhere`: it is much like what is asked of other subjects. */
  | { is: 'unknown'; elsewhere: boolean };

/** Answers to questions, as far as the conversation needs them. It knows nothing of any tenant. */
export interface Knowledge {
  /** @param plan the name of the plan that is left, where it is known to be another than Office 365 E4 */
  ask(question: string, language: Language, plan?: string): Found;
}
