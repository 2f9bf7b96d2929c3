import { z } from 'zod';
import type { Command } from '../../../upgrade/run/commands.js';
import type { Run } from '../../../upgrade/run/run.js';
import { blockerIdSchema } from '../../../upgrade/tenant/blockers.js';
import { blockerFromCommerce } from '../../../upgrade/tenant/commerce-findings.js';
import { asksSomething } from './question.js';

/**
 * What an admin tells of the Upgrade tab: that it lists plans, or which message it shows. A message is known by the
 * words Microsoft documents, in English and Swedish; another is kept as it was written.
 * @see "Why can't I upgrade plans?" in Microsoft's article on upgrading to a different plan
 */

type TabReport = Omit<Extract<Command, { do: 'reportTab' }>, 'do'>;

const longest = 500;

/** The inputs of the card; one that was left empty arrives as ''. */
export const tabReportSchema = z.object({
  tab: z.union([z.literal('plans'), z.literal('message'), z.literal(''), blockerIdSchema]).default(''),
  /** Which message, where `tab` is one; cards of earlier versions put it there. */
  says: z.union([z.literal(''), blockerIdSchema]).default(''),
  message: z.string().trim().max(longest).default(''),
});

/** @throws ZodError when neither was filled in */
export function tabReportFrom({ tab, says, message }: z.infer<typeof tabReportSchema>): TabReport {
  const said = tab === 'message' || tab === '' ? says : tab;
  if (message !== '' && (said === '' || said === 'UNKNOWN_MESSAGE')) return tabReportOf(message);
  const chosen = z.union([z.literal('plans'), blockerIdSchema]).parse(said);
  return chosen === 'plans' || message === '' ? { tab: chosen } : { tab: chosen, message };
}

/** The report that a message of the tab makes. */
export function tabReportOf(message: string): TabReport {
  const kept = message.slice(0, longest);
  return { tab: blockerFromCommerce({ code: '0', text: kept }), message: kept };
}

/**
 * What somebody writes instead of filling in the card: the message itself, with nothing before it. Only while the run
 * asks for it, since the same words could be anything at another time; a question stays a question.
 * @returns `perhaps` where it is none of the documented messages: people put questions as statements, too
 */
export function tabReportFromWords(typed: string, run: Run | undefined): TabReport | 'perhaps' | undefined {
  if (run?.state.is !== 'assessed' || run.assessment.is !== 'askTheAdmin') return undefined;
  if (asksSomething(typed) || typed.split(' ').length < fewestWords) return undefined;
  const report = tabReportOf(typed);
  return report.tab === 'UNKNOWN_MESSAGE' ? 'perhaps' : report;
}

/** The shortest message of the tab that Microsoft documents has five words; "thanks a lot" is none. */
const fewestWords = 4;
