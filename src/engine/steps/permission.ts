import { PortError } from '../../upgrade/ports.js';
import type { Run } from '../../upgrade/run.js';
import { sourceOf } from '../../upgrade/states.js';
import type { Step, StepTools } from './step.js';

/** Looks whether a permission that was missing has been granted, so that the run goes on by itself. */
export const permission: Step = async (run, tools) => {
  if (run.state.is !== 'needsAttention') return;
  await tools.tell({ found: 'permission', granted: await isGranted(run, tools) });
};

async function isGranted(run: Run, { world }: StepTools): Promise<boolean> {
  const { directory } = world;
  const { tenantId } = run;
  try {
    await Promise.all([directory.skus(tenantId), directory.subscriptions(tenantId)]);
    for await (const [user] of directory.holders(tenantId, sourceOf(run).skuId)) {
      if (!user) continue;
      // A change of nothing needs the same permission as a change of something, and does nothing.
      await directory.changeLicences(tenantId, [{ userId: user.id, add: [], remove: [] }]);
      return true;
    }
    return true;
  } catch (error) {
    if (error instanceof PortError && error.problem.is === 'denied') return false;
    throw error;
  }
}
