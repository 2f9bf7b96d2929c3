import type { Run } from '../../upgrade/run/run.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import type { Verification } from '../../upgrade/run/verification.js';
import type { Subscription } from '../../upgrade/tenant/facts.js';
import { isUsable } from '../../upgrade/tenant/find-source.js';
import { notProvisioned } from '../../upgrade/tenant/service-health.js';
import type { Step } from './step.js';

/** Step 2 of the manual path: the new plan is active, every service is set up and there are seats for everyone. */
export const verify: Step = async (run, { world, tell, timeline }) => {
  if (!run.plan) return;
  const skus = await world.directory.skus(run.tenantId);
  const target = skus.find((sku) => sku.sku === run.plan);
  const source = skus.find((sku) => sku.skuId === sourceOf(run).skuId);
  const seats = target ? Math.max(0, target.enabled + target.warning - target.assigned) : 0;
  const seatsNeeded = source?.assigned ?? 0;
  await tell({
    found: 'verification',
    seen: {
      active: target !== undefined && (target.status === 'Enabled' || target.status === 'Warning'),
      seats,
      seatsNeeded,
      notProvisioned: target ? notProvisioned(target.services) : [],
      growable: seats < seatsNeeded ? growable(await world.directory.subscriptions(run.tenantId), run) : null,
      checkedAt: timeline.now().toISOString(),
    },
  });
};

/** The subscription that missing seats are added to: the one this run uses or bought, else any of the plan. */
function growable(subscriptions: readonly Subscription[], run: Run): Verification['growable'] {
  const ofPlan = subscriptions.filter((one) => one.sku === run.plan && isUsable(one) && !one.isTrial);
  const chosen =
    ofPlan.find((one) => one.id === run.useSubscriptionId) ??
    ofPlan.find((one) => one.commerceId !== null && one.commerceId === run.order?.commerceId) ??
    ofPlan[0];
  return chosen ? { commerceId: chosen.commerceId ?? chosen.id, seats: chosen.seats } : null;
}
