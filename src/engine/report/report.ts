import { chunks } from '../../base/chunks.js';
import type { Documents } from '../../storage/documents.js';
import { calledOf } from '../../upgrade/licences/called.js';
import { type Loss, lossesOf } from '../../upgrade/licences/losses.js';
import { product } from '../../upgrade/plans/plans.js';
import type { Directory } from '../../upgrade/ports.js';
import { isOver, type Run } from '../../upgrade/run/run.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';
import { groupsIn, type HeldBefore, readPages } from '../snapshot/pages.js';
import { targetOf } from '../steps/tenant-state.js';
import { type Course, type Outcome, type ReportedPerson, reported } from './outcome.js';

/**
 * What a run did to each person: the pages written down before it, read beside what Graph shows now. Reads only. A
 * page of people is in memory at a time, and of everybody else no more than which of the two plans they hold.
 */

export type Report = {
  id: string;
  run: Run;
  /** When it was read. */
  asOf: Date;
  /** How long it is kept. */
  ends: Date;
  /**
   * Everyone, in pages, as often as it is asked for; read when it is asked for first. undefined for a run that ended before it was
   * written down who had what. Rejects with a PortError when Graph can't be read.
   */
  people: AsyncIterable<readonly ReportedPerson[]> | undefined;
};

/** People whose place in Graph's lists, which lag behind writes, is checked by reading them; a list of more is taken as it is. */
const mostChecked = 2_000;
const readAtOnce = 20;
const readsAtOnce = 4;
/** What the plans and the groups that hand them out cost, about. */
const readsOfCourse = 3;

type Tools = {
  directory: Directory;
  documents: Documents;
  /** Resolves when so many more reads of Graph may be made. */
  mayRead: (count: number) => Promise<void>;
};

/**
 * Everyone of a run before which it was written down who had what, in pages, as Graph shows them now.
 * @throws PortError when Graph can't be read
 */
export async function* peopleOf(run: Run, tools: Tools): AsyncIterable<readonly ReportedPerson[]> {
  if (run.snapshot && run.plan) yield* everyone(run, run.snapshot, run.plan, tools);
}

type Snapshot = NonNullable<Run['snapshot']>;

async function* everyone(
  run: Run,
  snapshot: Snapshot,
  plan: string,
  tools: Tools,
): AsyncIterable<readonly ReportedPerson[]> {
  const course = await courseOf(run, snapshot, plan, tools);
  const listed = await everyoneListed(run, course, tools);
  const checks = { left: isMoving(run) ? 0 : mostChecked };
  for await (const page of readPages(tools.documents, run.id, snapshot)) {
    if (page.of !== 'users') continue;
    const people = new Map(
      page.held.map((before) => [before.id, reported({ before, now: listed.get(before.id) }, course)]),
    );
    const doubtful = page.held.filter(({ id }) => isDoubtful(people.get(id)?.outcome, checks));
    const read = await usersById(tools, run.tenantId, doubtful);
    for (const before of doubtful) people.set(before.id, reported({ before, now: read.get(before.id) }, course));
    yield [...people.values()];
    for (const { id } of page.held) listed.delete(id);
  }
  for (const joined of chunks([...listed.values()], 1000)) {
    yield joined.map((now) => reported({ before: undefined, now }, course));
  }
}

/** Who holds either plan now, as Graph lists them, by id. */
async function everyoneListed(
  run: Run,
  course: Course,
  { directory, mayRead }: Tools,
): Promise<Map<string, LicensedUser>> {
  const listed = new Map<string, LicensedUser>();
  const keep = compact([course.from.skuId, course.to.skuId]);
  // In this order somebody who is moved meanwhile is found in the second list, not in none.
  for (const { skuId } of run.undo === null ? [course.from, course.to] : [course.to, course.from]) {
    await mayRead(1);
    for await (const users of directory.holders(run.tenantId, skuId)) {
      await mayRead(1);
      for (const user of users) listed.set(user.id, keep(user));
    }
  }
  return listed;
}

/** Whether somebody is read by themselves, since the list does not show what the run has worked for; counts it. */
function isDoubtful(outcome: Outcome | undefined, checks: { left: number }): boolean {
  if (outcome === 'gone') return true;
  if (checks.left <= 0 || (outcome && asWanted.includes(outcome))) return false;
  checks.left -= 1;
  return true;
}

async function courseOf(
  run: Run,
  snapshot: Snapshot,
  plan: string,
  { directory, documents, mayRead }: Tools,
): Promise<Course> {
  const source = sourceOf(run);
  await mayRead(readsOfCourse);
  const { toSkuId, toServices } = await targetOf(directory, run.tenantId, plan);
  const before = await groupsIn(documents, run.id, snapshot);
  const now = [
    ...(await directory.groupsWith(run.tenantId, source.skuId)),
    ...(await directory.groupsWith(run.tenantId, toSkuId)),
  ];
  return {
    run,
    from: { sku: source.sku, skuId: source.skuId },
    to: { sku: plan, skuId: toSkuId, services: toServices },
    groups: new Map([
      ...before.map(({ id, name }) => [id, name] as const),
      ...now.map((one) => [one.id, calledOf(one)] as const),
    ]),
    groupsBefore: before.map(({ name }) => name),
    losses: run.losing === null ? [] : lossesBut(plan, source.sku, run.along.to),
  };
}

/** What a move to a plan loses, but for what products that come with it bring. */
function lossesBut(plan: string, source: string, coming: readonly string[]): Loss[] {
  const brought = coming.flatMap((sku) => product(sku)?.services ?? []);
  return lossesOf(plan, source).filter(({ id }) => !brought.some((one) => one.id === id));
}

/** What is believed of a list that lags: what the run has worked for. */
const asWanted: readonly Outcome[] = ['moved', 'movedAndRestored', 'back'];
const movingStates: readonly Run['state']['is'][] = ['reassigning', 'transition', 'restoring', 'undoing'];

/** While people are being moved, those who are not there yet are no sign of a list that lags. */
function isMoving(run: Run): boolean {
  return !isOver(run) && movingStates.includes(run.state.is);
}

async function usersById(
  { directory, mayRead }: Tools,
  tenantId: string,
  people: readonly HeldBefore[],
): Promise<Map<string, LicensedUser>> {
  const batches = chunks(
    people.map(({ id }) => id),
    readAtOnce,
  );
  const found = new Map<string, LicensedUser>();
  for (const some of chunks(batches, readsAtOnce)) {
    await mayRead(some.reduce((sum, ids) => sum + ids.length, 0));
    for (const users of await Promise.all(some.map((ids) => directory.users(tenantId, ids)))) {
      for (const user of users) found.set(user.id, user);
    }
  }
  return found;
}

/** Keeps of a person only the plans that matter, and one copy of what many have alike. */
function compact(skuIds: readonly string[]): (user: LicensedUser) => LicensedUser {
  const alike = new Map<string, LicensedUser['licences']>();
  return (user) => {
    const own = user.licences.filter(({ skuId }) => skuIds.includes(skuId));
    const key = JSON.stringify(own);
    const licences = alike.get(key) ?? own;
    alike.set(key, licences);
    return { ...user, licences };
  };
}
