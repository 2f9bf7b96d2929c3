import { raiseNotice, to } from './record.js';
import type { RunRecord } from './shape.js';

/** The upgrade is done: everyone who follows it is told. */
export function completed(run: RunRecord, now: Date, patch: Partial<RunRecord>, details: Record<string, number>) {
  const state = { is: 'completed', at: now.toISOString(), oldPlanKept: false } as const;
  const done = to(run, state, now, 'completed', { ...patch, schedule: null, attempts: 0 }, details);
  return raiseNotice(done, 'completed', now);
}
