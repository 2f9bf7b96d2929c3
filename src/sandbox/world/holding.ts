import { skuNamed, suiteSkus } from '../catalogue/skus.js';
import { partNumber, skusHeld, takesSeat, usableSubscriptions } from './seats.js';
import type { Licence, Tenant, User } from './state.js';

/** How long a search keeps showing what was true before a change, in milliseconds. */
const searchLagMs = 3000;

/** Ids of the plans of which a person should always hold one: the source and every suite that can take its place. */
function suiteIds(tenant: Tenant): Set<string> {
  return new Set([skuNamed(tenant.scenario.source), ...suiteSkus].map(({ skuId }) => skuId));
}

function suitesInService(tenant: Tenant): Set<string> {
  return new Set([...suiteIds(tenant)].filter((skuId) => usableSubscriptions(tenant, skuId).length > 0));
}

function holdsAny(licences: readonly Licence[], skuIds: ReadonlySet<string>): boolean {
  return licences.some((licence) => takesSeat(licence) && skuIds.has(licence.skuId));
}

/**
 * Gives a person these licences instead of those they had, in one step: seats, the ledger and what searches show
 * follow. Every change of a licence goes through here.
 */
export function setLicences(tenant: Tenant, user: User, licences: readonly Licence[], at: number): void {
  const before = user.licences;
  const heldBefore = skusHeld(before);
  const heldAfter = skusHeld(licences);
  user.indexed = user.indexed.filter(({ until }) => until > at);
  user.indexed.push({ licences: before, until: at + searchLagMs });
  user.licences = licences;
  for (const skuId of heldAfter) if (!heldBefore.has(skuId)) change(tenant, skuId, 1, 'added');
  for (const skuId of heldBefore) if (!heldAfter.has(skuId)) change(tenant, skuId, -1, 'removed');
  const suites = suitesInService(tenant);
  if (holdsAny(before, suites) && !holdsAny(licences, suites)) tenant.unlicensedMoments += 1;
}

function change(tenant: Tenant, skuId: string, by: 1 | -1, kind: string): void {
  tenant.consumed.set(skuId, (tenant.consumed.get(skuId) ?? 0) + by);
  count(tenant, `${kind}:${partNumber(skuId)}`);
}

export function count(tenant: Tenant, what: string): void {
  tenant.licenceChanges[what] = (tenant.licenceChanges[what] ?? 0) + 1;
}

/** What a search at `now` finds for this person: changes of the last seconds are not in it. */
export function licencesInSearch(user: User, now: number): readonly Licence[] {
  return user.indexed.find(({ until }) => until > now)?.licences ?? user.licences;
}

/** Runs a change of subscriptions and counts everyone whom it leaves without any plan in service. */
export function countingUnlicensed(tenant: Tenant, change: () => void): void {
  const before = suitesInService(tenant);
  change();
  const after = suitesInService(tenant);
  if ([...before].every((skuId) => after.has(skuId))) return;
  for (const { licences } of tenant.users) {
    if (holdsAny(licences, before) && !holdsAny(licences, after)) tenant.unlicensedMoments += 1;
  }
}
