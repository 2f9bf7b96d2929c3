import { z } from 'zod';
import { endedSoFar, outcomeOf } from '../../ending/old-plan.js';
import { areGroupsLeft, isTransitionOver, onlyGroupsHold, type TransitionSeen } from '../../ending/transition-over.js';
import { completed } from '../completed.js';
import { decidedWithUpgrade } from '../decided.js';
import { state } from '../definition.js';
import { restoring } from '../entering.js';
import { heldUp } from '../holdup.js';
import { amend, to } from '../record.js';
import { declined } from '../rules/order.js';
import { orderUnderReview } from '../rules/review.js';
import { tooLateToStop } from '../rules/stop.js';
import type { RunRecord } from '../shape.js';
import { meetsProblem, stumbles, troubled } from '../trouble.js';
import { hour, lookAgainAt } from '../waiting.js';

/** Microsoft moves the people (automatic path). */

export const transitionSchema = z.object({
  is: z.literal('transition'),
  since: z.string(),
  nextAt: z.string(),
  moved: z.number().int(),
  total: z.number().int(),
  /** Since when groups alone hold the old plan. */
  groupsSince: z.string().nullable().default(null),
});

export const transition = state<z.infer<typeof transitionSchema>>()({
  schema: transitionSchema,
  step: { automatic: 'transition', manual: 'buy' },
  card: 'progress',
  needs: undefined,
  uses: ['groups', 'commerce'],
  verbs: { stop: tooLateToStop },
  findings: {
    /** Asked only whether it failed or is reviewed; how far it is, Graph tells. */
    order(run, { status }, now) {
      const { order, state } = run;
      if (!order) return run;
      if (status.is === 'notFound') return amend(run, { state: { ...state, nextAt: lookAgainAt(state.since, now) } });
      if (status.is === 'underReview') return orderUnderReview(run, order, status.of, now);
      if (status.is === 'unclear') return heldUp(run, { is: 'unknownWord', word: status.word }, now);
      return status.is === 'declined' ? declined(run, order, status, now) : run;
    },
    transition(run, { seen }, now) {
      const { state } = run;
      const counted = seen.counted ?? 0;
      const total = Math.max(state.total, counted);
      if (isTransitionOver(seen)) return moved(run, seen, total, now);
      if (areGroupsLeft(seen, state.groupsSince, now)) return groupsBehind(run, seen, total - counted, now);
      if (now.getTime() - Date.parse(state.since) > 24 * hour)
        return troubled(run, { is: 'overdue', what: 'transition', since: state.since }, state, now);
      const nextAt = lookAgainAt(state.since, now);
      const groupsSince = onlyGroupsHold(seen) ? (state.groupsSince ?? now.toISOString()) : null;
      return amend(run, { state: { ...state, moved: total - counted, total, groupsSince, nextAt }, attempts: 0 });
    },
    problem: meetsProblem,
    defect: stumbles,
  },
});

/** Microsoft has moved people and left groups behind: they are moved before anything else, and the run goes on from there. */
function groupsBehind(run: RunRecord, { old, groups }: TransitionSeen, people: number, now: Date) {
  const patch = { cancelled: endedSoFar(run, old), attempts: 0, decided: decidedWithUpgrade(run, now) };
  return to(run, restoring(now, outcomeOf(old) ?? null, true), now, 'moved', patch, { moved: people, groups });
}

/** The upgrade forgets which services were switched off: they are switched off again, where there were any. */
function moved(run: RunRecord, { old }: TransitionSeen, people: number, now: Date) {
  const order = run.order ? { ...run.order, outcome: 'completed' as const } : null;
  const outcome = outcomeOf(old) ?? { is: 'ended' as const };
  const patch = { order, cancelled: endedSoFar(run, old) };
  if (!run.snapshot || run.snapshot.withSwitchedOff === 0)
    return completed(run, now, outcome, patch, { moved: people });
  const begun = { ...patch, attempts: 0, decided: decidedWithUpgrade(run, now) };
  return to(run, restoring(now, outcome), now, 'moved', begun, { moved: people });
}
