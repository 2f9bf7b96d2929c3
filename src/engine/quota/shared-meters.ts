import { z } from 'zod';
import { BoundedMap } from '../../base/bounded-map.js';
import { type Documents, type Kind, VersionConflict } from '../../storage/documents.js';
import type { Meter } from './meter.js';
import type { Quota } from './quota.js';

/** The pace of a tenant's quotas where several processes use them, written down now and then. */

const meterSchema: z.ZodType<Meter> = z.object({
  at: z.number(),
  left: z.number(),
  reserve: z.number(),
  used: z.number(),
  usedAt: z.number(),
  wall: z.number(),
  wallAt: z.number(),
  closedUntil: z.number(),
});
const schema = z.record(z.string(), meterSchema);
type Meters = z.infer<typeof schema>;
const kind: Kind<Meters> = { name: 'quota', schema };

/** How often what was used is put together, in milliseconds. */
const everyMs = 5_000;
const mostNames = 1_000;
const triesAtMost = 4;
/** What is not worth writing down: the few reads of a turn. */
const worthwhile = 100;

type Options = {
  documents: Documents;
  /** Milliseconds since the epoch. */
  now: () => number;
  log: { warn(about: object, text: string): void };
};

export class SharedMeters {
  private readonly at = new BoundedMap<string, number>(mostNames);

  constructor(private readonly options: Options) {}

  /** Puts quotas of one name together with what other processes use of them, at most every few seconds. */
  shareIfDue(name: string, quotas: Record<string, Quota>): void {
    const now = this.options.now();
    const isUsed = Object.values(quotas).some(({ unshared }) => unshared >= worthwhile);
    // A clock that was set back must not end it.
    if (!isUsed || Math.abs(now - (this.at.get(name) ?? 0)) < everyMs) return;
    this.at.set(name, now);
    void this.share(name, quotas);
  }

  /** The same at once. Never rejects: being without it is no reason not to go on. */
  async share(name: string, quotas: Record<string, Quota>): Promise<void> {
    try {
      await this.putTogether(name, quotas);
    } catch (error) {
      this.options.log.warn({ err: error }, 'how much of a quota is used could not be shared between processes');
    }
  }

  private async putTogether(name: string, quotas: Record<string, Quota>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.tryToPutTogether(idOf(name), quotas);
      } catch (error) {
        // Another process was faster; what was used here goes in the next time where it always is.
        if (!(error instanceof VersionConflict)) throw error;
        if (tries >= triesAtMost) return;
      }
    }
  }

  private async tryToPutTogether(id: string, quotas: Record<string, Quota>): Promise<void> {
    const { documents } = this.options;
    const stored = await documents.get(kind, id);
    const all = Object.entries(quotas).map(([of, quota]) => ({ of, ...quota.shareWith(stored?.value[of]) }));
    const meters = Object.fromEntries(all.map(({ of, meter }) => [of, meter]));
    await documents.put(kind, id, meters, stored?.version ?? 0);
    for (const { shared } of all) shared();
  }
}

/** Nothing of a tenant is left. */
export function forgetMeters(documents: Documents, tenantId: string): Promise<void> {
  return documents.delete(kind, idOf(tenantId));
}

const idOf = (name: string): string => encodeURIComponent(name);
