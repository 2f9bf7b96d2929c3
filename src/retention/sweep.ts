import type { Logger } from 'pino';
import { deleteAllPages } from '../engine/snapshot/pages.js';
import type { Follower } from '../teams/people/follower.js';
import { Followers } from '../teams/people/followers.js';
import { Leavings } from '../teams/people/leavings.js';
import { removeOffers } from '../teams/reports/offers.js';
import { overSince } from '../upgrade/run/forgetting.js';
import type { Run } from '../upgrade/run/run.js';
import { isSnapshotForgotten, withoutSnapshot } from '../upgrade/run/snapshot.js';
import { may, type Role } from '../upgrade/tenant/roles.js';
import { type Counts, forgetPerson, forgetRun, forgetTenant, type Kept, nothing, sum } from './forget.js';
import { isOlder, type Periods } from './periods.js';

export type Sweeping = Kept & {
  periods: Periods;
  /** Roles that a person holds now; undefined when Graph cannot be asked. */
  rolesNow: (tenantId: string, personId: string) => Promise<readonly Role[] | undefined>;
  log: Pick<Logger, 'info' | 'warn'>;
};

/**
 * Deletes what has been kept long enough, and tells the log how much of each tenant.
 * @param stop ends it after what is being deleted at that moment; the rest is deleted the next time
 */
export async function sweep(sweeping: Sweeping, stop: AbortSignal): Promise<void> {
  const now = sweeping.now();
  await sweepTenants(sweeping, now, stop);
  const { unfinished, counts } = await sweepRuns(sweeping, now, stop);
  // Who follows what is known only once every run was looked at.
  if (!stop.aborted) await sweepPeople(sweeping, unfinished, counts, now, stop);
  const { documents, periods, log } = sweeping;
  const offers = await removeOffers(documents, ({ madeAt }) => !madeAt || isOlder(madeAt, periods.questions, now));
  if (offers > 0) log.info({ event: 'forgotten', why: 'age', offers }, 'old questions were deleted');
  for (const [tenant, count] of counts) tellForgotten(log, 'age', tenant, count);
}

/** Tells how much was deleted, of whom, and why: never who or what it was. */
export function tellForgotten(
  log: Pick<Logger, 'info'>,
  why: 'age' | 'uninstalled' | 'asked' | 'operator',
  tenant: string,
  counts: Counts,
): void {
  if (Object.values(counts).some((count) => count > 0))
    log.info({ event: 'forgotten', why, tenant, ...counts }, 'what was kept was deleted');
}

/** Tenants whose last person removed the bot so long ago. One that waits for the end of an upgrade is looked at again. */
async function sweepTenants(sweeping: Sweeping, now: Date, stop: AbortSignal): Promise<void> {
  const { documents, periods, log } = sweeping;
  const leavings = new Leavings(documents);
  const old = [];
  for await (const one of leavings.all()) if (isOlder(one.since, periods.grace, now)) old.push(one.tenantId);
  for (const tenantId of old) {
    if (stop.aborted) return;
    if (await hasSomebody(documents, tenantId)) {
      await leavings.remove(tenantId);
      continue;
    }
    const counts = await forgetTenant(sweeping, tenantId);
    if ('why' in counts) log.warn({ event: 'kept', tenant: tenantId, run: counts.runId, why: counts.why }, stillKept);
    else tellForgotten(log, 'uninstalled', tenantId, counts);
  }
}

const stillKept = 'a tenant that nobody is left of is kept until its upgrade is over';

async function hasSomebody(documents: Kept['documents'], tenantId: string): Promise<boolean> {
  for await (const follower of new Followers(documents).all(tenantId)) if (!follower.blocked) return true;
  return false;
}

/** @returns what was deleted of each tenant, and who follows an unfinished run there */
async function sweepRuns(sweeping: Sweeping, now: Date, stop: AbortSignal) {
  const counts = new Map<string, Counts>();
  const unfinished = new Map<string, Set<string>>();
  for await (const run of sweeping.runs.all()) {
    if (stop.aborted) break;
    if (overSince(run) === undefined) {
      const those = unfinished.get(run.tenantId) ?? new Set();
      unfinished.set(run.tenantId, new Set([...those, ...run.followers]));
    }
    add(counts, run.tenantId, await sweepRun(sweeping, run, now));
  }
  return { counts, unfinished };
}

async function sweepRun(sweeping: Sweeping, run: Run, now: Date): Promise<Counts> {
  const { documents, runs, periods } = sweeping;
  const isOver = (days: number) => (one: Run) => {
    const since = overSince(one);
    return since !== undefined && isOlder(since, days, now);
  };
  if (isOver(periods.runs)(run)) return forgetRun(sweeping, run, isOver(periods.runs));
  const isOldEnough = isOver(periods.snapshots);
  if (!isOldEnough(run)) return nothing;
  const after = await runs.update(run.id, (one) => (isOldEnough(one) ? withoutSnapshot(one, now) : one));
  // After the run has let go of them: nobody reads them any more.
  if (!isSnapshotForgotten(after)) return nothing;
  return { ...nothing, before: await deleteAllPages(documents, run.id) };
}

async function sweepPeople(
  sweeping: Sweeping,
  unfinished: ReadonlyMap<string, ReadonlySet<string>>,
  counts: Map<string, Counts>,
  now: Date,
  stop: AbortSignal,
): Promise<void> {
  const followers = new Followers(sweeping.documents);
  for await (const follower of followers.all()) {
    if (stop.aborted) return;
    const { tenantId, personId } = follower;
    const known = await beginCounting(followers, follower, now);
    const follows = unfinished.get(tenantId)?.has(personId) ?? false;
    if (known && (await isPast(sweeping, known, follows, now)))
      add(counts, tenantId, await forgetPerson(sweeping, tenantId, personId));
  }
}

/** What earlier versions did not write down counts from now on. */
function beginCounting(followers: Followers, { tenantId, personId }: Follower, now: Date) {
  const day = now.toISOString().slice(0, 10);
  return followers.change(tenantId, personId, (one) => ({
    ...one,
    seenOn: one.seenOn ?? day,
    leftAt: one.blocked ? (one.leftAt ?? now.toISOString()) : null,
  }));
}

async function isPast(
  { periods, rolesNow }: Sweeping,
  { tenantId, personId, blocked, leftAt, seenOn }: Follower,
  followsUnfinished: boolean,
  now: Date,
): Promise<boolean> {
  if (blocked) return leftAt !== null && isOlder(leftAt, periods.people, now);
  if (followsUnfinished || seenOn === null) return false;
  if (isOlder(seenOn, periods.runs, now)) return true;
  if (!isOlder(seenOn, periods.people, now)) return false;
  const roles = await rolesNow(tenantId, personId);
  return roles !== undefined && !may('see', roles);
}

function add(counts: Map<string, Counts>, tenantId: string, more: Counts): void {
  counts.set(tenantId, sum(counts.get(tenantId) ?? nothing, more));
}
