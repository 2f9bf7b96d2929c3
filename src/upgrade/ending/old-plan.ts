import type { SkuUnits, Subscription } from '../tenant/facts.js';
import { isUsable } from '../tenant/find-source.js';

/** The old plan's subscriptions as they were read now, to judge whether each is there still. */
export type OldPlan = {
  /** Ids of the source's subscriptions, as the run knows them. */
  ids: readonly string[];
  /** Rows of /directory/subscriptions. */
  rows: readonly Subscription[];
  /** Of the ids that the rows lack: those that are not there either when asked for by themselves (404). */
  notFound: readonly string[];
  /** What /subscribedSkus says of the plan; undefined when it does not name it. */
  units: SkuUnits | undefined;
};

export type OldPlanStands = {
  /** Subscriptions that go on. */
  active: Subscription[];
  /** Ids of those that have ended. */
  ended: string[];
  /** Ids of those that are not listed, while nothing else shows that they have ended. */
  unclear: string[];
};

/**
 * How the old plan's subscriptions stand. One that is listed says so itself. One that is not listed has ended only when
 * it is not found by its id either, and the plan has no more usable seats than the listed rows explain.
 * @see https://learn.microsoft.com/graph/api/resources/companysubscription
 */
export function oldPlanStands({ ids, rows, notFound, units }: OldPlan): OldPlanStands {
  const listed = rows.filter(({ id }) => ids.includes(id));
  const missing = ids.filter((id) => !listed.some((row) => row.id === id));
  const skuId = units?.skuId;
  const explained = rows
    .filter((row) => row.skuId === skuId && isUsable(row))
    .reduce((sum, { seats }) => sum + seats, 0);
  const seats = units ? units.enabled + units.warning : 0;
  const isGone = (id: string): boolean => notFound.includes(id) && seats <= explained;
  return {
    active: listed.filter(isUsable),
    ended: [...listed.filter((row) => !isUsable(row)).map(({ id }) => id), ...missing.filter(isGone)],
    unclear: missing.filter((id) => !isGone(id)),
  };
}

/** Whether every one of the old plan's subscriptions shows as ended. */
export function hasEnded({ active, unclear }: OldPlanStands): boolean {
  return active.length === 0 && unclear.length === 0;
}

/** Ids of the subscriptions that have ended by now, with those that were seen to have ended before. */
export function endedSoFar({ cancelled }: { cancelled: readonly string[] }, { ended }: OldPlanStands): string[] {
  return [...new Set([...cancelled, ...ended])];
}
