import { skuWithId } from '../catalogue/skus.js';
import { assignedLicenses } from '../graph/user-resource.js';
import { groupsOf } from '../world/groups.js';
import { consumedBySubscription, partNumber } from '../world/seats.js';
import type { Tenant, User } from '../world/state.js';

/** Everything that is true of a tenant now, and the ledger of what was done to it. */
export function tenantReport(tenant: Tenant, now: number, withUsers: boolean): Record<string, unknown> {
  const consumed = consumedBySubscription(tenant);
  return {
    id: tenant.id,
    now: new Date(now).toISOString(),
    scenario: tenant.scenario,
    blockers: [...tenant.blockers],
    subscriptions: tenant.subscriptions.map(({ id, commerceId, skuId, status, seats }) => ({
      id,
      commerceId,
      sku: partNumber(skuId),
      status,
      seats,
      consumed: consumed.get(id) ?? 0,
    })),
    orders: tenant.orders.flatMap(({ id, at, key, status, lines }) =>
      lines.map(({ skuId, quantity, billingCycle, termDuration }) => ({
        id,
        at: new Date(at).toISOString(),
        sku: partNumber(skuId),
        quantity,
        billingCycle,
        termDuration,
        key,
        status,
      })),
    ),
    cancellations: tenant.cancellations.map(({ at, ...rest }) => ({ ...rest, at: new Date(at).toISOString() })),
    transitions: tenant.transitions.map(({ id, toSkuId, isOpen, events }) => ({
      id,
      to: partNumber(toSkuId),
      isOpen,
      events: events.map(({ name, status, at }) => ({ name, status, at: new Date(at).toISOString() })),
    })),
    users: {
      total: tenant.users.filter(({ isAdmin }) => !isAdmin).length,
      holding: holding(tenant),
      unlicensedMoments: tenant.unlicensedMoments,
      ...(withUsers ? { list: tenant.users.map((user) => userReport(tenant, user)) } : {}),
    },
    groups: [...tenant.groups.values()].map(({ id, displayName, memberIds, licences, processing }) => ({
      id,
      displayName,
      members: memberIds.length,
      skus: licences.map(({ skuId }) => partNumber(skuId)),
      processing,
    })),
    licenceChanges: tenant.licenceChanges,
    requests: tenant.requests,
  };
}

/** How many people hold each product, admins included; a licence in error is not held. */
function holding({ consumed }: Tenant): Record<string, number> {
  return Object.fromEntries([...consumed].filter(([, people]) => people > 0).map(([id, n]) => [partNumber(id), n]));
}

function userReport(tenant: Tenant, user: User): Record<string, unknown> {
  const assigned = assignedLicenses(user.licences);
  return {
    id: user.id,
    displayName: user.displayName,
    userPrincipalName: user.userPrincipalName,
    usageLocation: user.usageLocation,
    isAdmin: user.isAdmin,
    skus: assigned.map(({ skuId }) => partNumber(skuId)),
    disabledPlans: Object.fromEntries(
      assigned
        .filter(({ disabledPlans }) => disabledPlans.length > 0)
        .map(({ skuId, disabledPlans }) => [partNumber(skuId), namesOf(skuId, disabledPlans)]),
    ),
    groups: groupsOf(tenant, user).map(({ displayName }) => displayName),
  };
}

function namesOf(skuId: string, planIds: readonly string[]): string[] {
  const plans = skuWithId(skuId)?.plans ?? [];
  return planIds.map((planId) => plans.find(({ id }) => id === planId)?.name ?? planId);
}
