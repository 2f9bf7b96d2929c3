import { lacksBeside } from '../plans/ways-on.js';
import { type SourceFound, seatsNeeded } from '../tenant/assessment.js';
import type { OrderRecord, RunRecord } from './shape.js';
import { sourceOf } from './source-of.js';
import type { Part, Split } from './split.js';

/** Which plans the people of a run go to, who goes to which, and how many seats that needs. */

type Targets = Pick<RunRecord, 'plan' | 'split'>;

/** The plans that people go to, those who were named first; none before one was chosen. */
export function targetsOf({ plan, split }: Targets): readonly string[] {
  if (split) return [split.plan, split.rest];
  return plan === null ? [] : [plan];
}

/** Which plan a person or a group goes to, by their id; null before one was chosen. */
export function planFor({ plan, split }: Targets): (id: string) => string | null {
  if (!split) return () => plan;
  const first = new Set([...split.people, ...split.groups]);
  return (id) => (first.has(id) ? split.plan : split.rest);
}

/** How many of those who held the old plan when it was looked at go to a plan (a skuPartNumber). */
export function peopleTo(run: Pick<RunRecord, 'id' | 'assessment' | 'split'>, plan: string): number {
  const { assigned } = sourceOf(run);
  const { split } = run;
  if (!split) return assigned;
  const named = Math.min(split.named, assigned);
  return plan === split.plan ? named : assigned - named;
}

/** Seats of a plan that the move of its people needs: whoever holds it already has theirs. */
export function seatsFor(run: Pick<RunRecord, 'id' | 'assessment' | 'split'>, plan: string): number {
  const { split } = run;
  return split ? seatsForPart(sourceOf(run), split, plan) : seatsNeeded(sourceOf(run), plan);
}

/** The same before the split is the run's. */
export function seatsForPart(source: SourceFound, part: Part & Pick<Split, 'plan'>, plan: string): number {
  const named = Math.min(part.people.length, source.assigned);
  const holding = part.alreadyHold[plan] ?? 0;
  if (plan === part.plan) return Math.max(0, named - holding);
  return Math.max(0, source.assigned - named - Math.max(0, (source.alreadyHold[plan] ?? 0) - holding));
}

/** What goes and comes with each plan that people go to. */
export function alongOf({ plan, split, along }: Pick<RunRecord, 'plan' | 'split' | 'along'>) {
  const rest = split ? split.rest : plan;
  return [
    ...(split ? [{ plan: split.plan, along: split.along }] : []),
    ...(rest === null ? [] : [{ plan: rest, along }]),
  ];
}

/** The run with another of its plans as the one whose turn it is. */
export function turningTo(run: RunRecord, plan: string) {
  if (plan === run.plan) return {};
  const owned = sourceOf(run).owned.find(({ sku }) => sku === plan);
  const lacks = owned?.lacks ?? lacksBeside(plan, sourceOf(run).sku);
  return { plan, lacks, offer: null, cart: null, useSubscriptionId: null, seatsToBuy: null, growing: null } as const;
}

/** The order of the plan whose turn it is: of two, the last that was carried out may stand among the earlier ones. */
export function orderOfPlan({ plan, split, order, earlierOrders }: RunRecord): OrderRecord | null {
  if (!split || order?.plan === plan) return order;
  return earlierOrders.filter((one) => one.plan === plan && one.outcome === 'completed').at(-1) ?? null;
}
