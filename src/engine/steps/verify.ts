import { sourceOf } from '../../upgrade/run/source-of.js';
import { verificationOf } from '../../upgrade/run/verification.js';
import { endingOf } from '../../upgrade/tenant/terms.js';
import { countBoth } from '../people/holding.js';
import { readNewPlan, readTermsOfOld, unitsOf } from '../plans.js';
import type { Step } from './step.js';

/** Step 2 of the manual path: the new plan is active, what people depend on is set up and there are seats for everyone. */
export const verify: Step = async (run, { world, tell, timeline }) => {
  if (!run.plan) return;
  const { directory } = world;
  const newPlan = await readNewPlan(run, world);
  const both = newPlan.units && newPlan.units.assigned > 0 ? await countBoth(run, newPlan.units.skuId, directory) : 0;
  const assigned = unitsOf(sourceOf(run).skuId, await directory.skus(run.tenantId))?.assigned ?? 0;
  const checkedAt = timeline.now();
  const seen = verificationOf({
    newPlan,
    assigned,
    both,
    ending: endingOf(await readTermsOfOld(run, world), checkedAt),
    accepted: run.accepted,
    own: { subscriptionId: run.useSubscriptionId, commerceId: run.order?.commerceId ?? null },
    checkedAt,
  });
  await tell({ found: 'verification', seen });
};
