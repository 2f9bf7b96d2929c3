import { isTarget } from '../../upgrade/plans/plans.js';
import type { Run } from '../../upgrade/run/run.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import { isUsable } from '../../upgrade/tenant/find-source.js';
import { readOldPlan } from '../plans.js';
import { refreshSnapshot } from '../snapshot/take.js';
import type { Step, StepTools } from './step.js';
import { readVerification } from './verify.js';

/**
 * Looks in Graph for what an admin does by hand in the admin center: the new plan's subscription, or the old one's
 * end. Only what is seen there moves the run on, whether or not anybody has said that it is done.
 */
export const adminTask: Step = async (run, tools) => {
  if (run.state.is !== 'adminTask') return;
  if (run.state.task === 'cancel') return lookForCancellation(run, tools);
  if (run.path === 'automatic') await refreshSnapshot(run, tools);
  const plan = await orderedPlan(run, tools);
  await tools.tell(plan === undefined ? { found: 'notDoneYet' } : { found: 'orderedByHand', plan });
};

/** The plan of a subscription that was not there when the run was opened, or the plan with the seats that were missing. */
async function orderedPlan(run: Run, tools: StepTools): Promise<string | undefined> {
  const { directory } = tools.world;
  if (run.seatsToBuy !== null && run.plan) {
    const { seats, seatsNeeded } = await readVerification(run, tools);
    return seats >= seatsNeeded ? run.plan : undefined;
  }
  const known = sourceOf(run).owned.map((one) => one.subscriptionId);
  const fresh = (await directory.subscriptions(run.tenantId)).filter(
    (one) => isUsable(one) && isTarget(one.sku) && !known.includes(one.id),
  );
  return (fresh.find((one) => one.sku === run.plan) ?? fresh[0])?.sku;
}

/** Both are told: what has ended by then is written down, also where something is left. */
async function lookForCancellation(run: Run, { world, tell }: StepTools): Promise<void> {
  const after = await tell({ found: 'oldPlan', stands: await readOldPlan(run, world) });
  if (after.state.is === 'adminTask') await tell({ found: 'notDoneYet' });
}
