import type { TenantAnswer } from '../tenant-answers/tenant-answer.js';
import { type RunViews, tenantText } from '../tenant-answers/tenant-text.js';
import type { Draft, View } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';

/** What is known of a question in general: the question as it is usually asked, the answer, and where it stands. */
export type KnownAnswer = { question: string; answer: string; link: string };

/**
 * The answer to a question: what is so in the person's own tenant, if that was read, then what is so in general, with
 * its source. Or, when two questions may be meant, which.
 */
export function answerCard(
  view: View,
  known: readonly KnownAnswer[],
  tenant: TenantAnswer | undefined,
  runView: RunViews,
): Draft {
  const { t } = view;
  const [only, ...others] = known;
  if (only === undefined || others.length > 0) {
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
  const general = [{ text: escapeMarkdown(only.answer) }];
  const told = tenant && tenantText(view, tenant, runView);
  return {
    id: 'answer',
    title: only.question,
    data: {
      ...nothing,
      live: told ? told.lines.map((text) => ({ text })) : [],
      tables: told?.facts && told.facts.length > 0 ? [{ facts: told.facts }] : [],
      choices: told?.asks ?? [],
      [told ? 'besides' : 'text']: general,
      check: told?.goOn === 'check' ? [{}] : [],
      status: told?.goOn === 'status' ? [{}] : [],
      source: [{ url: only.link }],
    },
    alsoSay: ['status'],
  };
}

const nothing = { live: [], tables: [], choices: [], text: [], besides: [], check: [], status: [], source: [] };
