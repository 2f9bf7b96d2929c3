import { z } from 'zod';
import { outcomeOf, outcomeSchema } from '../../ending/old-plan.js';
import { state } from '../definition.js';
import { amend, noted, raiseNotice } from '../record.js';
import { lookLater } from '../rules/look-later.js';
import { tooLateToUndo, undoAfterEnd } from '../rules/undo.js';
import type { In } from '../shape.js';
import { hour, lookAgainAt } from '../waiting.js';

/** The upgrade is done. Where the old plan runs out on a date, it is looked at then whether it did. */

const schema = z.object({
  is: z.literal('completed'),
  at: z.string(),
  /** Older versions ended a run where the old plan was kept. */
  oldPlanKept: z.boolean(),
  /** How the old plan ended; left out by older versions. */
  oldPlan: z
    .union([
      outcomeSchema,
      /** It was to run out, and was renewed instead. */
      z.object({ is: z.literal('renewed'), until: z.string().nullable() }),
    ])
    .optional(),
  /** When it is looked at whether the old plan has run out. */
  nextAt: z.string().optional(),
});
type Completed = z.infer<typeof schema>;

/** How long after its date an old plan may still be seen, in milliseconds. */
const showsFor = 3 * 24 * hour;

export const completed = state<Completed>()({
  schema,
  step: { automatic: 'done', manual: 'done' },
  card: 'completed',
  needs: undefined,
  verbs: {
    undo: {
      needs: undoAfterEnd.needs,
      decide: (run, asked) => (isGone(run) ? tooLateToUndo : undoAfterEnd).decide(run, asked),
    },
  },
  findings: {
    oldPlan(run, { stands }, now) {
      const { state } = run;
      if (state.oldPlan?.is !== 'runsOut' || state.nextAt === undefined) return run;
      const outcome = outcomeOf(stands);
      if (outcome && outcome.is !== 'runsOut') return over(run, { ...state, oldPlan: { is: 'ended' } }, 'ranOut', now);
      const [renewed] = stands.active;
      const isLate = now.getTime() - Date.parse(state.oldPlan.until ?? state.at) >= showsFor;
      if (renewed && isLate)
        return over(run, { ...state, oldPlan: { is: 'renewed', until: renewed.nextLifecycleAt } }, 'renewed', now);
      const nextAt = lookAgainAt(now.toISOString(), now, { atLeast: 6 * hour, atMost: 6 * hour });
      return amend(run, { state: { ...state, nextAt } });
    },
    problem: lookLater,
    defect: lookLater,
  },
  ends: true,
});

/** Whether the old plan became the new one, or ran out as planned: no cancellation was seen, and nothing is left to go back to. */
function isGone({ state: { oldPlan } }: In<Completed>): boolean {
  return oldPlan?.is === 'converted' || oldPlan?.is === 'ended';
}

/** What was watched is over: written down, and told. */
function over(
  run: In<Completed>,
  { nextAt: _, ...state }: Completed,
  what: 'ranOut' | 'renewed',
  now: Date,
): In<Completed> {
  const entry = { at: now, by: null, what };
  return raiseNotice({ ...noted(run, {}, entry), state, revision: run.revision + 1 }, what, now);
}
