import { calledOf } from '../../upgrade/licences/called.js';
import { isDirect } from '../../upgrade/licences/move.js';
import { nameKey } from '../../upgrade/licences/named-people.js';
import type { CommandTo, PartFound } from '../../upgrade/run/definition.js';
import type { Refusal } from '../../upgrade/run/refusal.js';
import type { Run } from '../../upgrade/run/run.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import { mostInPart, type Part } from '../../upgrade/run/split.js';
import type { LicensedUser, SkuUnits } from '../../upgrade/tenant/facts.js';
import { targetIn } from '../steps/tenant-state.js';
import { findCalled, type Tools, unclearNames, usersCalled } from './find-named.js';

/** Finds those who are to go to the first of two plans: by name, by group or by department. */

type Asked = Pick<CommandTo<'splitPeople'>, 'plan' | 'rest' | 'people' | 'group' | 'department'>;

/** Names that are told of, at most. */
const namesTold = 10;

/**
 * Only people who hold the old plan now count. Whoever has it from a group goes where the group goes, which is the first
 * plan only where that very group was named.
 * @param asked `plan` and `rest` as skuPartNumbers
 * @throws PortError when Microsoft cannot be read
 */
export async function findPart(run: Run, asked: Asked, tools: Tools): Promise<PartFound | undefined> {
  const { people, group, department } = asked;
  if (people !== undefined) return findByName(run, asked, people, tools);
  if (group !== undefined) return findInGroup(run, asked, group.trim(), tools);
  if (department !== undefined) return findInDepartment(run, asked, department.trim(), tools);
  return undefined;
}

async function findByName(run: Run, asked: Asked, text: string, tools: Tools): Promise<PartFound> {
  const found = await findCalled(run, text, mostInPart, tools);
  if (!found) return no({ why: 'partTooMany', most: mostInPart });
  const { names, called } = found;
  const refusal = unclearNames(names, called);
  if (refusal) return no(refusal);
  const twice = namedTwice(names, called);
  if (twice.length > 0) return no({ why: 'namedTwice', names: twice });
  return partOf(run, asked, { by: { is: 'names' }, users: usersCalled(names, called), groups: [] }, tools);
}

/** Names of those who were written more than once, also under another of their names. */
function namedTwice(names: readonly string[], called: ReadonlyMap<string, LicensedUser[]>): string[] {
  const seen = new Set<string>();
  const twice = new Map<string, string>();
  for (const name of names)
    for (const { id } of called.get(nameKey(name)) ?? []) {
      if (seen.has(id)) twice.set(id, name);
      seen.add(id);
    }
  return [...twice.values()];
}

async function findInGroup(run: Run, asked: Asked, name: string, tools: Tools): Promise<PartFound> {
  const { directory } = tools;
  const groups = await directory.groupsCalled(run.tenantId, name);
  const [group, ...more] = groups;
  if (!group) return no({ why: 'noSuchGroup', name });
  if (more.length > 0) return no({ why: 'severalGroups', name });
  const { skuId } = sourceOf(run);
  const members = new Set<string>();
  for await (const ids of directory.groupMembers(run.tenantId, group.id)) for (const id of ids) members.add(id);
  const users = new Map<string, LicensedUser>();
  for await (const page of directory.holders(run.tenantId, skuId))
    for (const user of page) if (members.has(user.id)) users.set(user.id, user);
  if (users.size === 0) return no({ why: 'nobodyInGroup', name });
  const handsOut = group.licences.some((one) => one.skuId === skuId);
  const by = { is: 'group', name: calledOf(group) } as const;
  return partOf(run, asked, { by, users: [...users.values()], groups: handsOut ? [group.id] : [] }, tools);
}

async function findInDepartment(run: Run, asked: Asked, name: string, tools: Tools): Promise<PartFound> {
  const users = new Map<string, LicensedUser>();
  for await (const page of tools.directory.holdersIn(run.tenantId, sourceOf(run).skuId, name))
    for (const user of page) users.set(user.id, user);
  if (users.size === 0) return no({ why: 'nobodyInDepartment', name });
  return partOf(run, asked, { by: { is: 'department', name }, users: [...users.values()], groups: [] }, tools);
}

type Found = Pick<Part, 'by' | 'groups'> & { users: readonly LicensedUser[] };

async function partOf(run: Run, asked: Asked, { by, users, groups }: Found, { directory }: Tools): Promise<PartFound> {
  if (users.length > mostInPart) return no({ why: 'partTooMany', most: mostInPart });
  const { skuId } = sourceOf(run);
  const elsewhere = users.filter(({ licences }) =>
    licences.some((one) => one.skuId === skuId && !isDirect(one) && !groups.includes(one.assignedByGroup ?? '')),
  );
  if (elsewhere.length > 0) return no({ why: 'heldByGroup', names: elsewhere.slice(0, namesTold).map(calledOf) });
  const alreadyHold = holdingEither(asked, await directory.skus(run.tenantId), users);
  return { ok: true, part: { by, people: users.map(({ id }) => id), groups, alreadyHold } };
}

/** How many of them hold one of the two plans, by skuPartNumber. */
function holdingEither({ plan, rest }: Asked, skus: readonly SkuUnits[], users: readonly LicensedUser[]) {
  const holding = (sku: string) => {
    const { toSkuId } = targetIn(skus, sku);
    return users.filter(({ licences }) => licences.some((one) => one.skuId === toSkuId)).length;
  };
  return { [plan]: holding(plan), [rest]: holding(rest) };
}

const no = (refusal: Refusal): PartFound => ({ ok: false, refusal });
