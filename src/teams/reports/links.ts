import type { ReportFile } from '../cards/report-file.js';
import type { Language } from '../cards/words/languages.js';
import { type ReadToken, readToken, signToken } from './token.js';

type LinkFor = { tenantId: string; runId: string; personId: string; language: Language; report: string };

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

  /**
   * @param ends until when it opens: as long as the report is kept
   * @returns the address; undefined where nobody could open it
   */
  to(file: ReportFile, whose: LinkFor, ends: Date): string | undefined {
    const address = this.address();
    if (address === undefined) return undefined;
    const token = signToken({ ...whose, file, expires: ends.getTime() }, this.key);
    return `${address.replace(/\/+$/, '')}/reports/${token}`;
  }

  read(token: string, now: Date): ReadToken {
    return readToken(token, this.key, now);
  }
}
