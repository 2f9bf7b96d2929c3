import { product } from '../../upgrade/plans/plans.js';
import { isWithoutTeams } from '../../upgrade/plans/suites.js';
import type { Run } from '../../upgrade/run/run.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import { isVerified, type Verification, verificationOf } from '../../upgrade/run/verification.js';
import { readAlong } from '../people/along.js';
import { countBoth } from '../people/holding.js';
import { readLosing } from '../people/losing.js';
import { countLosingTeams } from '../people/losing-teams.js';
import { readNewPlan, readTermsOfOld, unitsOf } from '../plans.js';
import type { World } from '../read-facts.js';
import type { Step, StepTools } from './step.js';

/** Step 2 of the manual path: the new plan is active, what people depend on is set up and there are seats for everyone. */
export const verify: Step = async (run, tools) => {
  if (!run.plan) return;
  const read = await readVerification(run, tools);
  // Everyone is looked at only once there is something to move them to.
  const seen = isVerified(read) ? await withPeople(run, read, tools.world) : read;
  await tools.tell({ found: 'verification', seen, termsOfOld: await readTermsOfOld(run, tools.world) });
};

/** What goes along with everyone, and who would lose Microsoft Teams all the same. */
async function withPeople(run: Run, read: Verification, world: World): Promise<Verification> {
  const { directory } = world;
  const along = await readAlong(run, directory);
  const bringsTeams = along.to.some((sku) => product(sku)?.kind === 'teams');
  const counts = isWithoutTeams(run.lacks ?? []) && !bringsTeams;
  const losingTeams = counts ? await countLosingTeams(run, directory) : null;
  return { ...read, along, losingTeams, losing: await readLosing(run, run.plan, along, world) };
}

/** What is so of the plan that was chosen, and of those who are to move to it. */
export async function readVerification(run: Run, { world, timeline }: StepTools): Promise<Verification> {
  const { directory } = world;
  const newPlan = await readNewPlan(run, world);
  const both = newPlan.units && newPlan.units.assigned > 0 ? await countBoth(run, newPlan.units.skuId, directory) : 0;
  return verificationOf({
    newPlan,
    assigned: unitsOf(sourceOf(run).skuId, await directory.skus(run.tenantId))?.assigned ?? 0,
    both,
    accepted: run.accepted,
    own: { subscriptionId: run.useSubscriptionId, commerceId: run.order?.commerceId ?? null },
    checkedAt: timeline.now(),
  });
}
