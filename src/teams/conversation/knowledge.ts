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

/** Answers to questions, as far as the conversation needs them. It knows nothing of any tenant. */
export interface Knowledge {
  /** One answer when it is sure, the nearest two when it is not, none when it does not know. */
  ask(question: string, language: Language): readonly Known[];
}
