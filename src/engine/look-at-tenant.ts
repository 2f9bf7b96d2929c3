import { isSourcePlan } from '../upgrade/plans/plans.js';
import { openRunCalled, openRunLeaving } from '../upgrade/run/beside.js';
import { openRun, reassessed } from '../upgrade/run/open-run.js';
import { isOver, type Run } from '../upgrade/run/run.js';
import { assess } from '../upgrade/tenant/eligibility.js';
import { findSource } from '../upgrade/tenant/find-source.js';
import { sourcesIn, unknownProducts } from '../upgrade/tenant/sources.js';
import { type Meant, readFacts, type World } from './read-facts.js';
import type { Asker, Look, Reply } from './reply.js';
import type { RunStore } from './run-store.js';

/** Looking at a tenant for somebody: the answer to "can I use the Upgrade tab?". Changes nothing at Microsoft. */

type Tools = { world: World; runs: RunStore; newGuid: () => string };

type Looking = {
  tenantId: string;
  asker: Asker;
  /** The tenant's open run, else its latest. */
  latest: Run | undefined;
  /** The plan that is to be upgraded, as somebody calls it; undefined where nobody said. */
  said: string | undefined;
};

/**
 * Looks and writes the answer into the run that is still at the question, or opens one.
 * @throws PortError when the tenant cannot be read
 */
export async function lookForAnswer(
  { tenantId, asker, latest, said }: Looking,
  { world, runs, newGuid }: Tools,
): Promise<Reply> {
  const meant = said === undefined ? meantBy(latest) : { said };
  const [facts, commerce] = await Promise.all([readFacts(world, tenantId, meant), world.commerceFor(tenantId)]);
  const unknown = unknownProducts(facts);
  const sources = sourcesIn(facts);
  const which = { is: 'whichSource', said, sources, unknown, country: facts.organization.country } as const;
  if (said === undefined && findSource(facts) === undefined && sources.length > 1) return which;
  const beside = (await runs.history(tenantId)).filter((run) => !isOver(run) && run.id !== latest?.id);
  if (said !== undefined && facts.wanted === undefined)
    return (await shown(openRunCalled(beside, said), runs)) ?? which;
  const assessment = assess(facts);
  const sku = skuIn(assessment);
  const last = latest && isOver(latest) ? beside[0] : undefined;
  const other = await shown(sku === undefined ? last : openRunLeaving(beside, sku), runs);
  if (other) return other;
  if (latest?.state.is === 'assessed')
    return { is: 'run', run: await runs.update(latest.id, (now) => reassessed(now, assessment, facts.readAt)) };
  if (assessment.is === 'noSource') return { is: 'nothingToUpgrade', assessment, unknown };
  if (latest?.state.is === 'handedOver' && assessment.is === 'notDirect' && isAboutSame(latest, assessment))
    return { is: 'run', run: latest };
  const opening = { id: newGuid(), tenantId, commerce: commerce.form, actor: asker.actor, facts, assessment };
  return { is: 'run', run: await runs.open(openRun(opening)) };
}

/** A run that stands beside the latest one; what is written is about it from then on, where nothing else is under way. */
async function shown(run: Run | undefined, runs: RunStore): Promise<Reply | undefined> {
  if (!run) return undefined;
  await runs.makeLatest(run.id, run.tenantId);
  return { is: 'run', run };
}

/** Looks for somebody who only asks: opens, changes and keeps nothing. @throws PortError */
export async function lookOnly(
  tenantId: string,
  latest: Run | undefined,
  { world }: Pick<Tools, 'world'>,
): Promise<Look> {
  const facts = await readFacts(world, tenantId, meantBy(latest));
  return { is: 'looked', facts, assessment: assess(facts) };
}

/**
 * The plan that is looked at where nobody says which: that of the run under way. What people have just been moved to is
 * not taken for the next one to leave.
 */
export function meantBy(latest: Run | undefined): Meant {
  if (!latest) return {};
  if (isOver(latest)) return latest.state.is === 'completed' && latest.plan ? { passedOver: [latest.plan] } : {};
  const { assessment } = latest;
  // Of Office 365 E4 there may be a better purchase by now, or another variant.
  return assessment.is === 'noSource' || isSourcePlan(assessment.source.sku) ? {} : { wanted: assessment.source.sku };
}

function isAboutSame({ assessment }: Run, seen: Run['assessment']): boolean {
  return skuIn(assessment) === skuIn(seen);
}

const skuIn = (assessment: Run['assessment']): string | undefined =>
  assessment.is === 'noSource' ? undefined : assessment.source.sku;
