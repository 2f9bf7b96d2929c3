import type { ReportFile } from '../../cards/report-file.js';
import type { Ask } from './ask.js';
import { pageNamed } from './page.js';
import { meanings } from './said.js';
import { lower } from './vocabulary.js';

/** What is written of earlier runs and of reports. */

const filesByName = meanings(['people', 'audit', 'all'] as const satisfies ReportFile[]);

/** "history", "history 2" (open it), "history page 2". undefined when it is something else. */
export function historyAsked(rest: string): Ask | undefined {
  if (rest === '') return { is: 'history' };
  const turned = pageNamed(rest);
  if (turned !== undefined) return { is: 'history', page: Math.max(turned - 1, 0) };
  const number = numberIn(rest);
  return number === undefined ? undefined : { is: 'openRun', number };
}

/** "report", "report 2" (of that run in the history), "report csv" (take that file). */
export function reportAsked(rest: string): Ask | undefined {
  if (rest === '') return { is: 'report' };
  const number = numberIn(rest);
  return number === undefined ? fileAsked(rest) : { is: 'report', number };
}

/** "save people", "save log", "save all". */
export function fileAsked(rest: string): Ask | undefined {
  const file = filesByName.get(lower(rest));
  return file && { is: 'saveReport', file };
}

const numberIn = (text: string): number | undefined => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined);
