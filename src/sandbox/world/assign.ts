import { planIdOf, skuWithId } from '../catalogue/skus.js';
import { activeLicence } from './active-licence.js';
import { isCountry } from './countries.js';
import { dependenciesIn } from './dependencies.js';
import { setLicences } from './holding.js';
import { brokenRules, type RuleBreach, sameBreach } from './licence-rules.js';
import { consumedOf, seatsOf, skusHeld, subscriptionsOf } from './seats.js';
import { isAssignable } from './service-status.js';
import type { GroupLicence, Licence, Tenant, User } from './state.js';

/** Why a change of licences is refused, in Microsoft's words. */
export type LicenceRefusal = { readonly error: Exclude<Licence['error'], 'None'>; readonly message: string };

export interface LicenceChange {
  readonly add: readonly GroupLicence[];
  readonly remove: readonly string[];
}

/**
 * Changes what a person holds directly, all of it or nothing.
 * @see https://learn.microsoft.com/graph/api/user-assignlicense
 */
export function assignDirect(
  tenant: Tenant,
  user: User,
  change: LicenceChange,
  at: number,
): LicenceRefusal | undefined {
  const refusal = unremovable(user, change) ?? unknownPart(tenant, change, at) ?? wrongLocation(user, change);
  if (refusal) return refusal;
  const added = change.add.map((licence) => activeLicence(licence, null, at));
  const replaced = new Set([...change.remove, ...added.map(({ skuId }) => skuId)]);
  const next = [...user.licences.filter(({ groupId, skuId }) => groupId !== null || !replaced.has(skuId)), ...added];
  const blocked = withoutSeat(tenant, user.licences, next) ?? againstRules(tenant, user.licences, next);
  if (blocked) return blocked;
  setLicences(tenant, user, next, at);
  return undefined;
}

function unremovable(user: User, { remove }: LicenceChange): LicenceRefusal | undefined {
  for (const skuId of remove) {
    const held = user.licences.filter((licence) => licence.skuId === skuId);
    if (held.some(({ groupId }) => groupId === null)) continue;
    return other(
      held.length > 0
        ? 'User license is inherited from a group membership and it cannot be removed directly from the user.'
        : 'User does not have a corresponding license.',
    );
  }
  return undefined;
}

/** Refuses products the tenant lacks and plans the product lacks; the same for a person and for a group. */
export function unknownPart(tenant: Tenant, { add, remove }: LicenceChange, at: number): LicenceRefusal | undefined {
  for (const { skuId, disabledPlans } of add) {
    const sku = skuWithId(skuId);
    const rows = subscriptionsOf(tenant, skuId).filter(({ status }) => status !== 'Deleted');
    if (!sku || rows.length === 0) return other(`License ${skuId} does not correspond to a valid company License.`);
    if (!isAssignable(tenant, skuId, at)) return other(`Subscription with SKU ${skuId} is not available.`);
    const has = sku.plans.filter(({ name }) => !tenant.scenario.withdrawnPlans.includes(name));
    const foreign = disabledPlans.find((planId) => !has.some(({ id }) => id === planId));
    if (foreign) return other(`License assignment failed because service plan ${foreign} is not part of ${skuId}.`);
    if (remove.includes(skuId)) return other('A license cannot be added and removed in the same request.');
  }
  return undefined;
}

function wrongLocation({ usageLocation }: User, { add }: LicenceChange): LicenceRefusal | undefined {
  if (add.length === 0 || (usageLocation !== null && isCountry(usageLocation))) return undefined;
  return {
    error: 'ProhibitedInUsageLocationViolation',
    message: 'License assignment cannot be done for user with invalid usage location.',
  };
}

/** Refuses what would take a seat that is not there. A person who holds the SKU already needs no further one. */
export function withoutSeat(
  tenant: Tenant,
  now: readonly Licence[],
  next: readonly Licence[],
): LicenceRefusal | undefined {
  const held = skusHeld(now);
  for (const skuId of skusHeld(next)) {
    if (held.has(skuId) || consumedOf(tenant, skuId) < seatsOf(tenant, skuId)) continue;
    const message = `Subscription with SKU ${skuId} does not have any available licenses.`;
    return { error: 'CountViolation', message };
  }
  return undefined;
}

/** Refuses what breaks a rule between services that was kept until now. */
export function againstRules(
  { scenario }: Tenant,
  now: readonly Licence[],
  next: readonly Licence[],
): LicenceRefusal | undefined {
  const dependencies = dependenciesIn(scenario);
  const before = brokenRules(now, dependencies);
  const broken = brokenRules(next, dependencies).find((one) => !before.some((other) => sameBreach(one, other)));
  return broken && { error: broken.breach, message: ruleMessage(broken) };
}

function ruleMessage(broken: RuleBreach): string {
  switch (broken.breach) {
    case 'MutuallyExclusiveViolation':
      return `License assignment failed because service plans ${broken.plans.join(',')} are mutually exclusive.`;
    case 'DependencyViolation': {
      const needs = broken.needs.map(planIdOf).join(',');
      return `License assignment failed because service plan ${broken.plan} depends on the service plan(s) ${needs}`;
    }
    default: {
      const never: never = broken;
      return never;
    }
  }
}

function other(message: string): LicenceRefusal {
  return { error: 'Other', message };
}
