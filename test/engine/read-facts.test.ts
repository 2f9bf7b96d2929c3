import { describe, expect, it } from '@jest/globals';
import { readFacts, type World } from '../../src/engine/read-facts.js';
import { PortError } from '../../src/upgrade/ports.js';
import { assess } from '../../src/upgrade/tenant/eligibility.js';
import type { SkuUnits, Subscription } from '../../src/upgrade/tenant/facts.js';
import { aSubscription, someUnits } from '../upgrade/tenant-facts.js';

function worldWith(subscriptions: Subscription[], skus: SkuUnits[], asked: string[] = []): World {
  const directory = {
    organization: async () => ({ displayName: 'Contoso', country: 'SE' }),
    skus: async () => skus,
    subscriptions: async () => subscriptions,
    serviceIssues: async () => [],
  };
  const commerce = {
    eligibility: async (_tenant: string, { id, status }: Subscription) => {
      asked.push(id);
      return status === 'Enabled'
        ? { is: 'known', targets: [{ sku: 'SPE_E5', eligible: true, findings: [] }] }
        : { is: 'notSoldHere' };
    },
    sells: async () => undefined,
  };
  return {
    directory,
    commerceFor: async () => commerce,
    partnerTenantId: undefined,
    clock: { now: () => new Date('2026-03-02T09:00:00Z') },
  } as unknown as World;
}

describe('what a check reads of a tenant', () => {
  const suspended = aSubscription({ id: 'earlier', status: 'Suspended' });
  const active = aSubscription({ id: 'present' });

  it('asks the commerce of the purchase that works, in whatever order they are listed', async () => {
    for (const listed of [
      [suspended, active],
      [active, suspended],
    ]) {
      const asked: string[] = [];
      const facts = await readFacts(worldWith(listed, [someUnits()], asked), 'tenant');
      expect(asked).toEqual(['present']);
      expect(assess(facts).is).toBe('available');
    }
  });

  it('is not whole while seats of the plan are counted and no purchase of it is listed', async () => {
    await expect(readFacts(worldWith([], [someUnits()]), 'tenant')).rejects.toThrow(PortError);
    await expect(readFacts(worldWith([], [someUnits({ enabled: 0, warning: 3 })]), 'tenant')).rejects.toThrow(
      PortError,
    );
    const gone = await readFacts(worldWith([], [someUnits({ enabled: 0, suspended: 25 })]), 'tenant');
    expect(assess(gone).is).toBe('noSource');
    expect(assess(await readFacts(worldWith([], []), 'tenant')).is).toBe('noSource');
  });
});
