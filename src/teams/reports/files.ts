import type { Report } from '../../engine/report/report.js';
import type { Run } from '../../upgrade/run/run.js';
import { type ReportFile, reportFiles } from '../cards/report-file.js';
import type { ReportWords } from '../cards/words/report-words.js';
import { auditCsv } from './audit-csv.js';
import { peopleCsv } from './people-csv.js';
import { reportJson } from './report-json.js';

/** Files that there is something to write in. */
export function filesOf({ people }: Pick<Report, 'people'>): readonly ReportFile[] {
  return people ? reportFiles : reportFiles.filter((file) => file !== 'people');
}

export const contentTypes: Record<ReportFile, string> = {
  people: 'text/csv; charset=utf-8',
  audit: 'text/csv; charset=utf-8',
  all: 'application/json; charset=utf-8',
};

/** A name that every file system takes, such as `upgrade-contoso-2026-03-04-people.csv`. */
export function reportFileName({ organization }: Pick<Run, 'organization'>, file: ReportFile, asOf: Date): string {
  const letters = organization.displayName.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
  const slug = letters
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  const end = { people: '-people.csv', audit: '-log.csv', all: '.json' }[file];
  return `upgrade-${slug || 'report'}-${asOf.toISOString().slice(0, 10)}${end}`;
}

/** The text of a file, piece by piece. Rejects with a PortError when Graph can't be read. */
export function contentOf(report: Report, file: ReportFile, words: ReportWords): AsyncIterable<string> {
  switch (file) {
    case 'people':
      return peopleCsv(report.people ?? noOne(), words, report.run.losing !== null);
    case 'audit':
      return auditCsv(report.run, words);
    case 'all':
      return reportJson(report);
    default:
      return file satisfies never;
  }
}

/** A guess at a file's size: Teams shows one when it asks, and what it will be is not known before everything is read. */
export function guessedBytes({ snapshot, audit }: Run, file: ReportFile): number {
  const people = snapshot?.people ?? 0;
  return {
    people: 300 + people * 250,
    audit: 200 + audit.length * 150,
    all: 2_000 + people * 450 + audit.length * 200,
  }[file];
}

async function* noOne(): AsyncIterable<[]> {}
