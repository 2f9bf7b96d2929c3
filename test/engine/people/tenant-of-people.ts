import { createTimeline } from '../../../src/engine/timeline.js';
import type { Documents, Kind } from '../../../src/storage/documents.js';
import type { ChangeOutcome } from '../../../src/upgrade/licences/change-outcome.js';
import type { LicenceChange } from '../../../src/upgrade/licences/move.js';
import { product } from '../../../src/upgrade/plans/plans.js';
import { type Directory, PortError, type Problem } from '../../../src/upgrade/ports.js';
import type { LicensedGroup, LicensedUser, SkuUnits } from '../../../src/upgrade/tenant/facts.js';
import { applied, idOf, licence } from '../../support/licensed-person.js';
import { at } from '../../support/runs.js';
import { someUnits } from '../../upgrade/tenant-facts.js';

/** A tenant of a few people and groups in memory: what is changed in it is so at once, unless a test has it otherwise. */

const tenant = 'contoso';
export const oldPlan = 'ENTERPRISEWITHSCAL';
const newPlan = 'ENTERPRISEPREMIUM';
export const [oldId, newId] = [oldPlan, newPlan].map(idOf) as [string, string];

/** The id of a service of the new plan; of those of this name, the old plan's is the same. */
export function serviceId(name: string): string {
  const found = product(newPlan)?.services.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found.id;
}

type Group = LicensedGroup & { members: string[] };

export type Answers = {
  /** The list of who holds a product, where it lags. */
  listed?: (skuId: string) => LicensedUser[][];
  /** How many licences of a product are counted as assigned, where that is not who holds it. */
  counted?: (skuId: string) => number | undefined;
  /** What comes of one person's change; undefined: it is done. */
  change?: (change: LicenceChange) => ChangeOutcome | undefined;
  /** Why a group's change is not taken. */
  groupChange?: (id: string, change: Omit<LicenceChange, 'userId'>) => Problem | undefined;
  /** How far a group's members are, one word a look; complete once there is none. */
  processing?: LicensedGroup['processing'][];
  inError?: (groupId: string) => LicensedUser[];
  /** Ids of people by the department they are in. */
  departments?: Record<string, string[]>;
  /** Members get what their group hands out by then only after the test. */
  areMembersLate?: boolean;
  /** What was done shows nowhere. */
  isInVain?: boolean;
  roles?: string[];
};

/** Somebody called by their id, who holds the old plan, or these licences. */
export const someone = (id: string, licences = [licence(oldId)]): LicensedUser => ({
  id,
  displayName: id,
  userPrincipalName: `${id}@contoso.example`,
  usageLocation: 'SE',
  licences,
});
export const many = (count: number, of = (id: string) => someone(id)): LicensedUser[] =>
  Array.from({ length: count }, (_, n) => of(`p${String(n).padStart(3, '0')}`));

/** A group of these people that hands out the old plan. */
export const aGroup = (id: string, members: string[], change: Partial<Group> = {}): Group => ({
  id,
  displayName: `Group ${id}`,
  licences: [{ skuId: oldId, disabledPlans: [] }],
  processing: 'complete',
  members,
  ...change,
});
/** Somebody with the old plan from a group alone. */
export const ofGroup = (id: string, group: string): LicensedUser =>
  someone(id, [licence(oldId, { assignedByGroup: group })]);

/** A clock that is where somebody waits for it to be; it is seen how long was waited, in milliseconds. */
function clockThatIsWaitedOn() {
  let now = Date.parse(at);
  const waits: number[] = [];
  const clock = createTimeline({ now: () => new Date(now) });
  return {
    waits,
    pass: (ms: number) => {
      now += ms;
    },
    timeline: {
      ...clock,
      async sleepUntil(until: Date, signal: AbortSignal) {
        if (signal.aborted) return;
        waits.push(until.getTime() - now);
        now = Math.max(now, until.getTime());
      },
    },
  };
}

/** Documents as long as a test lasts: what is kept is a copy that its schema has passed. */
function documentsInMemory(): Documents {
  const kept = new Map<string, { id: string; version: number; value: string }>();
  const read = <T>({ schema }: Kind<T>, one: { id: string; version: number; value: string }) => {
    return { ...one, value: schema.parse(JSON.parse(one.value)) };
  };
  const documents: Partial<Documents> = {
    async get(kind, id) {
      const one = kept.get(`${kind.name}/${id}`);
      return one && read(kind, one);
    },
    async put(kind, id, value, expected) {
      const version = kept.get(`${kind.name}/${id}`)?.version ?? 0;
      if (version !== expected) throw new Error(`${id} is at version ${version}, not ${expected}`);
      const one = { id, version: version + 1, value: JSON.stringify(kind.schema.parse(value)) };
      kept.set(`${kind.name}/${id}`, one);
      return read(kind, one);
    },
    async delete({ name }, id) {
      kept.delete(`${name}/${id}`);
    },
    async *list(kind, prefix = '') {
      for (const [key, one] of kept) if (key.startsWith(`${kind.name}/${prefix}`)) yield read(kind, one);
    },
  };
  return documents as Documents;
}

/** Every call names the tenant first. */
function ofTenant(directory: Directory): Directory {
  for (const [name, call] of Object.entries(directory) as [keyof Directory, (...all: unknown[]) => unknown][])
    directory[name] = ((tenantId: unknown, ...rest: unknown[]) => {
      if (tenantId !== tenant) throw new Error(`${name} asked of another tenant`);
      return call(tenantId, ...rest);
    }) as never;
  return directory;
}

