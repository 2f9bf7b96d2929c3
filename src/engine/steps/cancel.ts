import { readHolding } from '../people/holding.js';
import { readNewPlans, readOldPlan } from '../plans.js';
import { rolesToAct } from '../rights.js';
import type { Step } from './step.js';

/**
 * Step 4 of the manual path. Reads everything that ending the old plan hangs on; only where the domain then says that
 * it is to be sent is it sent, and it is done when Graph shows it. Cancelling twice has one effect.
 */
export const cancel: Step = async (run, { world, documents, tell, log }) => {
  if (run.state.is !== 'cancelling' || !run.plan) return;
  const { tenantId } = run;
  const { directory } = world;
  const { confirmedBy } = run.state;
  const old = await readOldPlan(run, world);
  if (old.active.length > 0 || old.unclear.length > 0) {
    const [newPlans, roles] = await Promise.all([
      readNewPlans(run, world),
      rolesToAct(world, tenantId, confirmedBy.id),
    ]);
    const holding = await readHolding(run, { directory, documents });
    const seen = { old, newPlans, holding, roles };
    const { state } = await tell({ found: 'beforeEnding', seen });
    if (state.is !== 'cancelling' || !state.sent) return;
    const commerce = await world.commerceFor(tenantId);
    for (const subscription of old.active) {
      log.info({ run: run.id, subscription: subscription.id }, 'ending the old subscription');
      await commerce.end(tenantId, subscription.commerceId ?? subscription.id, run.id);
    }
  }
  await tell({ found: 'oldPlan', stands: await readOldPlan(run, world) });
};
