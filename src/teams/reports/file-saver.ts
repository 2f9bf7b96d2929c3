import { spool } from '../../base/spool.js';
import type { Actor } from '../../upgrade/tenant/roles.js';
import type { ReportWords } from '../cards/words/report-words.js';
import type { Parts } from '../parts.js';
import { contentOf } from './files.js';
import type { Offer } from './offers.js';
import { upload } from './upload.js';

/** `fetch` reaches OneDrive. */
type Options = Pick<Parts, 'upgrades' | 'time'> & { fetch: typeof fetch };

/** Puts files into people's own OneDrive. */
export class FileSaver {
  private readonly stopping = new AbortController();
  private readonly underWay = new Set<string>();

  constructor(private readonly options: Options) {}

  /** Whether an offer's file is being saved now. */
  isSaving({ nonce }: Offer): boolean {
    return this.underWay.has(nonce);
  }

  /**
   * Reads a report, writes down who takes it, and uploads it.
   * @returns false when the run is not there any more
   * @throws UploadFailed when the upload session does not take it; PortError when Graph can't be read
   */
  async save(offer: Offer, words: ReportWords, by: Actor, uploadUrl: string): Promise<boolean> {
    this.underWay.add(offer.nonce);
    try {
      return await this.spoolAndUpload(offer, words, by, uploadUrl);
    } finally {
      this.underWay.delete(offer.nonce);
    }
  }

  /** Ends what is under way; it may be asked for again. */
  stop(): void {
    this.stopping.abort();
  }

  private async spoolAndUpload(
    { tenantId, runId, file }: Offer,
    words: ReportWords,
    by: Actor,
    to: string,
  ): Promise<boolean> {
    const { upgrades, fetch, time } = this.options;
    const report = await upgrades.report(tenantId, runId);
    if (!report) return false;
    const spooled = await spool(contentOf(report, file, words));
    try {
      await upgrades.reportTaken(tenantId, runId, by, file);
      await upload(spooled, to, { fetch, time, signal: this.stopping.signal });
    } finally {
      await spooled.close();
    }
    return true;
  }
}
