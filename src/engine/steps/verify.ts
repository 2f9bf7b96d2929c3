import { sourceOf } from '../../upgrade/decide.js';
import { notProvisioned } from '../../upgrade/service-health.js';
import type { Step } from './step.js';

/** Step 2 of the manual path: the new plan is active, every service is set up and there are seats for everyone. */
export const verify: Step = async (run, { world, tell, timeline }) => {
  if (!run.plan) return;
  const skus = await world.directory.skus(run.tenantId);
  const target = skus.find((sku) => sku.sku === run.plan);
  const source = skus.find((sku) => sku.skuId === sourceOf(run).skuId);
  await tell({
    found: 'verification',
    seen: {
      active: target !== undefined && (target.status === 'Enabled' || target.status === 'Warning'),
      seats: target ? Math.max(0, target.enabled + target.warning - target.assigned) : 0,
      seatsNeeded: source?.assigned ?? 0,
      notProvisioned: target ? notProvisioned(target.services) : [],
      checkedAt: timeline.now().toISOString(),
    },
  });
};
