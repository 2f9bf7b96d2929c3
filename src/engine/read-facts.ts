import { currencyOf, type PriceList, plansByPrice } from '../upgrade/order/price-list.js';
import { plansMeant } from '../upgrade/plans/named.js';
import type { Clock, Commerce, Directory } from '../upgrade/ports.js';
import { hasProblem, PortError } from '../upgrade/ports.js';
import type { TenantFacts } from '../upgrade/tenant/facts.js';
import { findSource, isSourceHidden } from '../upgrade/tenant/find-source.js';
import { sourcesIn } from '../upgrade/tenant/sources.js';
import { readHeldToday } from './people/held-today.js';

export type World = {
  directory: Directory;
  /** The commerce that serves a tenant. */
  commerceFor: (tenantId: string) => Promise<Commerce>;
  /** The tenant that runs the bot as a partner, if it is one. */
  partnerTenantId: string | undefined;
  clock: Clock;
  /** What plans cost, where the operator or the sandbox tells. */
  priceList?: PriceList | undefined;
};

/** What a commerce sells is not what an assessment hangs on. */
async function leftOpen<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof PortError) return undefined;
    throw error;
  }
}

/** Which plan an assessment is to be about; Office 365 E4, or the only one there is, where nothing is said. */
export type Meant = {
  /** skuPartNumber of the plan. */
  wanted?: string;
  /** What somebody calls it. */
  said?: string;
  /** Plans that are not taken by themselves. */
  passedOver?: readonly string[];
};

/**
 * Reads everything an assessment looks at. Service health is left open when the app may not read it; any other
 * failure rejects with the {@link PortError} of the read that failed.
 */
export async function readFacts(world: World, tenantId: string, meant: Meant = {}): Promise<TenantFacts> {
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
  const { passedOver } = meant;
  const owned = { subscriptions, skus, passedOver, wanted: wantedOf(meant, { subscriptions, skus }) };
  if (isSourceHidden(owned))
    throw new PortError({ is: 'unreachable' }, 'reading the subscriptions (a plan is counted that is not listed)');
  // The purchase that is upgraded, whatever the order in which they are listed.
  const source = findSource(owned)?.subscriptions[0];
  const [held, eligibility, sold] = await Promise.all([
    readHeldToday(directory, tenantId, owned),
    source ? commerce.eligibility(tenantId, source) : ({ is: 'unknown' } as const),
    source ? leftOpen(commerce.sells(tenantId)) : undefined,
  ]);
  return {
    readAt: clock.now(),
    organization,
    ...owned,
    ...held,
    serviceIssues,
    commerce: eligibility,
    sold,
    byPrice: byPriceIn(organization.country, world.priceList),
    partnerTenantId,
  };
}

function byPriceIn(country: string | null, priceList: PriceList | undefined): string[] | undefined {
  const currency = country === null ? undefined : currencyOf(country);
  return priceList && currency ? plansByPrice(priceList, currency) : undefined;
}

/** The plan that is meant, of those that people hold; undefined where nobody said one, or it may be several. */
function wantedOf({ wanted, said }: Meant, owned: Pick<TenantFacts, 'subscriptions' | 'skus'>): string | undefined {
  if (said === undefined) return wanted;
  const first = findSource(owned)?.sku;
  const there = [...new Set([...(first === undefined ? [] : [first]), ...sourcesIn(owned).map(({ sku }) => sku)])];
  const [only, ...others] = plansMeant(said, there);
  return others.length === 0 ? only : undefined;
}
