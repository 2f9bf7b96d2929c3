import type { Outcome } from '../ending/old-plan.js';
import { raiseNotice, to } from './record.js';
import type { AuditEntry, RunRecord } from './shape.js';

/** The upgrade is done: everyone who follows it is told. @param outcome how the old plan ended */
export function completed(
  run: RunRecord,
  now: Date,
  outcome: Outcome,
  patch: Partial<RunRecord>,
  details: AuditEntry['details'],
) {
  const at = now.toISOString();
  // What runs out on a date is looked at when that has come.
  const watched = outcome.is === 'runsOut' && outcome.until !== null ? { nextAt: dayAfter(outcome.until) } : {};
  const state = { is: 'completed', at, oldPlanKept: false, oldPlan: outcome, ...watched } as const;
  const done = to(run, state, now, 'completed', { ...patch, schedule: null, attempts: 0 }, details);
  return raiseNotice(done, 'completed', now);
}

function dayAfter(time: string): string {
  return new Date(Date.parse(time) + 24 * 3_600_000).toISOString();
}
