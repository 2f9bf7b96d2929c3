import { sourceSku } from '../upgrade/plans/plans.js';
import type { Clock, Commerce, Directory } from '../upgrade/ports.js';
import { PortError } from '../upgrade/ports.js';
import type { Subscription, TenantFacts } from '../upgrade/tenant/facts.js';

export type World = {
  directory: Directory;
  /** The commerce that serves a tenant. */
  commerceFor: (tenantId: string) => Promise<Commerce>;
  /** The tenant that runs the bot as a partner, if it is one. */
  partnerTenantId: string | undefined;
  clock: Clock;
};

/**
 * Reads everything an assessment looks at. Service health is left open when the app may not read it; any other
 * failure rejects with the {@link PortError} of the read that failed.
 */
export async function readFacts(world: World, tenantId: string): Promise<TenantFacts> {
  const { directory, clock, partnerTenantId } = world;
  const [organization, skus, subscriptions, serviceIssues, commerce] = await Promise.all([
    directory.organization(tenantId),
    directory.skus(tenantId),
    directory.subscriptions(tenantId),
    directory.serviceIssues(tenantId).catch((error: unknown) => {
      if (error instanceof PortError && error.problem.is === 'denied') return undefined;
      throw error;
    }),
    world.commerceFor(tenantId),
  ]);
  const source = subscriptions.find(isSource);
  return {
    readAt: clock.now(),
    organization,
    skus,
    subscriptions,
    serviceIssues,
    commerce: source ? await commerce.eligibility(tenantId, source) : { is: 'unknown' },
    partnerTenantId,
  };
}

function isSource(subscription: Subscription): boolean {
  return subscription.status !== 'Deleted' && subscription.sku.startsWith(sourceSku);
}
