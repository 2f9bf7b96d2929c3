import { codeOf } from '../storage/failures.js';

/** What one check saw. `id` stays the same from version to version, so that scripts can look for it. */
export type Finding =
  | { id: string; level: 'ok'; seen: string }
  /** The bot works, with less. */
  | { id: string; level: 'warning'; seen: string; fix: string }
  /** The bot does not start, or cannot do its job. */
  | { id: string; level: 'error'; seen: string; fix: string };

export const ok = (id: string, seen: string): Finding => ({ id, level: 'ok', seen });
export const warning = (id: string, seen: string, fix: string): Finding => ({ id, level: 'warning', seen, fix });
export const error = (id: string, seen: string, fix: string): Finding => ({ id, level: 'error', seen, fix });

/** What was thrown, as one line; with the code of what lies beneath, which `fetch failed` alone does not tell. */
export function inOneLine(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const beneath = codeOf(thrown.cause);
  return `${thrown.message}${beneath ? ` (${beneath})` : ''}`.replace(/\s*\n\s*/g, ' ').trim();
}
