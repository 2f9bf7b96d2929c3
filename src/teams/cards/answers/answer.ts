import type { TenantAnswer } from '../tenant-answers/tenant-answer.js';
import { type RunViews, tenantText } from '../tenant-answers/tenant-text.js';
import type { Draft, View } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';

/** What is known of a question in general: the question as it is usually asked, the answer, and where it stands. */
export type KnownAnswer = { question: string; answer: string; link: string };

/** The same with what is so in the person's own tenant, where that was read. */
export type AnsweredQuestion = {
  known: KnownAnswer;
  tenant?: TenantAnswer | undefined;
  /** What may have been meant instead: it is a button away. */
  other?: Pick<KnownAnswer, 'question'> | undefined;
};

/** Asks which of two questions is meant, a button each. */
export function choiceCard({ t }: View, known: readonly KnownAnswer[]): Draft {
  return {
    id: 'answer',
    title: t('answer.which'),
    data: {
      ...nothing,
      choices: known.map(({ question }) => ({ title: question, question })),
      besides: [{ text: t('answer.orWrite') }],
    },
    alsoSay: ['status'],
  };
}

/**
 * The answer to a question: what is so in the person's own tenant, if that was read, then what is so in general, with
 * its source. Of two questions, the second under its own words.
 */
export function answerCard(view: View, [first, ...more]: readonly AnsweredQuestion[], runView: RunViews): Draft {
  if (first === undefined) throw new Error('there is no answer to show');
  const { known, tenant } = first;
  const general = [{ text: escapeMarkdown(known.answer) }];
  const told = tenant && tenantText(view, tenant, runView);
  const isTold = told && [told.lines, told.facts ?? [], told.asks ?? []].some((said) => said.length > 0);
  const others = more.flatMap((one) => inWords(view, one, runView));
  return {
    id: 'answer',
    title: known.question,
    data: {
      ...nothing,
      live: told ? told.lines.map((text) => ({ text })) : [],
      tables: told?.facts && told.facts.length > 0 ? [{ facts: told.facts }] : [],
      choices: told?.asks ?? [],
      text: [...(isTold ? [] : general), ...others],
      besides: isTold ? general : [],
      check: told?.goOn === 'check' ? [{}] : [],
      status: told?.goOn === 'status' ? [{}] : [],
      source: [{ url: known.link }],
      others: [first, ...more].flatMap(({ other }) => other?.question ?? []).map((question) => ({ question })),
    },
    alsoSay: ['status'],
  };
}

/** A further answer, as lines under its question. */
function inWords(view: View, { known, tenant }: AnsweredQuestion, runView: RunViews): { text: string }[] {
  const told = tenant && tenantText(view, tenant, runView);
  const facts = (told?.facts ?? []).map(({ title, value }) => `${title}: ${value}`);
  const lines = told ? [...told.lines, ...facts] : [escapeMarkdown(known.answer)];
  return [`**${escapeMarkdown(known.question)}**`, ...lines].map((text) => ({ text }));
}

const nothing = {
  live: [],
  tables: [],
  choices: [],
  text: [],
  besides: [],
  check: [],
  status: [],
  source: [],
  others: [],
};
