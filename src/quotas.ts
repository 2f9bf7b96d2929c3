import type { Config } from './config/config.js';
import { Quotas } from './engine/quota/quotas.js';
import { SharedMeters } from './engine/quota/shared-meters.js';
import type { Timeline } from './engine/timeline.js';
import type { Log } from './log.js';
import type { Documents } from './storage/documents.js';

type OfQuotas = { documents: Documents; timeline: Timeline; stop: AbortSignal; log: Log };

/** What Microsoft lets the bot do, as the configuration wants it used. */
export function quotasOf({ quotaShare, databaseUrl }: Config, { documents, timeline, stop, log }: OfQuotas): Quotas {
  const alone = { timeline, share: quotaShare, stop };
  // A folder has one process, which remembers.
  if (databaseUrl === undefined) return new Quotas(alone);
  const now = () => timeline.now().getTime();
  return new Quotas({ ...alone, sharing: new SharedMeters({ documents, now, log }) });
}
