import { BoundedMap } from '../../base/bounded-map.js';
import type { QuotaNews, QuotaWatch } from '../../upgrade/quota-news.js';
import type { Timeline } from '../timeline.js';
import type { Limit } from './meter.js';
import { Quota } from './quota.js';
import type { SharedMeters } from './shared-meters.js';
import { documented, type TenantLimits, TenantQuota } from './tenant-quota.js';

/**
 * What Microsoft lets the bot do, tenant by tenant: how fast the runs change people, and who reads beside them. Tenants do
 * not wait for each other, but for what the app may do in all of them.
 */

/** What is kept of all tenants together is kept under this name. */
const inAll = 'all tenants';
/** In all tenants together; Microsoft's page has said both this and twice as much. */
const documentedInAll: Limit = { amount: 35_000, windowMs: 300_000 };
/** Tenants that are remembered; of one that was forgotten, the start is gentle again. */
const mostTenants = 1_000;

const metersOf = ({ writes, units }: TenantQuota) => ({ writes, units });

type Options = {
  timeline: Timeline;
  /** How much of each quota is the bot's: above 0, at most 1. The rest is left to the other tools of the tenant. */
  share: number;
  /** Ends every wait: the bot stops. */
  stop: AbortSignal;
  limits?: TenantLimits;
  inAllTenants?: Limit;
  /** Puts together what several processes use; left out where there is one. */
  sharing?: SharedMeters;
};

export class Quotas implements QuotaWatch {
  private readonly tenants = new BoundedMap<string, TenantQuota>(mostTenants);
  private readonly ofApp: Quota;
  private readonly now: () => number;

  constructor(private readonly options: Options) {
    this.now = () => options.timeline.now().getTime();
    this.ofApp = new Quota({ ...(options.inAllTenants ?? documentedInAll), share: options.share }, this.now, false);
  }

  of(tenantId: string): TenantQuota {
    const { share, limits = documented } = this.options;
    const quota = this.tenants.get(tenantId) ?? new TenantQuota({ limits, share, ofApp: this.ofApp, now: this.now });
    // Whoever is worked on is not forgotten for others: a run would not hear any more what its tenant is refused.
    this.tenants.set(tenantId, quota);
    return quota;
  }

  /** The same for a run, which may take over from another process. */
  async forRun(tenantId: string): Promise<TenantQuota> {
    const quota = this.of(tenantId);
    await this.options.sharing?.share(tenantId, metersOf(quota));
    return quota;
  }

  heard(tenantId: string, news: QuotaNews): void {
    const quota = this.of(tenantId);
    quota.heard(news);
    const { sharing } = this.options;
    sharing?.shareIfDue(tenantId, metersOf(quota));
    sharing?.shareIfDue(inAll, { writes: this.ofApp });
  }

  async room(tenantId: string, units: number): Promise<void> {
    const { timeline, stop } = this.options;
    for (;;) {
      const at = this.of(tenantId).readsAt(units);
      if (at <= this.now() || stop.aborted) return;
      await timeline.sleepUntil(new Date(at), stop);
    }
  }
}
