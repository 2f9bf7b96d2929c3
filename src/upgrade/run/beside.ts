import { plansMeant } from '../plans/named.js';
import { isOver, type Run } from './run.js';

/** Which upgrades of a tenant may stand beside each other: one moves at a time, and of each plan there is one. */

/** Whether the run waits for nothing but for its old plan to be ended some day. */
function isKept({ state }: Pick<Run, 'state'>): boolean {
  return state.is === 'kept';
}

/** skuPartNumber of the plan that a run leaves; undefined where none was found. */
function leaves({ assessment }: Run): string | undefined {
  return assessment.is === 'noSource' ? undefined : assessment.source.sku;
}

/** Whether a run that is there keeps another from being opened. */
export function standsInTheWay(run: Run, other: Run): boolean {
  return !isOver(run) && (!isKept(run) || leaves(run) === leaves(other));
}

/** The open run, of those of a tenant, that leaves the same plan as what is looked at; undefined where none does. */
export function openRunLeaving(runs: readonly Run[], sku: string): Run | undefined {
  return runs.find((run) => !isOver(run) && leaves(run) === sku);
}

/** The open run, of those of a tenant, whose old plan is called so; undefined where it may be several, or none. */
export function openRunCalled(runs: readonly Run[], said: string): Run | undefined {
  const open = runs.filter((run) => !isOver(run));
  const [sku, ...others] = plansMeant(
    said,
    open.flatMap((run) => leaves(run) ?? []),
  );
  return sku === undefined || others.length > 0 ? undefined : openRunLeaving(open, sku);
}
