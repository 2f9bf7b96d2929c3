import type { Run } from '../../upgrade/run/run.js';
import type { ReportWords } from '../cards/words/report-words.js';
import { byteOrderMark, csvRow } from './csv.js';

/** A row an entry: when (ISO 8601, UTC), who, what, and its details. */
export async function* auditCsv({ audit }: Run, words: ReportWords): AsyncIterable<string> {
  const rows = audit.map(({ at, by, what, details }) => {
    const said = Object.entries(details).map(([name, value]) => `${name}: ${value}`);
    return csvRow([at, by?.name ?? words.bot, by?.id ?? '', what, said.join('; ')], words.delimiter);
  });
  yield byteOrderMark + csvRow(words.auditColumns, words.delimiter) + rows.join('');
}
