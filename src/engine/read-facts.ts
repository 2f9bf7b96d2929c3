import type { Clock, Commerce, Directory } from '../upgrade/ports.js';
import { hasProblem, PortError } from '../upgrade/ports.js';
import type { TenantFacts } from '../upgrade/tenant/facts.js';
import { findSource, isSourceHidden } from '../upgrade/tenant/find-source.js';

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
      if (hasProblem(error, 'denied')) return undefined;
      throw error;
    }),
    world.commerceFor(tenantId),
  ]);
  const owned = { subscriptions, skus };
  if (isSourceHidden(owned))
    throw new PortError({ is: 'unreachable' }, 'reading the subscriptions (a plan is counted that is not listed)');
  // The purchase that is upgraded, whatever the order in which they are listed.
  const source = findSource(owned)?.subscriptions[0];
  return {
    readAt: clock.now(),
    organization,
    ...owned,
    serviceIssues,
    commerce: source ? await commerce.eligibility(tenantId, source) : { is: 'unknown' },
    partnerTenantId,
  };
}
