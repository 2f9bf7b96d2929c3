import type { ReportFile } from '../../cards/report-file.js';
import type { Ask } from './ask.js';
import { lower } from './vocabulary.js';

/** What is written of earlier runs and of reports. */

const filesByName: Record<string, ReportFile> = {
  people: 'people',
  personer: 'people',
  csv: 'people',
  log: 'audit',
  logg: 'audit',
  loggen: 'audit',
  all: 'all',
  everything: 'all',
  allt: 'all',
  json: 'all',
};

/** "history", "history 2" (open it), "history page 2". undefined when it is something else. */
export function historyAsked(rest: string): Ask | undefined {
  if (rest === '') return { is: 'history' };
  const [, page] = /^(?:page|sida)\s+(\d{1,3})$/.exec(lower(rest)) ?? [];
  if (page !== undefined) return { is: 'history', page: Math.max(Number(page) - 1, 0) };
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
  const name = lower(rest);
  const file = Object.hasOwn(filesByName, name) ? filesByName[name] : undefined;
  return file && { is: 'saveReport', file };
}

const numberIn = (text: string): number | undefined => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined);
