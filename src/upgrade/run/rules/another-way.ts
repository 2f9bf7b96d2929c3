import { manualAllowed } from '../../tenant/manual-allowed.js';
import { isPlanSettled } from '../bought.js';
import type { AnyState, Asked, CommandTo } from '../definition.js';
import { adminTask } from '../entering.js';
import { becomes } from '../record.js';
import type { In, RunRecord } from '../shape.js';
import { afterBuying } from './after-buying.js';
import { choosePlan } from './choose-plan.js';
import { closed } from './order.js';
import { notNow } from './refuse.js';

/** The ways on where Microsoft did not take an order. */

/** @param isFree whether nothing was ordered that may still come */
export function anotherWay<S extends AnyState>(isFree: (run: In<S>) => boolean) {
  return {
    /** Another plan; not where people are on the first one, or seats of it were bought. */
    choosePlan: {
      needs: 'steer',
      decide: (run: In<S>, asked: Asked<CommandTo<'choosePlan'>>) =>
        isFree(run) && !hasPlan(run) ? choosePlan.decide(unordered(run), asked) : notNow,
    },
    /** The manual way, where the automatic one was refused. */
    upgradeManually: {
      needs: 'steer',
      decide: (run: In<S>, asked: Asked) =>
        isFree(run) && run.path === 'automatic' && manualAllowed(run.assessment)
          ? becomes(unordered(run), asked, { is: 'choosingPlan' }, { path: 'manual' })
          : notNow,
    },
    /** Buying in the admin center what could not be bought from here. */
    buyByHand: {
      needs: 'buy',
      decide(run: In<S>, asked: Asked) {
        if (!isFree(run)) return notNow;
        // The plan itself is bought: what was to come beside it is not looked for before people are moved.
        if (run.cart?.alone) {
          const { state, patch } = afterBuying(run, asked.now, []);
          return becomes(run, asked, state, patch);
        }
        return becomes(unordered(run), asked, adminTask('buy', asked.now), { path: 'manual' });
      },
    },
  } as const;
}

/** Whether the run goes to a plan by now. */
function hasPlan(run: RunRecord): boolean {
  return run.useSubscriptionId !== null || run.reassign !== null || isPlanSettled(run);
}

/** An order that came to nothing is over. */
export function unordered<S extends AnyState>(run: In<S>): In<S> {
  return run.order ? closed<In<S>>(run, run.order, 'lapsed') : run;
}
