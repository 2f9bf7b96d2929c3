import { activeLicence } from './active-licence.js';
import { againstRules, type LicenceChange, type LicenceRefusal, unknownPart, withoutSeat } from './assign.js';
import { setLicences } from './holding.js';
import type { Group, GroupLicence, Licence, Tenant, User } from './state.js';
import { schedule } from './time.js';

const queuedMs = 2000;
const perMemberMs = 20;
const membersAtATime = 50;

/**
 * Changes the licences of a group. Its members follow later: a few seconds, then 20 ms a member. Nothing that goes
 * wrong with a member is said here; it stands on the member.
 * @see https://learn.microsoft.com/graph/api/group-assignlicense
 */
export function assignToGroup(
  tenant: Tenant,
  group: Group,
  change: LicenceChange,
  at: number,
): LicenceRefusal | undefined {
  const missing = change.remove.find((skuId) => !group.licences.some((licence) => licence.skuId === skuId));
  if (missing) return { error: 'Other', message: 'Group does not have a corresponding license.' };
  const refusal = unknownPart(tenant, change, at);
  if (refusal) return refusal;
  const replaced = new Set([...change.remove, ...change.add.map(({ skuId }) => skuId)]);
  group.licences = [...group.licences.filter(({ skuId }) => !replaced.has(skuId)), ...change.add];
  group.revision += 1;
  group.processing = 'QueuedForProcessing';
  const { revision } = group;
  schedule(tenant, at + queuedMs, (due) => processFrom(tenant, group, revision, 0, due));
  return undefined;
}

function processFrom(tenant: Tenant, group: Group, revision: number, from: number, at: number): void {
  if (group.revision !== revision) return;
  group.processing = 'ProcessingInProgress';
  const members = group.memberIds.slice(from, from + membersAtATime);
  for (const id of members) {
    const user = tenant.userById.get(id);
    if (user) applyGroup(tenant, user, group, at);
  }
  const done = from + members.length;
  const next = at + Math.max(members.length, 1) * perMemberMs;
  schedule(tenant, next, (due) => {
    if (group.revision !== revision) return;
    if (done < group.memberIds.length) processFrom(tenant, group, revision, done, due);
    else group.processing = 'ProcessingComplete';
  });
}

/** Brings one member in line with the group; gives the refusal that now stands on the member, if any. */
export function applyGroup(tenant: Tenant, user: User, group: Group, at: number): LicenceRefusal | undefined {
  const wanted = group.licences.map((licence) => inherited(user, group, licence, at));
  const others = user.licences.filter(({ groupId }) => groupId !== group.id);
  const next = [...others, ...wanted];
  const current = user.licences.filter(({ state }) => state !== 'Error');
  const refusal = withoutSeat(tenant, current, next) ?? againstRules(tenant, current, next);
  if (!refusal) {
    if (next.length !== user.licences.length || wanted.some((licence) => !user.licences.includes(licence))) {
      setLicences(tenant, user, next, at);
    }
    return undefined;
  }
  const had = new Map(
    user.licences
      .filter(({ groupId, state }) => groupId === group.id && state !== 'Error')
      .map((licence) => [licence.skuId, licence]),
  );
  const leaving = [...had.values()]
    .filter(({ skuId }) => !wanted.some((licence) => licence.skuId === skuId))
    .map((licence): Licence => ({ ...licence, state: 'ActiveWithError', error: refusal.error, at }));
  const failing = wanted.map(
    (licence): Licence => had.get(licence.skuId) ?? { ...licence, state: 'Error', error: refusal.error, at },
  );
  // A licence that only goes away is kept solely when another needs it; otherwise it would never leave.
  const kept = refusal.error === 'DependencyViolation' || failing.some(({ state }) => state === 'Error') ? leaving : [];
  setLicences(tenant, user, [...others, ...kept, ...failing], at);
  return refusal;
}

function inherited(user: User, group: Group, wanted: GroupLicence, at: number): Licence {
  const same = user.licences.find(
    (licence) =>
      licence.skuId === wanted.skuId &&
      licence.groupId === group.id &&
      licence.state === 'Active' &&
      licence.disabledPlans.join() === wanted.disabledPlans.join(),
  );
  return same ?? activeLicence(wanted, group.id, at);
}

/** The groups a person belongs to. */
export function groupsOf(tenant: Tenant, user: User): Group[] {
  return [...tenant.groups.values()].filter(({ memberIds }) => memberIds.includes(user.id));
}
