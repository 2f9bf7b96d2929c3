import type { ReportFile } from '../cards/report-file.js';
import type { Language } from '../cards/words/languages.js';
import { type ReadToken, readToken, signToken } from './token.js';

/** How long a link lives. */
const linkMinutes = 15;

type LinkFor = { tenantId: string; runId: string; personId: string; language: Language };

/** Makes and reads links to files. */
export class Links {
  /**
   * @param address the address under which people reach this server; undefined when that is not known.
   * @param key the key to sign with
   */
  constructor(
    private readonly address: () => string | undefined,
    private readonly key: Buffer,
  ) {}

  /** @returns the address, and when it ends; undefined where nobody could open it. */
  to(file: ReportFile, whose: LinkFor, now: Date): { url: string; ends: Date } | undefined {
    const address = this.address();
    if (address === undefined) return undefined;
    const ends = new Date(now.getTime() + linkMinutes * 60_000);
    const token = signToken({ ...whose, file, expires: ends.getTime() }, this.key);
    return { url: `${address.replace(/\/+$/, '')}/reports/${token}`, ends };
  }

  read(token: string, now: Date): ReadToken {
    return readToken(token, this.key, now);
  }
}
