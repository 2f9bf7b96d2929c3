import type { Run } from '../../../upgrade/run/run.js';
import type { ReportFile } from '../../cards/report-file.js';
import { consentCard } from '../../reports/file-cards.js';
import { filesOf, guessedBytes, reportFileName } from '../../reports/files.js';
import type { Answer } from '../conversation.js';
import type { Seer } from './seer.js';
import { apart, showReport } from './show-report.js';

/** Asks the person to take one file of a report, where their client can; else shows the report. */
export async function offerFile(seer: Seer, run: Run, file: ReportFile): Promise<Answer> {
  const { person, viewer, upgrades, cards, files } = seer;
  const { tenantId, id: runId } = run;
  const report = await upgrades.report(tenantId, runId);
  if (!report || !person.takesFiles || !filesOf(report).includes(file)) return showReport(seer, run);
  const fileName = reportFileName(report.run, file, report.asOf);
  const { context, earlier } = await files.offers.make({ tenantId, personId: person.id, runId, file, fileName });
  const description = cards.reportWords(viewer.language).saves(report.run.organization.displayName);
  return apart(seer, {
    rendered: consentCard(fileName, { description, bytes: guessedBytes(report.run, file), context }),
    sent: (activityId) => files.offers.change(context, { activityId }),
    ...(earlier === null ? {} : { drops: earlier }),
  });
}
