import type { Move } from '../../upgrade/licences/swap.js';
import { product } from '../../upgrade/plans/plans.js';
import type { Directory } from '../../upgrade/ports.js';
import type { LicensedGroup, SkuUnits, Subscription } from '../../upgrade/tenant/facts.js';
import { isUsable } from '../../upgrade/tenant/find-source.js';
import { notProvisioned } from '../../upgrade/tenant/service-health.js';

/** Questions about a tenant that decide whether a run may go on, answered by live reads. */

/** Whether people still hold the SKU: the list, which lags behind writes, is checked against each person. */
export async function whoHolds(
  directory: Directory,
  tenantId: string,
  skuId: string,
): Promise<{ users: number; groups: number }> {
  let users = 0;
  for await (const page of directory.holders(tenantId, skuId)) {
    for (const ids of chunks(
      page.map((user) => user.id),
      20,
    )) {
      const now = await directory.users(tenantId, ids);
      users += now.filter((user) => user.licences.some((licence) => licence.skuId === skuId)).length;
    }
  }
  const groups: LicensedGroup[] = await directory.groupsWith(tenantId, skuId);
  return { users, groups: groups.length };
}

/** How many people the SKU counts as assigned to. */
export async function assignedOf(directory: Directory, tenantId: string, skuId: string): Promise<number> {
  return (await directory.skus(tenantId)).find((sku) => sku.skuId === skuId)?.assigned ?? 0;
}

/** Whether the list of who holds the SKU, which lags behind writes, shows as many people as the SKU counts. */
export async function listHasCaughtUp(directory: Directory, tenantId: string, skuId: string): Promise<boolean> {
  const assigned = await assignedOf(directory, tenantId, skuId);
  let listed = 0;
  for await (const page of directory.holders(tenantId, skuId)) listed += page.length;
  return listed >= assigned;
}

/** Whether the plan is active with every service set up. */
export function isReady(units: SkuUnits | undefined): boolean {
  return isActive(units) && notProvisioned(units.services).length === 0;
}

/** Whether licences of the plan work. */
export function isActive(units: SkuUnits | undefined): units is SkuUnits {
  return units !== undefined && (units.status === 'Enabled' || units.status === 'Warning');
}

/** The subscriptions among `ids` that are not cancelled yet. */
export function stillActive(subscriptions: Subscription[], ids: readonly string[]): Subscription[] {
  return subscriptions.filter((subscription) => ids.includes(subscription.id) && isUsable(subscription));
}

/** The plan that people move to, with its services as this tenant has them. */
export async function targetOf(directory: Directory, tenantId: string, plan: string): Promise<Omit<Move, 'fromSkuId'>> {
  const units = (await directory.skus(tenantId)).find((sku) => sku.sku === plan);
  const toSkuId = units?.skuId ?? product(plan)?.skuId;
  if (!toSkuId) throw new Error(`unknown plan ${plan}`);
  return { toSkuId, toServices: units?.services };
}

export function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, n) => list.slice(n * size, (n + 1) * size));
}
