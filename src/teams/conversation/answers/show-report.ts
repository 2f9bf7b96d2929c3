import type { Report } from '../../../engine/report/report.js';
import type { Run } from '../../../upgrade/run/run.js';
import { countOutcomes } from '../../reports/count-outcomes.js';
import { filesOf } from '../../reports/files.js';
import type { Answer } from '../conversation.js';
import { say } from '../say.js';
import { inTime } from './in-time.js';
import type { Seer } from './seer.js';

/** What a run's report holds and how its files can be taken. */
export async function showReport(seer: Seer, { tenantId, id }: Run): Promise<Answer> {
  const report = await seer.upgrades.report(tenantId, id);
  if (!report) return say(seer, { text: 'foreignRun' });
  return apart(seer, await inTime(seer, { text: 'stillLooking' }, cardOf(seer, report)));
}

/** The answer is a message of its own: what was pressed may be a card that changes every few seconds. */
export function apart({ cards, viewer }: Seer, answer: Answer): Answer {
  return { ...answer, own: cards.reportWords(viewer.language).below };
}

async function cardOf({ person, viewer, cards, files, rules, clock }: Seer, report: Report): Promise<Answer> {
  const { run, asOf, ends } = report;
  const counts = report.people && (await countOutcomes(report.people));
  const now = clock.now();
  const { tenantId, id: runId } = run;
  const whose = { tenantId, runId, personId: person.id, language: viewer.language, report: report.id };
  const withLinks = rules.cloud === 'sandbox' || !person.takesFiles;
  const offered = await Promise.all(
    filesOf(report).map(async (file) => {
      const url = withLinks ? files.links.to(file, whose, ends) : undefined;
      return { file, url };
    }),
  );
  const hasLinks = offered.some(({ url }) => url !== undefined);
  const about = { asOf, counts, files: offered, canSave: person.takesFiles, ends: hasLinks ? ends : undefined };
  return { rendered: cards.report(run, viewer, { now }, about) };
}