export function tenantOf(people: readonly LicensedUser[], groups: readonly Group[] = [], answers: Answers = {}) {
  const users = new Map(people.map((one) => [one.id, one]));
  const handing = new Map(groups.map((one) => [one.id, one]));
  const clock = clockThatIsWaitedOn();
  const sent: LicenceChange[][] = [];
  const groupsSent: { id: string; change: Omit<LicenceChange, 'userId'> }[] = [];
  const read: string[][] = [];
  const looks: string[] = [];
  const reprocessed: string[] = [];
  const holding = (skuId: string) =>
    [...users.values()].filter(({ licences }) => licences.some((one) => one.skuId === skuId));

  function change(one: LicenceChange): ChangeOutcome {
    const outcome = answers.change?.(one) ?? { is: 'done' };
    const user = users.get(one.userId);
    if (outcome.is === 'done' && user && !answers.isInVain) users.set(one.userId, applied(user, one));
    return outcome;
  }

  /** The group hands out what it is changed to, and its members have it. */
  function changeGroup(group: Group, { add, remove }: Omit<LicenceChange, 'userId'>): void {
    const gone = [...remove, ...add.map(({ skuId }) => skuId)];
    const licences = [...group.licences.filter(({ skuId }) => !gone.includes(skuId)), ...add];
    handing.set(group.id, { ...group, licences });
    const members = answers.areMembersLate ? [] : group.members;
    for (const user of members.flatMap((id) => users.get(id) ?? [])) {
      const others = user.licences.filter(({ assignedByGroup }) => assignedByGroup !== group.id);
      const handed = licences.map((one) => licence(one.skuId, { ...one, assignedByGroup: group.id }));
      users.set(user.id, { ...user, licences: [...others, ...handed] });
    }
  }

  const skus = async (): Promise<SkuUnits[]> =>
    [newPlan, oldPlan].map((sku) => {
      const assigned = answers.counted?.(idOf(sku)) ?? holding(idOf(sku)).length;
      return someUnits({ sku, assigned, enabled: 1_000 });
    });
  const directory: Partial<Directory> = {
    skus,
    rolesOf: async () => (answers.roles ?? ['licenseAdministrator']) as never,
    maySetLocation: async () => false,
    async *holders(_tenant, skuId) {
      yield* answers.listed?.(skuId) ?? [holding(skuId)];
    },
    async *holdersIn(_tenant, skuId, department) {
      const ids = answers.departments?.[department] ?? [];
      yield* [holding(skuId).filter(({ id }) => ids.includes(id))];
    },
    groupsCalled: async (_tenant, name) => [...handing.values()].filter(({ displayName }) => displayName === name),
    async users(_tenant, ids) {
      if (ids.length > 20) throw new Error('at most twenty are read at once');
      read.push([...ids]);
      const called = (id: string) => [...users.values()].find(({ userPrincipalName }) => userPrincipalName === id);
      return ids.flatMap((id) => users.get(id) ?? called(id) ?? []);
    },
    async changeLicences(_tenant, changes) {
      if (changes.length > 20) throw new Error('at most twenty are changed at once');
      sent.push([...changes]);
      clock.pass(1_000);
      return changes.map(change);
    },
    subscriptions: async () => [],
    subscription: async () => undefined,
    async reprocessLicences(_tenant, id) {
      reprocessed.push(id);
      return { is: 'done' };
    },
    groupsWith: async (_tenant, skuId) =>
      [...handing.values()].filter(({ licences }) => licences.some((one) => one.skuId === skuId)),
    async group(_tenant, id) {
      looks.push(id);
      const group = handing.get(id);
      return group && { ...group, processing: answers.processing?.shift() ?? 'complete' };
    },
    async *groupMembers(_tenant, id) {
      yield handing.get(id)?.members ?? [];
    },
    membersInError: async (_tenant, id) => answers.inError?.(id) ?? [],
    async changeGroupLicence(_tenant, id, asked) {
      groupsSent.push({ id, change: asked });
      clock.pass(1_000);
      const group = handing.get(id);
      const problem = answers.groupChange?.(id, asked) ?? (group ? undefined : ({ is: 'notFound' } as const));
      if (problem) throw new PortError(problem, 'changing what a group hands out');
      if (group) changeGroup(group, asked);
    },
  };

  return {
    directory: ofTenant(directory as Directory),
    documents: documentsInMemory(),
    clock,
    answers,
    users,
    /** Changes of people that were sent, as they were together; of whom, each as often as they were sent. */
    sent,
    sentFor: () => sent.flat().map(({ userId }) => userId),
    groupsSent,
    read,
    /** Groups that were looked at, as often as they were. */
    looks,
    /** People whom Microsoft was asked to process again. */
    reprocessed,
    /** Ids of those who hold a product. */
    holding: (skuId: string) => holding(skuId).map(({ id }) => id),
    licencesOf: (id: string) => users.get(id)?.licences ?? [],
    /** Forgets what was sent and read so far. */
    forget() {
      for (const kept of [sent, groupsSent, read, looks, clock.waits]) kept.length = 0;
    },
  };
}
export type Tenant = ReturnType<typeof tenantOf>;
