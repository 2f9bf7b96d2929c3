import { isTransitionOver } from '../../upgrade/ending/transition-over.js';
import { readCount, readHolding, readOldPlan } from '../people/holding.js';
import { refreshSnapshot } from '../snapshot/take.js';
import { requestOf } from './order.js';
import type { Step } from './step.js';

/**
 * Watches Microsoft move the people; what Graph shows tells how far it is. The commerce is asked only whether it failed
 * or waits for a credit check. While people hold the old plan, what is written down of them is kept fresh.
 */
export const transition: Step = async (run, tools) => {
  if (run.state.is !== 'transition' || !run.plan) return;
  const { world, documents, tell } = tools;
  const { directory } = world;
  const counted = await readCount(run, directory);
  const old = await readOldPlan(run, directory);
  const hasLeft = !counted && old.active.length === 0;
  if (!hasLeft) await refreshSnapshot(run, tools);
  const newPlan = (await directory.skus(run.tenantId)).find(({ sku }) => sku === run.plan);
  const seen = { old, newPlan, counted, holding: hasLeft ? await readHolding(run, { directory, documents }) : null };
  if (run.order && !isTransitionOver(seen)) {
    const commerce = await world.commerceFor(run.tenantId);
    const status = await commerce.find(requestOf(run, run.order));
    if (status.is === 'declined' || status.is === 'underReview') {
      await tell({ found: 'order', status });
      return;
    }
  }
  await tell({ found: 'transition', seen });
};
