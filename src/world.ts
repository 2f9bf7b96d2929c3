import { randomUUID } from 'node:crypto';
import type { Cloud } from './cloud.js';
import type { World } from './engine/read-facts.js';
import type { Log } from './log.js';
import {
  adminCenterCommerce,
  billingAccountCommerce,
  graphDirectory,
  partnerCenterCommerce,
} from './microsoft/index.js';
import type { PriceList } from './upgrade/order/price-list.js';
import type { Commerce } from './upgrade/ports.js';
import type { QuotaWatch } from './upgrade/quota-news.js';

type WorldOptions = {
  billingAccountId: string | undefined;
  priceList: PriceList | undefined;
  sleep: (ms: number) => Promise<void>;
  /** Ends every request under way. */
  stop: AbortSignal;
  quota: QuotaWatch;
  log: Log;
};

/** The world as a turn sees it, and as what goes on behind does: there, what is asked waits for its turn in the tenant's quota. */
export type Worlds = { world: World; behind: World };

/** Everything outside that a run is carried forward by: the directory, the clock, and each form of commerce. */
export function worldsOf(cloud: Cloud, { billingAccountId, priceList, sleep, stop, quota, log }: WorldOptions): Worlds {
  const { clock, tokens, fetch, partnerTenantId } = cloud;
  const connection = { tokens, fetch, log, stop, sleep, now: () => clock.now(), newGuid: randomUUID };
  const graph = { ...connection, ...cloud.graph, quota };
  const directory = graphDirectory(graph);
  const forms: Record<Commerce['form'], Commerce> = {
    'admin-center': adminCenterCommerce(),
    'partner-center': partnerCenterCommerce({
      ...connection,
      ...cloud.partnerCenter,
      partnerTenantId: partnerTenantId ?? '',
    }),
    'billing-account': billingAccountCommerce({ ...connection, ...cloud.billing, billingAccountId, directory }),
  };
  const world = {
    directory,
    clock,
    partnerTenantId,
    priceList,
    commerceFor: async (tenantId: string) => forms[await cloud.formFor(tenantId)],
  };
  return { world, behind: { ...world, directory: graphDirectory({ ...graph, canWait: true }) } };
}
