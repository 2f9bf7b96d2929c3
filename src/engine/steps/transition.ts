import { sourceOf } from '../../upgrade/run/states.js';
import { requestOf } from './order.js';
import type { Step } from './step.js';
import { isReady, stillActive } from './tenant-state.js';

/**
 * Watches Microsoft move the people. It is over when Graph shows it: nobody holds the old plan, the old subscription
 * has ended, and the new plan is active with every service set up. The commerce is asked only whether it
 * failed or waits for a credit check.
 */
export const transition: Step = async (run, { world, tell }) => {
  if (run.state.is !== 'transition' || !run.plan) return;
  const source = sourceOf(run);
  const { directory } = world;
  const [skus, subscriptions] = await Promise.all([
    directory.skus(run.tenantId),
    directory.subscriptions(run.tenantId),
  ]);
  const target = skus.find((sku) => sku.sku === run.plan);
  const held = skus.find((sku) => sku.skuId === source.skuId)?.assigned ?? 0;
  const old = stillActive(
    subscriptions,
    source.subscriptions.map((one) => one.id),
  );
  const total = Math.max(run.state.total, held);

  if (held === 0 && old.length === 0 && isReady(target)) {
    await tell({ found: 'moved', moved: total, total, finished: true });
    return;
  }
  if (run.order) {
    const commerce = await world.commerceFor(run.tenantId);
    const status = await commerce.find(requestOf(run, run.order));
    if (status.is === 'declined' || status.is === 'underReview') {
      await tell({ found: 'order', status });
      return;
    }
  }
  await tell({ found: 'moved', moved: total - held, total, finished: false });
};
