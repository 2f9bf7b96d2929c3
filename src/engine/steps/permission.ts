import { type Directory, hasProblem } from '../../upgrade/ports.js';
import type { Resume } from '../../upgrade/run/resume.js';
import { definitionOf, type Run } from '../../upgrade/run/run.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import { requestOf } from './order.js';
import type { Step, StepTools } from './step.js';

/** Looks whether a permission that was missing has been granted, so that the run goes on by itself. */
export const permission: Step = async (run, tools) => {
  if (run.state.is !== 'needsAttention') return;
  await tools.tell({ found: 'permission', granted: await isGranted(run, run.state.resume, tools) });
};

async function isGranted(run: Run, resume: Resume, tools: StepTools): Promise<boolean> {
  const { directory } = tools.world;
  const { tenantId, plan } = run;
  const { skuId } = sourceOf(run);
  const { uses = [] } = definitionOf(resume.is);
  const used = typeof uses === 'function' ? uses(run) : uses;
  try {
    const [skus] = await Promise.all([directory.skus(tenantId), directory.subscriptions(tenantId)]);
    if (used.includes('groups')) await directory.groupsWith(tenantId, skuId);
    if (used.includes('commerce')) await askCommerce(run, resume, tools);
    const target = skus.find(({ sku }) => sku === plan);
    // Once everyone is moved, only the new plan has somebody to try it on.
    await changeNothing(directory, tenantId, target ? [skuId, target.skuId] : [skuId]);
    return true;
  } catch (error) {
    if (hasProblem(error, 'denied')) return false;
    throw error;
  }
}

async function askCommerce(run: Run, resume: Resume, { world }: StepTools): Promise<void> {
  const { order, tenantId } = run;
  const commerce = await world.commerceFor(tenantId);
  if (order) await commerce.find(requestOf(run, order));
  const hasLeft = order !== null && !(resume.is === 'ordering' && !resume.sent);
  const [source] = sourceOf(run).subscriptions;
  // Of an order that has not left there may be nothing to read, but the old subscription is there.
  if (!hasLeft && source) await commerce.eligibility(tenantId, source);
}

/** A change of nothing needs the same permission as a change of something, and does nothing. */
async function changeNothing(directory: Directory, tenantId: string, skuIds: readonly string[]): Promise<void> {
  for (const skuId of skuIds) {
    for await (const [user] of directory.holders(tenantId, skuId)) {
      if (!user) continue;
      await directory.changeLicences(tenantId, [{ userId: user.id, add: [], remove: [] }]);
      return;
    }
  }
}
