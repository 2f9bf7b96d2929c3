import type { ReportFile } from '../cards/report-file.js';
import type { Language } from '../cards/words/languages.js';
import { type Read, readToken, signToken } from './token.js';

/** How long a link lives. */
export const linkMinutes = 15;

export type LinkFor = { tenantId: string; runId: string; personId: string; language: Language };

/** Makes and reads links to files. */
export interface Links {
  /** @returns the address, and when it ends; undefined where nobody could open it. */
  to(file: ReportFile, whose: LinkFor, now: Date): Promise<{ url: string; ends: Date } | undefined>;
  read(token: string, now: Date): Promise<Read>;
}

/**
 * @param base the address under which people reach this server; undefined when that is not known.
 * @param key resolves with the key to sign with.
 */
export function createLinks(base: () => string | undefined, key: () => Promise<string>): Links {
  return {
    async to(file, whose, now) {
      const address = base();
      if (address === undefined) return undefined;
      const { tenantId, runId, personId, language } = whose;
      const ends = new Date(now.getTime() + linkMinutes * 60_000);
      const token = signToken({ tenantId, runId, personId, file, language, expires: ends.getTime() }, await key());
      return { url: `${address.replace(/\/+$/, '')}/reports/${token}`, ends };
    },
    read: async (token, now) => readToken(token, await key(), now),
  };
}
