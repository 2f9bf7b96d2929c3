import type { Outcome } from '../../../engine/report/outcome.js';
import type { Run } from '../../../upgrade/run/run.js';
import { newPlan, oldPlan, people, productName } from '../pieces/pieces.js';
import type { ReportFile } from '../report-file.js';
import type { Draft, RunView } from '../view.js';

/** What a run's report holds and how its files can be taken. */
export type ReportAbout = {
  asOf: Date;
  /** How many people had which outcome; undefined where nothing was written down of them. */
  counts: readonly { outcome: Outcome; people: number; target?: string }[] | undefined;
  /** `url`: a link that is the viewer's alone. */
  files: readonly { file: ReportFile; url: string | undefined }[];
  /** Whether the viewer's client can be asked to take a file. */
  canSave: boolean;
  /** When the links end. */
  ends: Date | undefined;
};

/** Whether a card offers the report of a run that goes on: there is something to report once somebody was moved. */
export function canReport({ snapshot, reassign, restore, undo }: Run): boolean {
  return snapshot !== null && (reassign !== null || restore !== null || undo !== null);
}

/** What became of people; of two plans each by itself, under its name. */
function groupsOf(view: RunView, counts: NonNullable<ReportAbout['counts']>) {
  const { t } = view;
  const targets = [...new Set(counts.map(({ target }) => target))];
  return targets.map((target) => ({
    plan: target === undefined ? [] : [productName(target)],
    facts: counts
      .filter((one) => one.target === target)
      .map(({ outcome, people: many }) => ({ title: t(`report.outcomes.${outcome}`), value: people(many, view) })),
  }));
}

/** What stands in a file; of people nothing, where nothing was written down of them. */
const fileText = ({ t }: RunView, file: ReportFile, isOfPeople: boolean): string =>
  t(file === 'all' && !isOfPeople ? 'report.files.allNoPeople' : `report.files.${file}`);

/** What a run's report holds, and the ways to take it. */
export function reportCard(view: RunView, { asOf, counts, files, canSave, ends }: ReportAbout): Draft {
  const { t, format, run } = view;
  const links = files.flatMap(({ file, url }) => (url === undefined ? [] : [{ title: t(`report.open.${file}`), url }]));
  const saves = canSave ? files.map(({ file }) => ({ file, title: t(`report.save.${file}`) })) : [];
  const canBeHad = links.length > 0 || saves.length > 0;
  return {
    id: 'report',
    title: t('report.title'),
    data: {
      intro: run.plan === null ? t('report.introNoPlan') : t('report.intro', { from: oldPlan(run), to: newPlan(view) }),
      asOf: [
        counts === undefined ? t('report.noPeople') : t('report.asOf', { at: format.moment(asOf) }),
        ...(canBeHad ? [t('report.filesNow')] : []),
      ].join(' '),
      groups: groupsOf(view, counts ?? []),
      // What can't be had here is not described either.
      files: canBeHad ? files.map(({ file }) => fileText(view, file, counts !== undefined)) : [],
      links,
      saves,
      hints: [
        ...(saves.length > 0 ? [t('report.howToSave')] : []),
        ...(ends === undefined ? [] : [t('report.linkEnds', { at: format.moment(ends) })]),
        ...(canBeHad ? [] : [t('report.noWay')]),
      ],
    },
    alsoSay: ['history', ...(saves.length > 0 ? ['saveReport'] : [])],
  };
}
