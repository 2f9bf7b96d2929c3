import { type Counts, forgetPerson, forgetTenant, type Kept, nothing, sum } from '../retention/forget.js';
import { tellForgotten } from '../retention/sweep.js';
import { Followers } from '../teams/people/followers.js';
import { idAsKept, type Store, withStore } from './open-store.js';

/**
 * `npm run forget -- <tenant or person>`: deletes everything of a tenant, or what is kept of a person beside what they
 * did in upgrades. The bot must be stopped. Exit 1 where nothing could be deleted.
 */

const usage = 'Usage: npm run forget -- <tenant id, or directory id of a person>';

async function forget(store: Store): Promise<number> {
  const [given] = process.argv.slice(2);
  if (given === undefined) {
    console.error(usage);
    return 1;
  }
  const id = idAsKept(given);
  const kept = { documents: store.documents, runs: store.runs, now: () => new Date() };
  return (await isTenant(kept, id)) ? forgetAll(kept, store, id) : forgetOne(kept, store, id);
}

async function isTenant({ runs, documents }: Kept, id: string): Promise<boolean> {
  for await (const { tenantId } of runs.tenants()) if (tenantId === id) return true;
  for await (const _ of new Followers(documents).all(id)) return true;
  return false;
}

async function forgetAll(kept: Kept, { log }: Store, tenantId: string): Promise<number> {
  const counts = await forgetTenant(kept, tenantId);
  if ('why' in counts) {
    const reason = { open: 'is still open: stop it in Teams', oldPlanRunsOut: 'waits for the old plan to run out' };
    console.error(`Nothing was deleted: run ${counts.runId} ${reason[counts.why]}, and then run this again.`);
    return 1;
  }
  tellForgotten(log, 'operator', tenantId, counts);
  console.log(`tenant ${tenantId}: ${told(counts)} deleted`);
  return 0;
}

async function forgetOne(kept: Kept, { log, retentionDays }: Store, personId: string): Promise<number> {
  const tenants = new Set<string>();
  for await (const one of new Followers(kept.documents).all()) if (one.personId === personId) tenants.add(one.tenantId);
  for await (const run of kept.runs.all())
    if ([...run.followers, ...run.left].includes(personId)) tenants.add(run.tenantId);
  let counts = nothing;
  for (const tenantId of tenants) {
    const those = await forgetPerson(kept, tenantId, personId);
    tellForgotten(log, 'operator', tenantId, those);
    counts = sum(counts, those);
  }
  console.log(tenants.size === 0 ? `Nothing is kept of ${personId}.` : `person ${personId}: ${told(counts)} deleted`);
  console.log(`What somebody did in an upgrade stays in its audit until ${retentionDays} days after its end.`);
  return 0;
}

const told = ({ runs, before, people, messages, offers }: Counts): string =>
  `${runs} runs, ${before} people's licenses before them, ${people} people, ${messages} messages, ${offers} questions`;

process.exitCode = await withStore(forget);
