import type { Outcome } from '../../../engine/report/outcome.js';
import { displayName, friendlyName } from '../../../upgrade/plans/plans.js';
import type { Failure } from '../../../upgrade/run/shape.js';
import { createFormats } from './format.js';
import type { Texts } from './texts.js';

/** The words of a report's files and of the page behind a link to one. Plain text: nothing here is Markdown. */
export type ReportWords = {
  /** What Excel takes for a delimiter where the language is spoken. */
  delimiter: ',' | ';';
  peopleColumns: readonly string[];
  auditColumns: readonly string[];
  /** Who did what no person did. */
  bot: string;
  outcome(outcome: Outcome): string;
  reason(reason: Failure['reason']): string;
  plan(sku: string): string;
  /** A service plan's name for people, by Microsoft's own. */
  service(name: string): string;
  assigned(direct: boolean, groups: readonly string[]): string;
  /** Why a link gives no file. */
  link(problem: LinkProblem): string;
  /** What is told beside a card that stays, when the answer stands below it. */
  below: string;
  /** What the card that asks to save a file says of it. */
  saves(organization: string): string;
};

export type LinkProblem = 'invalid' | 'expired' | 'notAllowed' | 'noReport' | 'unreachable';

export function reportWords({ language, t }: Texts): ReportWords {
  const format = createFormats()({ language, timeZone: undefined });
  const columns = ['name', 'signInName', 'outcome', 'reason', 'said'] as const;
  const held = ['plan', 'off', 'assigned'] as const;
  return {
    delimiter: language === 'sv' ? ';' : ',',
    peopleColumns: [
      ...columns.map((column) => t(`report.columns.${column}`)),
      ...held.map((column) => t(`report.columns.before.${column}`)),
      ...held.map((column) => t(`report.columns.after.${column}`)),
      t('report.columns.unmapped'),
      t('report.columns.id'),
    ],
    auditColumns: (['at', 'by', 'byId', 'what', 'details'] as const).map((column) => t(`report.log.${column}`)),
    bot: t('report.log.bot'),
    outcome: (outcome) => t(`report.outcomes.${outcome}`),
    reason: (reason) => t(`failures.${reason}`),
    plan: displayName,
    service: friendlyName,
    assigned(direct, groups) {
      const through = groups.length > 0 ? [t('report.assigned.groups', { groups: format.list(groups) })] : [];
      if (direct) return [t('report.assigned.direct'), ...through].join(', ');
      return through[0] ?? t('report.assigned.group');
    },
    below: t('report.below'),
    link: (problem) => t(`report.link.${problem}`),
    saves: (organization) => t('report.saves', { organization }),
  };
}
