import { outcomes } from '../../../src/engine/report/outcome.js';
import type { ReportAbout } from '../../../src/teams/cards/answers/report.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { aRun, aSplit, now, runIn } from '../../support/runs.js';
import type { CardState } from './state.js';

/** A run's report, with every way to take it. */

const link = `https://upgrades.contoso.example/reports/${'x'.repeat(400)}`;
const ends = new Date(now.getTime() + 15 * 60_000);
const counts = outcomes.map((outcome, index) => ({ outcome, people: index * 1_000 + 1 }));
const byPlan = ['SPE_E5', 'SPE_E3'].flatMap((target) => counts.map((one) => ({ ...one, target })));
const all = (['people', 'audit', 'all'] as const).map((file) => ({ file, url: link }));
const unlinked = all.map(({ file }) => ({ file, url: undefined }));

const report = (name: string, run: Run, about: Partial<ReportAbout>): CardState => ({
  name,
  draw: (cards, viewer) =>
    cards.report(run, viewer, { now }, { asOf: now, counts, files: all, canSave: false, ends, ...about }),
});

export const reports: CardState[] = [
  report('report by links', runIn.completed(), {}),
  report('report into OneDrive', runIn.completed(), { files: unlinked, canSave: true, ends: undefined }),
  report('report both ways', runIn.completed(), { canSave: true }),
  report('report, no way to take it', runIn.completed(), { files: unlinked, ends: undefined }),
  report('report of an upgrade that was stopped early', runIn.stopped(), { counts: undefined, files: all.slice(1) }),
  report('report of two plans', { ...runIn.completed(), split: aSplit() }, { counts: byPlan }),
  report('report without a plan', aRun(), { counts: undefined, files: all.slice(1) }),
];
