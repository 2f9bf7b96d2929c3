import { sourceOf } from '../../upgrade/run/states.js';
import type { Step } from './step.js';
import { isReady, stillActive, whoHolds } from './tenant-state.js';

/**
 * Step 4 of the manual path. Cancels the old subscriptions only when a live read shows the new plan ready and nobody,
 * neither user nor group, holding the old one; done when Graph shows them ended. Cancelling twice has one effect.
 */
export const cancel: Step = async (run, { world, tell, log }) => {
  if (run.state.is !== 'cancelling' || !run.plan) return;
  const source = sourceOf(run);
  const { directory } = world;
  const ids = source.subscriptions.map((one) => one.id);

  const [skus, subscriptions] = await Promise.all([
    directory.skus(run.tenantId),
    directory.subscriptions(run.tenantId),
  ]);
  const active = stillActive(subscriptions, ids);
  if (active.length > 0) {
    const held = await whoHolds(directory, run.tenantId, source.skuId);
    const ready = isReady(skus.find((sku) => sku.sku === run.plan));
    if (held.users > 0 || held.groups > 0 || !ready) {
      await tell({ found: 'notSafeToCancel', held });
      return;
    }
    const commerce = await world.commerceFor(run.tenantId);
    if (!commerce.can.cancel) {
      await tell({ found: 'cancelByHand' });
      return;
    }
    const sent = await tell({ found: 'cancelSent' });
    if (sent.state.is !== 'cancelling') return;
    for (const subscription of active) {
      log.info({ run: run.id, subscription: subscription.id }, 'cancelling the old subscription');
      await commerce.cancel(run.tenantId, subscription.commerceId ?? subscription.id, run.id);
    }
  }

  const left = stillActive(await directory.subscriptions(run.tenantId), ids);
  const ended = ids.filter((id) => !left.some((one) => one.id === id));
  await tell({ found: 'cancelled', ids: ended, all: left.length === 0 });
};
