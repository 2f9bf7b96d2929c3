import { escapeMarkdown } from './escape-markdown.js';
import type { Draft, View } from './view.js';

type Known = { question: string; answer: string; link: string };

/** The answer to a question, with its source; or, when two may be meant, which. */
export function answer({ t }: View, known: readonly Known[]): Draft {
  const [only, ...others] = known;
  const sure = only !== undefined && others.length === 0;
  return {
    id: 'answer',
    title: sure ? only.question : t('answer.which'),
    data: {
      text: sure ? [escapeMarkdown(only.answer)] : [],
      source: sure ? [{ url: only.link }] : [],
      choices: sure ? [] : known.map(({ question }) => ({ question })),
    },
    alsoSay: ['status'],
  };
}
