import { manualVerify } from '../entering.js';
import type { OrderRecord, RunRecord } from '../shape.js';
import { targetsOf, turningTo } from '../targets.js';

/**
 * Where a run of the manual path goes once its plan was ordered, or something owned of it was taken: it is looked at
 * whether people can be moved to it. Of two plans the other one comes first, for as long as nothing of it was bought.
 * @param order the order that was carried out; left out where none was placed
 */
export function afterBuying(run: RunRecord, now: Date, order: OrderRecord | null = run.order) {
  const { split, plan } = run;
  if (!split || plan === null) return { state: manualVerify(now), patch: { order } } as const;
  const bought = [...new Set([...split.bought, plan])];
  const next = targetsOf(run).find((one) => !bought.includes(one));
  const patch = { order, split: { ...split, bought } };
  if (next === undefined) return { state: manualVerify(now), patch } as const;
  const earlierOrders = order ? [...run.earlierOrders, order] : run.earlierOrders;
  return {
    state: { is: 'manualBuy' },
    patch: { ...patch, ...turningTo(run, next), order: null, earlierOrders },
  } as const;
}

/** Whether something of the plans that people go to was bought, so that no others can be chosen any more. */
export function isPartBought({ split }: Pick<RunRecord, 'split'>): boolean {
  return split !== null && split.bought.length > 0;
}
