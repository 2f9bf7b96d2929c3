import { nothingAlong } from '../../plans/along.js';
import { lacksBeside, seatsRefused, whyNoWayOn } from '../../plans/ways-on.js';
import { type SourceFound, seatsNeeded, seatsOwned, withUnused } from '../../tenant/assessment.js';
import { isPlanSettled } from '../bought.js';
import type { AnyState, Asked, CommandTo } from '../definition.js';
import { becomes } from '../record.js';
import type { Refusal } from '../refusal.js';
import type { In } from '../shape.js';
import { sourceOf } from '../source-of.js';
import { notNow, refuse } from './refuse.js';

/**
 * Chooses the plan, or another one as long as nothing is ordered: one that Microsoft names as a way on or, on the manual
 * path, one that the tenant owns and people can be moved to.
 */
export const choosePlan = {
  needs: 'steer',
  decide(run: In<AnyState>, asked: Asked<CommandTo<'choosePlan'>>) {
    const { plan } = asked.command;
    const source = sourceOf(run);
    const owned = run.path === 'manual' ? source.owned.find(({ sku }) => sku === plan) : undefined;
    if (isPlanSettled(run)) return notNow;
    const refusal = owned ? undefined : refused(plan, source, seatsNeeded(source, plan));
    if (refusal) return refuse(refusal);
    const lacks = owned?.lacks ?? lacksBeside(plan, source.sku);
    const fresh = {
      plan,
      assessment: withUnused(run.assessment, asked.unused),
      lacks,
      offer: asked.offer ?? null,
      losingTeams: null,
      losing: asked.losing ?? null,
      along: nothingAlong,
      split: null,
      cart: null,
      checkout: null,
      useSubscriptionId: null,
      seatsToBuy: null,
      growing: null,
    };
    const next = { is: 'beforeYouBegin' } as const;
    if (run.path === 'manual') return becomes(run, asked, next, fresh, { plan });
    if (run.assessment.is !== 'available') return notNow;
    const notOffered = run.assessment.refused.find((one) => one.plan === plan);
    if (notOffered) return refuse({ why: 'planNotOffered', plan, blocker: notOffered.blocker.id });
    if (!run.assessment.plans.includes(plan))
      return refuse({ why: 'planNotOffered', plan, blocker: 'TARGET_NOT_SUPPORTED' });
    return becomes(run, asked, next, { ...fresh, path: 'automatic' }, { plan });
  },
} as const;

/**
 * Why nobody can be moved to a plan that the tenant does not own: what it is, or how many need a seat.
 * @param needed seats of it that the move needs
 */
export function refused(plan: string, source: SourceFound, needed: number): Refusal | undefined {
  const no = whyNoWayOn(plan, source.sku);
  if (no) return no.why === 'unknownPlan' ? { why: 'unknownPlan', plan } : { why: no.why, plan, source: source.sku };
  const seats = needed + seatsOwned(source, plan);
  const limit = seatsRefused(plan, seats);
  return limit && { ...limit, plan, seats };
}
