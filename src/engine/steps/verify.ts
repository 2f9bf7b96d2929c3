import { type Along, nothingAlong } from '../../upgrade/plans/along.js';
import { product } from '../../upgrade/plans/plans.js';
import { isWithoutTeams } from '../../upgrade/plans/suites.js';
import { lacksBeside } from '../../upgrade/plans/ways-on.js';
import type { Run } from '../../upgrade/run/run.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import { orderOfPlan, targetsOf } from '../../upgrade/run/targets.js';
import { boughtBeside } from '../../upgrade/run/together.js';
import { isVerified, type Verification, verificationOf } from '../../upgrade/run/verification.js';
import { seatsSetUp } from '../../upgrade/tenant/home.js';
import { readAlong } from '../people/along.js';
import { countGoingTo } from '../people/holding.js';
import { readLosing } from '../people/losing.js';
import { countLosingTeams } from '../people/losing-teams.js';
import { readNewPlan, readTermsOfOld, unitsOf } from '../plans.js';
import type { World } from '../read-facts.js';
import type { Step, StepTools } from './step.js';

/**
 * Step 2 of the manual path: the new plan is active, what people depend on is set up and there are seats for everyone. Of
 * two plans both must be so: it is told of the first that is not.
 */
export const verify: Step = async (run, tools) => {
  if (!run.plan) return;
  const { plan, read: ofPlan } = await firstNotReady(run, tools);
  const read = isVerified(ofPlan) ? await withBeside(run, ofPlan, tools.world) : ofPlan;
  // Everyone is looked at only once there is something to move them to.
  const isReady = isVerified(read);
  const alongOfFirst = isReady && run.split ? await readAlong(run, tools.world.directory, run.split.plan) : undefined;
  const seen = isReady ? await withPeople(run, plan, { read, alongOfFirst }, tools.world) : read;
  const losingOfFirst = alongOfFirst && run.split && (await readLosing(run, run.split.plan, alongOfFirst, tools.world));
  const about = run.split ? { plan, alongOfFirst, losingOfFirst } : {};
  await tools.tell({ found: 'verification', seen, ...about, termsOfOld: await readTermsOfOld(run, tools.world) });
};

/** What is so of the first plan that is not ready; of the last where all are. */
async function firstNotReady(run: Run, tools: StepTools) {
  const [first, ...others] = targetsOf(run);
  let read = { plan: first ?? '', read: await readVerification(run, tools, first) };
  for (const plan of others) {
    if (!isVerified(read.read)) break;
    read = { plan, read: await readVerification(run, tools, plan) };
  }
  return read;
}

/** What was ordered beside the plan has to be there too: people get both in one change. */
async function withBeside(run: Run, read: Verification, world: World): Promise<Verification> {
  for (const { plan, quantity } of boughtBeside(run))
    if (seatsSetUp(await readNewPlan(run, world, plan)) < quantity) return { ...read, waitsFor: plan };
  return read;
}

type Ready = { read: Verification; alongOfFirst: Along | undefined };

/** What goes along with everyone, and who would lose Microsoft Teams all the same. */
async function withPeople(
  run: Run,
  plan: string,
  { read, alongOfFirst = nothingAlong }: Ready,
  world: World,
): Promise<Verification> {
  const { directory } = world;
  const along = await readAlong(run, directory, plan, alongOfFirst);
  const without = targetsOf(run).filter((sku) => {
    const { to } = run.split?.plan === sku ? alongOfFirst : along;
    const lacks = (sku === run.plan ? run.lacks : lacksBeside(sku, sourceOf(run).sku)) ?? [];
    return isWithoutTeams(lacks) && !to.some((one) => product(one)?.kind === 'teams');
  });
  const losingTeams = without.length > 0 ? await countLosingTeams(run, directory, without) : null;
  return { ...read, along, losingTeams, losing: await readLosing(run, plan, along, world) };
}

/** What is so of a plan that was chosen, and of those who are to move to it. */
export async function readVerification(
  run: Run,
  { world, timeline }: StepTools,
  plan: string | null = run.plan,
): Promise<Verification> {
  const { directory } = world;
  const newPlan = await readNewPlan(run, world, plan);
  const goes = { plan: plan ?? '', skuId: newPlan.units?.skuId };
  const counts = run.split !== null || (newPlan.units && newPlan.units.assigned > 0);
  const { people, others, both } = counts ? await countGoingTo(run, goes, directory) : nobody;
  const assigned = unitsOf(sourceOf(run).skuId, await directory.skus(run.tenantId))?.assigned ?? 0;
  return verificationOf({
    newPlan,
    // Whom a list that lags does not name goes with the rest.
    assigned: plan === run.split?.plan ? people : assigned - others,
    both,
    accepted: run.accepted,
    own: { subscriptionId: run.useSubscriptionId, commerceId: orderOfPlan({ ...run, plan })?.commerceId ?? null },
    checkedAt: timeline.now(),
  });
}

const nobody = { people: 0, others: 0, both: 0 };
