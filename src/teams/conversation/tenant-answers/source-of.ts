import { isOver, type Run } from '../../../upgrade/run/run.js';
import type { SourceFound } from '../../../upgrade/tenant/assessment.js';
import type { TenantLook } from './live.js';

/** What the tenant has of the plan that is left; undefined when there is nothing. */
export function sourceOf({ assessment }: TenantLook): SourceFound | undefined {
  return assessment.is === 'noSource' ? undefined : assessment.source;
}

/** The tenant's run while it is under way. */
export function openRun({ run }: { run: Run | undefined }): Run | undefined {
  return run && !isOver(run) ? run : undefined;
}
