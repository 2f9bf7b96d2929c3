import type { Run } from '../../upgrade/run/run.js';
import { newPlan, oldPlan, people } from './pieces.js';
import type { ReportAbout } from './types.js';
import type { Draft, RunView } from './view.js';

/** Whether a card offers the report of a run that goes on: there is something to report once somebody was moved. */
export function canReport({ snapshot, reassign, restore, undo }: Run): boolean {
  return snapshot !== null && (reassign !== null || restore !== null || undo !== null);
}

/** What a run's report holds, and the ways to take it. */
export function report(view: RunView, { asOf, counts, files, canSave, ends }: ReportAbout): Draft {
  const { t, format, run } = view;
  const links = files.flatMap(({ file, url }) => (url === undefined ? [] : [{ title: t(`report.open.${file}`), url }]));
  const saves = canSave ? files.map(({ file }) => ({ file, title: t(`report.save.${file}`) })) : [];
  return {
    id: 'report',
    title: t('report.title'),
    data: {
      intro: run.plan === null ? t('report.introNoPlan') : t('report.intro', { from: oldPlan(run), to: newPlan(view) }),
      asOf: counts === undefined ? t('report.noPeople') : t('report.asOf', { at: format.moment(asOf) }),
      facts: (counts ?? []).map((one) => ({
        title: t(`report.outcomes.${one.outcome}`),
        value: people(one.people, view),
      })),
      files: files.map(({ file }) => t(`report.files.${file}`)),
      links,
      saves,
      hints: [
        ...(saves.length > 0 ? [t('report.howToSave')] : []),
        ...(ends === undefined ? [] : [t('report.linkEnds', { at: format.moment(ends) })]),
        ...(saves.length === 0 && links.length === 0 ? [t('report.noWay')] : []),
      ],
    },
    alsoSay: ['history', ...(saves.length > 0 ? ['saveReport'] : [])],
  };
}
