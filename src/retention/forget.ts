import { forgetMeters } from '../engine/quota/shared-meters.js';
import type { KeptReports } from '../engine/report/kept-reports.js';
import type { RunStore } from '../engine/run-store.js';
import { deleteAllPages } from '../engine/snapshot/pages.js';
import type { Documents } from '../storage/documents.js';
import { ConsentWaitingList } from '../teams/notices/consent-waiting.js';
import { Outbox } from '../teams/notices/outbox.js';
import { Followers } from '../teams/people/followers.js';
import { Leavings } from '../teams/people/leavings.js';
import { removeOffers } from '../teams/reports/offers.js';
import { mayGoWithTenant, withoutFollower } from '../upgrade/run/forgetting.js';
import { isOver, type Run } from '../upgrade/run/run.js';
import { withoutSnapshot } from '../upgrade/run/snapshot.js';

/**
 * Deleting what is kept: of a run, of a person, of a tenant. Everything may be done again where it was ended halfway.
 * What is deleted is counted, and named nowhere.
 */

export type Kept = {
  documents: Documents;
  runs: RunStore;
  /** The tenants' time. */
  now: () => Date;
  /** Reports that the bot has made; left out where none runs. */
  reports?: Pick<KeptReports, 'forget'> | undefined;
};

/** How much was deleted; `before`: people of whom it was written down what they had before an upgrade. */
export type Counts = { runs: number; before: number; people: number; messages: number; offers: number };

export const nothing: Counts = { runs: 0, before: 0, people: 0, messages: 0, offers: 0 };

export const sum = (a: Counts, b: Counts): Counts => ({
  runs: a.runs + b.runs,
  before: a.before + b.before,
  people: a.people + b.people,
  messages: a.messages + b.messages,
  offers: a.offers + b.offers,
});

/** Why a tenant cannot be forgotten now. */
export type Unfinished = { runId: string; why: 'open' | 'oldPlanRunsOut' };

/**
 * Deletes a run and what hangs on it, while it may be deleted at that moment.
 * @param may decided on the run as it is then
 */
export async function forgetRun(
  { documents, runs, now }: Kept,
  { id, tenantId }: Run,
  may: (run: Run) => boolean,
): Promise<Counts> {
  const after = await runs.update(id, (run) => (may(run) ? withoutSnapshot(run, now()) : run));
  if (!may(after)) return nothing;
  // The run last: as long as it is there, what is left of it is found again.
  const before = await deleteAllPages(documents, id);
  const messages = await new Outbox(documents).removeThose((one) => one.what !== 'consentGiven' && one.runId === id);
  const offers = await removeOffers(documents, ({ runId }) => runId === id);
  const isGone = await runs.delete(id, tenantId, may);
  return { ...nothing, runs: isGone ? 1 : 0, before, messages, offers };
}

/** Deletes how a person is reached, what they chose and what they were to be told. Runs keep telling the others. */
export async function forgetPerson({ documents, runs }: Kept, tenantId: string, personId: string): Promise<Counts> {
  const followers = new Followers(documents);
  const people = (await followers.get(tenantId, personId)) ? 1 : 0;
  // First of all: what they are to be told is handed out to those who follow.
  for (const run of await runs.history(tenantId)) await runs.update(run.id, (now) => withoutFollower(now, personId));
  const isTheirs = (one: { tenantId: string; personId: string }) =>
    one.tenantId === tenantId && one.personId === personId;
  const messages = await new Outbox(documents).removeThose(isTheirs);
  const offers = await removeOffers(documents, isTheirs);
  await new ConsentWaitingList(documents).remove(tenantId, personId);
  await followers.remove(tenantId, personId);
  return { ...nothing, people, messages, offers };
}

/**
 * Deletes everything of a tenant, and the question that somebody of it may have left open. Any other open run, and one
 * whose old plan is still to run out, is never deleted: then nothing is.
 */
export async function forgetTenant(kept: Kept, tenantId: string): Promise<Counts | Unfinished> {
  const { documents, runs, reports } = kept;
  const all = await runs.history(tenantId);
  const unfinished = all.find((run) => !mayGoWithTenant(run));
  if (unfinished) return { runId: unfinished.id, why: isOver(unfinished) ? 'oldPlanRunsOut' : 'open' };
  reports?.forget(tenantId);
  let counts = nothing;
  for (const run of all) counts = sum(counts, await forgetRun(kept, run, mayGoWithTenant));
  if ((await runs.history(tenantId)).length > 0) return forgetTenant(kept, tenantId);
  return sum(counts, await forgetPeopleOf(documents, tenantId));
}

async function forgetPeopleOf(documents: Documents, tenantId: string): Promise<Counts> {
  const followers = new Followers(documents);
  let people = 0;
  for await (const { personId } of followers.all(tenantId)) {
    await followers.remove(tenantId, personId);
    people += 1;
  }
  const isTheirs = (one: { tenantId: string }) => one.tenantId === tenantId;
  const messages = await new Outbox(documents).removeThose(isTheirs);
  const offers = await removeOffers(documents, isTheirs);
  await new ConsentWaitingList(documents).remove(tenantId);
  await new Leavings(documents).remove(tenantId);
  await forgetMeters(documents, tenantId);
  return { ...nothing, people, messages, offers };
}
