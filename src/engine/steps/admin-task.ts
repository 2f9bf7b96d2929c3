import type { Run } from '../../upgrade/run/run.js';
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
  if (run.seatsToBuy !== null && run.plan) return lookForSeats(run, run.plan, tools);
  await tools.tell({ found: 'purchases', listed: await tools.world.directory.subscriptions(run.tenantId) });
};

async function lookForSeats(run: Run, plan: string, tools: StepTools): Promise<void> {
  const { seats, seatsNeeded } = await readVerification(run, tools);
  await tools.tell(seats >= seatsNeeded ? { found: 'orderedByHand', plan } : { found: 'notDoneYet' });
}

/** Both are told: what has ended by then is written down, also where something is left. */
async function lookForCancellation(run: Run, { world, tell }: StepTools): Promise<void> {
  const after = await tell({ found: 'oldPlan', stands: await readOldPlan(run, world) });
  if (after.state.is === 'adminTask') await tell({ found: 'notDoneYet' });
}
