import { openRun, reassessed } from '../upgrade/run/open-run.js';
import type { Run } from '../upgrade/run/run.js';
import { assess } from '../upgrade/tenant/eligibility.js';
import { readFacts, type World } from './read-facts.js';
import type { Asker, Look, Reply } from './reply.js';
import type { RunStore } from './run-store.js';

/** Looking at a tenant for somebody: the answer to "can I use the Upgrade tab?". Changes nothing at Microsoft. */

type Tools = { world: World; runs: RunStore; newGuid: () => string };

/**
 * Looks and writes the answer into the run that is still at the question, or opens one.
 * @param latest the tenant's open run, else its latest
 * @throws PortError when the tenant cannot be read
 */
export async function lookForAnswer(
  tenantId: string,
  { actor }: Asker,
  latest: Run | undefined,
  { world, runs, newGuid }: Tools,
): Promise<Reply> {
  const [facts, commerce] = await Promise.all([readFacts(world, tenantId), world.commerceFor(tenantId)]);
  const assessment = assess(facts);
  if (latest?.state.is === 'assessed')
    return { is: 'run', run: await runs.update(latest.id, (now) => reassessed(now, assessment, facts.readAt)) };
  if (assessment.is === 'noSource') return { is: 'nothingToUpgrade', assessment };
  if (latest?.state.is === 'handedOver' && assessment.is === 'notDirect') return { is: 'run', run: latest };
  const opening = { id: newGuid(), tenantId, commerce: commerce.form, actor, facts, assessment };
  return { is: 'run', run: await runs.open(openRun(opening)) };
}

/** Looks for somebody who only asks: opens, changes and keeps nothing. @throws PortError */
export async function lookOnly(tenantId: string, { world }: Pick<Tools, 'world'>): Promise<Look> {
  const facts = await readFacts(world, tenantId);
  return { is: 'looked', facts, assessment: assess(facts) };
}
