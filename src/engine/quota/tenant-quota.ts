import type { QuotaNews } from '../../upgrade/quota-news.js';
import type { Limit } from './meter.js';
import { Quota } from './quota.js';

/** What Graph lets one app do in one tenant. */
export type TenantLimits = { writes: Limit; unitsWindowMs: number };

/**
 * What Microsoft documents.
 * @see https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits (read 2026-11-29)
 */
export const documented: TenantLimits = { writes: { amount: 3_000, windowMs: 150_000 }, unitsWindowMs: 10_000 };

/** Resource units by the size of the tenant: below 50 people, up to 500, above. */
const unitsOf = (people: number): number => (people < 50 ? 3_500 : people <= 500 ? 5_000 : 8_000);

type Options = {
  limits: TenantLimits;
  /** How much of each is the bot's: above 0, at most 1. */
  share: number;
  /** What the app may write in all tenants together. */
  ofApp: Quota;
  now: () => number;
};

/** What the bot uses of one tenant's quotas: the run's changes, and everybody's reads. */
export class TenantQuota {
  readonly writes: Quota;
  readonly units: Quota;
  private readonly ofApp: Quota;
  private people = 0;

  constructor({ limits, share, ofApp, now }: Options) {
    this.writes = new Quota({ ...limits.writes, share }, now);
    // Until it is known how many people there are, it may be the smallest.
    this.units = new Quota({ amount: unitsOf(0), windowMs: limits.unitsWindowMs, share }, now);
    this.ofApp = ofApp;
  }

  /** When so many changes may be sent: now, or later. In milliseconds since the epoch. */
  changesAt(changes: number): number {
    return Math.max(this.writes.readyAt(changes), this.ofApp.readyAt(changes), this.units.readyAt(changes));
  }

  /** So many changes are about to be sent. */
  sending(changes: number): void {
    this.writes.use(changes);
    this.ofApp.use(changes);
  }

  /** When so many resource units may be used by what can wait: now, or later. In milliseconds since the epoch. */
  readsAt(units: number): number {
    return this.units.readyAt(units);
  }

  heard({ units, isWrite, used, refused }: QuotaNews): void {
    this.units.use(units);
    const told = isWrite ? this.writes : this.units;
    if (used !== undefined) told.told(used);
    if (refused) (refused.scope === 'app' ? this.ofApp : this[refused.of]).refused(refused.waitMs);
    else this.cameThrough(units, isWrite);
  }

  /** The tenant has so many people at least. */
  hasPeople(people: number): void {
    this.people = Math.max(this.people, people);
    this.units.limitedTo(unitsOf(this.people));
  }

  private cameThrough(units: number, isWrite: boolean): void {
    this.units.cameThrough(units);
    if (!isWrite) return;
    this.writes.cameThrough(1);
    this.ofApp.cameThrough(1);
  }
}
