import { z } from 'zod';
import type { SkuUnits, Subscription } from '../tenant/facts.js';
import { isUsable } from '../tenant/find-source.js';
import { endingOf, type Terms } from '../tenant/terms.js';

/** The old plan's subscriptions as they were read now, to judge whether each is there still. */
export type OldPlan = {
  /** The source's product. */
  skuId: string;
  /** Ids of the source's subscriptions, as the run knows them. */
  ids: readonly string[];
  /** Rows of /directory/subscriptions, each with what the commerce says of it. */
  rows: readonly { row: Subscription; terms: Terms | undefined }[];
  /** Of the ids that the rows lack: those that are not there either when asked for by themselves (404). */
  notFound: readonly string[];
  /** What /subscribedSkus says of the plan; undefined when it does not name it. */
  units: SkuUnits | undefined;
};

export type OldPlanStands = {
  /** Subscriptions that go on. */
  active: Subscription[];
  /** Those that go on until a date (ISO; null where nobody tells) and are not renewed. */
  runningOut: { id: string; until: string | null }[];
  /** Ids of those that have ended. */
  ended: string[];
  /** Ids of those that have become another product: a full upgrade may keep the subscription and change what it is of. */
  converted: string[];
  /** Ids of those of which it is not known: not listed, or in a status that is not documented. */
  unclear: string[];
};

const endedStatuses: readonly Subscription['status'][] = ['Suspended', 'LockedOut', 'Deleted'];

/**
 * How the old plan's subscriptions stand. One that is listed says so itself, as long as it is of the source's product;
 * one of another product is not the old plan any more, and is never ours to end. One that is not listed has ended only
 * when it is not found by its id either, and the plan has no more usable seats than the listed rows explain.
 * @see https://learn.microsoft.com/graph/api/resources/companysubscription
 * @see https://learn.microsoft.com/partner-center/developer/transition-a-new-commerce-subscription (a full upgrade
 * keeps the subscription's id)
 * @see https://learn.microsoft.com/microsoft-365/commerce/subscriptions/what-if-my-subscription-expires (expired: a grace
 * of 30 days)
 */
export function oldPlanStands({ skuId, ids, rows, notFound, units }: OldPlan, now: Date): OldPlanStands {
  const known = rows.filter(({ row }) => ids.includes(row.id));
  const isSource = ({ row }: { row: Subscription }): boolean => sameId(row.skuId, skuId);
  const own = known.filter(isSource);
  // What can still be ended at once goes on: Microsoft switched renewal off for retired plans long ago.
  const isRunningOut = ({ row, terms }: (typeof own)[number]): boolean =>
    row.status === 'Enabled' && terms?.autoRenew === false && endingOf(terms, now).is !== 'now';
  // In grace after a term that was not renewed people keep their services for a while, and nothing is billed.
  const hasExpired = ({ row, terms }: (typeof own)[number]): boolean =>
    row.status === 'Warning' && terms?.autoRenew === false && endingOf(terms, now).is === 'runsOut';
  const hasEnded = (one: (typeof own)[number]): boolean => endedStatuses.includes(one.row.status) || hasExpired(one);
  const missing = ids.filter((id) => !known.some(({ row }) => row.id === id));
  const usable = rows.filter((one) => isSource(one) && isUsable(one.row));
  const explained = usable.reduce((sum, { row }) => sum + row.seats, 0);
  const isGone = (id: string): boolean =>
    notFound.includes(id) && (units ? units.enabled + units.warning : 0) <= explained;
  return {
    active: own.filter((one) => isUsable(one.row) && !isRunningOut(one) && !hasExpired(one)).map(({ row }) => row),
    runningOut: own
      .filter(isRunningOut)
      .map(({ row, terms }) => ({ id: row.id, until: terms?.endsAt ?? row.nextLifecycleAt })),
    ended: [...own.filter(hasEnded).map(({ row }) => row.id), ...missing.filter(isGone)],
    converted: known.filter((one) => !isSource(one)).map(({ row }) => row.id),
    unclear: [
      ...own.filter(({ row }) => row.status === 'Unknown').map(({ row }) => row.id),
      ...missing.filter((id) => !isGone(id)),
    ],
  };
}

/** How the old plan came to its end. */
export const outcomeSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('ended') }),
  /** It is billed until then (ISO; null where nobody tells), and not renewed. `told`: an admin said so, nothing shows it. */
  z.object({ is: z.literal('runsOut'), until: z.string().nullable(), told: z.boolean() }),
  /** It became the new plan. */
  z.object({ is: z.literal('converted') }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** How the old plan ended; undefined while something of it goes on, or is not known. */
export function outcomeOf({ active, runningOut, ended, converted, unclear }: OldPlanStands): Outcome | undefined {
  if (active.length > 0 || unclear.length > 0) return undefined;
  if (runningOut.length > 0) {
    const dates = runningOut.map(({ until }) => until);
    const until = dates.some((date) => date === null) ? null : ((dates as string[]).sort().at(-1) ?? null);
    return { is: 'runsOut', until, told: false };
  }
  return converted.length > 0 && ended.length === 0 ? { is: 'converted' } : { is: 'ended' };
}

/** Ids of the subscriptions that have ended by now, with those that were seen to have ended before. */
export function endedSoFar({ cancelled }: { cancelled: readonly string[] }, { ended }: OldPlanStands): string[] {
  return [...new Set([...cancelled, ...ended])];
}

function sameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
