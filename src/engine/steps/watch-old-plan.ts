import { readOldPlan } from '../plans.js';
import type { Step } from './step.js';

/** Looks how the old plan stands where it was kept, or is to run out. */
export const watchOldPlan: Step = async (run, { world, tell }) => {
  await tell({ found: 'oldPlan', stands: await readOldPlan(run, world) });
};
