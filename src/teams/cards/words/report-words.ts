import type { Outcome } from '../../../engine/report/outcome.js';
import { inPlainNames } from '../../../upgrade/licences/refusal-text.js';
import { displayName, friendlyName } from '../../../upgrade/plans/plans.js';
import type { Failure } from '../../../upgrade/run/shape.js';
import { failureReason } from './failure-words.js';
import { createFormats } from './format.js';
import type { Texts } from './texts.js';

/** The words of a report's files and of the page behind a link to one. Plain text: nothing here is Markdown. */
export type ReportWords = ReturnType<typeof reportWords>;

/** Why a link gives no file. */
export type LinkProblem = 'invalid' | 'expired' | 'notAllowed' | 'noReport' | 'unreachable';

/** The same in one language. */
export function reportWords({ language, t }: Texts) {
  const format = createFormats()({ language, timeZone: undefined });
  const columns = ['name', 'signInName', 'outcome', 'reason', 'said'] as const;
  const held = ['plan', 'off', 'assigned'] as const;
  return {
    /** What Excel takes for a delimiter where the language is spoken. */
    delimiter: format.delimiter,
    peopleColumns: [
      ...columns.map((column) => t(`report.columns.${column}`)),
      ...held.map((column) => t(`report.columns.before.${column}`)),
      ...held.map((column) => t(`report.columns.after.${column}`)),
      t('report.columns.unmapped'),
      t('report.columns.alsoOff'),
      t('report.columns.id'),
    ],
    /** The last column where the new plan has less than the old one. */
    lostColumn: t('report.columns.lost'),
    auditColumns: (['at', 'by', 'byId', 'what', 'details'] as const).map((column) => t(`report.log.${column}`)),
    /** Who did what no person did. */
    bot: t('report.log.bot'),
    outcome: (outcome: Outcome) => t(`report.outcomes.${outcome}`),
    reason: (failure: Pick<Failure, 'reason' | 'text'>) => failureReason({ t, format }, failure),
    /** Microsoft's sentence, with names in place of ids. */
    said: inPlainNames,
    plan: displayName,
    /** A service plan's name for people, by Microsoft's own. */
    service: friendlyName,
    assigned(direct: boolean, groups: readonly string[]) {
      const through = groups.length > 0 ? [t('report.assigned.groups', { groups: format.list(groups) })] : [];
      if (direct) return [t('report.assigned.direct'), ...through].join(', ');
      return through[0] ?? t('report.assigned.group');
    },
    /** What is told beside a card that stays, when the answer stands below it. */
    below: t('report.below'),
    link: (problem: LinkProblem) => t(`report.link.${problem}`),
    /** What the card that asks to save a file says of it. */
    saves: (organization: string) => t('report.saves', { organization }),
  };
}
