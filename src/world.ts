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
import type { Commerce } from './upgrade/ports.js';

type WorldOptions = {
  billingAccountId: string | undefined;
  sleep: (ms: number) => Promise<void>;
  /** Ends every request under way. */
  stop: AbortSignal;
  log: Log;
};

/** Everything outside that a run is carried forward by: the directory, the clock, and each form of commerce. */
export function worldOf(cloud: Cloud, { billingAccountId, sleep, stop, log }: WorldOptions): World {
  const { clock, tokens, fetch, partnerTenantId } = cloud;
  const connection = { tokens, fetch, log, stop, sleep, now: () => clock.now(), newGuid: randomUUID };
  const directory = graphDirectory({ ...connection, ...cloud.graph });
  const forms: Record<Commerce['form'], Commerce> = {
    'admin-center': adminCenterCommerce(),
    'partner-center': partnerCenterCommerce({
      ...connection,
      ...cloud.partnerCenter,
      partnerTenantId: partnerTenantId ?? '',
    }),
    'billing-account': billingAccountCommerce({ ...connection, ...cloud.billing, billingAccountId, directory }),
  };
  return {
    directory,
    clock,
    partnerTenantId,
    commerceFor: async (tenantId) => forms[await cloud.formFor(tenantId)],
  };
}
