import type { SourceFound } from '../tenant/assessment.js';
import type { RunRecord } from './shape.js';

/** What was found of the source plan. A run is only opened where there is one. */
export function sourceOf(run: Pick<RunRecord, 'id' | 'assessment'>): SourceFound {
  if (run.assessment.is === 'noSource') throw new Error(`run ${run.id} has no source plan`);
  return run.assessment.source;
}

/** People who held the old plan when it was looked at. */
export function assignedAtFirst({ assessment }: Pick<RunRecord, 'assessment'>): number {
  return assessment.is === 'noSource' ? 0 : assessment.source.assigned;
}
