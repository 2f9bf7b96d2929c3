import { isTarget } from '../../plans/plans.js';
import type { AnyState, Asked, CommandTo } from '../definition.js';
import { becomes } from '../record.js';
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
    const owned = run.path === 'manual' ? sourceOf(run).owned.find(({ sku }) => sku === plan) : undefined;
    if (!isTarget(plan) && !owned) return refuse({ why: 'unknownPlan', plan });
    const lacks = owned?.lacks ?? null;
    const fresh = {
      plan,
      lacks,
      offer: asked.offer ?? null,
      losingTeams: null,
      cart: null,
      checkout: null,
      useSubscriptionId: null,
      seatsToBuy: null,
      growing: null,
    };
    const next = { is: 'beforeYouBegin' } as const;
    if (run.path === 'manual') return becomes(run, asked, next, fresh, { plan });
    if (run.assessment.is !== 'available') return notNow;
    const refused = run.assessment.refused.find((one) => one.plan === plan);
    if (refused) return refuse({ why: 'planNotOffered', plan, blocker: refused.blocker.id });
    if (!run.assessment.plans.includes(plan))
      return refuse({ why: 'planNotOffered', plan, blocker: 'TARGET_NOT_SUPPORTED' });
    return becomes(run, asked, next, { ...fresh, path: 'automatic' }, { plan });
  },
} as const;
