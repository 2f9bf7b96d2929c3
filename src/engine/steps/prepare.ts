import { readCount } from '../people/holding.js';
import { takeSnapshot } from '../snapshot/take.js';
import type { Step } from './step.js';

/**
 * Writes down who holds the source plan and which services are switched off for whom, before anything changes it.
 * Begun anew after a restart: until the order is sent or the first person moved, nothing of it can have changed.
 */
export const prepare: Step = async (run, tools) => {
  const taken = await takeSnapshot(run, tools);
  if (!taken) return;
  // Read last: whoever joined since the list was read is counted, and missed.
  const counted = await readCount(run, tools.world.directory);
  await tools.tell({ found: 'snapshot', taken, counted });
};
