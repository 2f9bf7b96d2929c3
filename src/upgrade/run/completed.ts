import { raiseNotice, to } from './record.js';
import type { Run, RunState } from './run.js';

/** The upgrade is done: everyone who follows it is told. */
export function completed(run: Run, now: Date, patch: Partial<Run>, details: Record<string, number>): Run {
  const state: RunState = { is: 'completed', at: now.toISOString(), oldPlanKept: false };
  const done = to(run, state, now, 'completed', { ...patch, schedule: null, attempts: 0 }, details);
  return raiseNotice(done, 'completed', now);
}
