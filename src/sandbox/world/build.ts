import { type Sku, skuNamed } from '../catalogue/skus.js';
import { day, parseDuration } from '../duration.js';
import { guidFrom, numberBelow } from '../random.js';
import type { Scenario } from '../scenario.js';
import { activeLicence } from './active-licence.js';
import { addAdmins, addDeletedPeople, addPeople } from './add-people.js';
import { setBlockers } from './blockers.js';
import { offWithDependents } from './dependencies.js';
import { emptyTenant } from './empty-tenant.js';
import type { Group, Licence, Tenant, User } from './state.js';
import { addSubscription } from './subscriptions.js';

/** Makes the tenant a scenario describes. The same scenario, seed and tenant give the same ids and people. */
export function buildTenant(id: string, scenario: Scenario, at: number): Tenant {
  const tenant = emptyTenant(id, scenario, at);
  const source = skuNamed(scenario.source);
  const bought = at - 400 * day;
  addPeople(tenant);
  addAdmins(tenant, scenario.admins);
  const everyone = tenant.users.filter(({ isAdmin }) => !isAdmin);
  const people = everyone.slice(0, scenario.users);
  const inGroups = addGroups(tenant, people, bought);
  addPlainGroups(tenant, people, bought);
  const wanted = { sku: source, disabledPlans: scenario.withDisabledPlans };
  giveDirectly(people.slice(inGroups), wanted, scenario, bought);
  people.slice(people.length - scenario.withoutUsageLocation).forEach((user) => {
    user.usageLocation = null;
  });
  const base = addSubscription(tenant, {
    skuId: source.skuId,
    seats: scenario.seats ?? people.length,
    createdAt: bought,
    orderId: guidFrom(`${id}|first order`),
    isLegacy: !scenario.newCommerce,
  });
  for (const name of scenario.addOns) {
    const holders = holdersOfAddOn(name, people);
    const addOn = skuNamed(name);
    for (const user of holders) user.licences = [...user.licences, direct(addOn.skuId, [], bought)];
    addSubscription(tenant, {
      skuId: addOn.skuId,
      seats: Math.max(holders.length, 1),
      createdAt: bought,
      orderId: base.orderId,
      isLegacy: true,
      parentId: base.commerceId,
    });
  }
  addSources(tenant, everyone.slice(scenario.users), { orderId: base.orderId, bought });
  addOwned(tenant, people, { orderId: base.orderId, bought, at });
  countSeats(tenant);
  addDeletedPeople(tenant, direct(source.skuId, [], bought));
  setBlockers(tenant, scenario.blockers, at);
  return tenant;
}

/** The plans beside the source, each with the next people. */
function addSources(
  tenant: Tenant,
  people: readonly User[],
  { orderId, bought }: { orderId: string; bought: number },
): void {
  let from = 0;
  for (const { sku: name, users, seats, withDisabledPlans } of tenant.scenario.sources) {
    const sku = skuNamed(name);
    const holders = people.slice(from, from + users);
    from += users;
    giveDirectly(holders, { sku, disabledPlans: withDisabledPlans }, tenant.scenario, bought);
    const { newCommerce } = tenant.scenario;
    addSubscription(tenant, {
      skuId: sku.skuId,
      seats: seats ?? users,
      createdAt: bought,
      orderId,
      isLegacy: !newCommerce,
    });
  }
}

/** A plan, and how many people have which of its services switched off. */
type Given = { sku: Sku; disabledPlans: Readonly<Record<string, number>> };

function giveDirectly(people: readonly User[], { sku, disabledPlans }: Given, scenario: Scenario, at: number): void {
  const disabled = spreadDisabledPlans(sku, disabledPlans, people.length);
  people.forEach((user, index) => {
    user.licences = [direct(sku.skuId, offWithDependents(sku, disabled.get(index) ?? [], scenario), at)];
  });
}

function addOwned(
  tenant: Tenant,
  people: readonly User[],
  { orderId, bought, at }: { orderId: string; bought: number; at: number },
): void {
  for (const { sku, users, endsIn, ...owned } of tenant.scenario.owned) {
    const { skuId } = skuNamed(sku);
    for (const user of people.slice(0, users)) user.licences = [...user.licences, direct(skuId, [], bought)];
    const endsAt = endsIn === undefined ? null : at + (parseDuration(endsIn) ?? 0);
    addSubscription(tenant, { ...owned, skuId, createdAt: bought, orderId, isLegacy: false, endsAt });
  }
}

function direct(skuId: string, disabledPlans: readonly string[], at: number): Licence {
  return activeLicence({ skuId, disabledPlans }, null, at);
}

/** Fills the groups with the first people, in order, and gives how many they are. */
function addGroups(tenant: Tenant, people: readonly User[], at: number): number {
  const source = skuNamed(tenant.scenario.source);
  let from = 0;
  tenant.scenario.groups.forEach(({ name, users, disabledPlans, alsoDirect }, index) => {
    const members = people.slice(from, from + users);
    from += users;
    const named = source.plans.filter((plan) => disabledPlans.includes(plan.name)).map(({ id }) => id);
    const disabled = offWithDependents(source, named, tenant.scenario);
    const group: Group = {
      id: guidFrom(`${tenant.id}|${tenant.scenario.seed}|group|${index}`),
      displayName: name,
      createdAt: at,
      memberIds: members.map(({ id }) => id),
      licences: [{ skuId: source.skuId, disabledPlans: disabled }],
      processing: 'ProcessingComplete',
      revision: 0,
    };
    tenant.groups.set(group.id, group);
    members.forEach((user, place) => {
      const inherited = activeLicence({ skuId: source.skuId, disabledPlans: disabled }, group.id, at);
      user.licences = place < alsoDirect ? [inherited, direct(source.skuId, [], at)] : [inherited];
    });
  });
  return from;
}

/** Groups that hand out nothing: their members hold what they hold of their own. */
function addPlainGroups(tenant: Tenant, people: readonly User[], at: number): void {
  tenant.scenario.plainGroups.forEach(({ name, users }, index) => {
    const id = guidFrom(`${tenant.id}|${tenant.scenario.seed}|plain group|${index}`);
    const memberIds = people.slice(0, users).map((user) => user.id);
    const processing = 'ProcessingComplete';
    tenant.groups.set(id, { id, displayName: name, createdAt: at, memberIds, licences: [], processing, revision: 0 });
  });
}

/** Which of `count` people have which plans switched off: spread evenly, each plan from a place of its own. */
function spreadDisabledPlans({ plans }: Sku, off: Given['disabledPlans'], count: number): Map<number, string[]> {
  const disabled = new Map<number, string[]>();
  for (const [name, wanted] of Object.entries(off)) {
    const plan = plans.find((candidate) => candidate.name === name);
    if (!plan) continue;
    const people = Math.min(wanted, count);
    const start = numberBelow(name, Math.max(count, 1));
    for (let turn = 0; turn < people; turn += 1) {
      const person = (start + Math.floor((turn * count) / people)) % count;
      disabled.set(person, [...(disabled.get(person) ?? []), plan.id]);
    }
  }
  return disabled;
}

/** Storage belongs to the organization; other add-ons are held by every fourth person. */
function holdersOfAddOn(name: string, people: readonly User[]): User[] {
  return name === 'SHAREPOINTSTORAGE' ? [] : people.filter((_, index) => index % 4 === 0);
}

function countSeats(tenant: Tenant): void {
  for (const { licences } of tenant.users) {
    for (const skuId of new Set(licences.map((licence) => licence.skuId))) {
      tenant.consumed.set(skuId, (tenant.consumed.get(skuId) ?? 0) + 1);
    }
  }
}
