import { isTransitionOver, type TransitionSeen } from '../../upgrade/ending/transition-over.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import { countDirect, readCount, readHolding } from '../people/holding.js';
import { readNewPlan, readOldPlan } from '../plans.js';
import { refreshSnapshot } from '../snapshot/take.js';
import { requestOf } from './order.js';
import type { Step } from './step.js';

/**
 * Watches Microsoft move the people; what Graph shows tells how far it is. The commerce is asked only whether it failed,
 * waits for a credit check, or is done. While people hold the old plan, what is written down of them is kept fresh.
 */
export const transition: Step = async (run, tools) => {
  if (run.state.is !== 'transition' || !run.plan) return;
  const { world, documents, tell } = tools;
  const { directory } = world;
  const [counted, old, newPlan, handingOut] = await Promise.all([
    readCount(run, directory),
    readOldPlan(run, world),
    readNewPlan(run, world),
    directory.groupsWith(run.tenantId, sourceOf(run).skuId),
  ]);
  const hasLeft = !counted && old.active.length === 0;
  if (!hasLeft) await refreshSnapshot(run, tools);
  const groups = handingOut.length;
  const seen: TransitionSeen = {
    old,
    newPlan,
    counted,
    holding: hasLeft ? await readHolding(run, { directory, documents }) : null,
    groups,
    direct: groups > 0 ? await countDirect(run, directory) : null,
    carriedOut: false,
  };
  if (run.order && !isTransitionOver(seen)) {
    const commerce = await world.commerceFor(run.tenantId);
    const status = await commerce.find(requestOf(run, run.order));
    if (status.is === 'declined' || status.is === 'underReview') {
      await tell({ found: 'order', status });
      return;
    }
    seen.carriedOut = status.is === 'completed';
    // How far the upgrade is, Graph tells all the same.
    if (status.is === 'unclear') await tell({ found: 'order', status });
  }
  await tell({ found: 'transition', seen });
};
