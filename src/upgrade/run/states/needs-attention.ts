import { z } from 'zod';
import { state } from '../definition.js';
import { manualVerify } from '../entering.js';
import { amend, becomes, to } from '../record.js';
import { anotherWay, unordered } from '../rules/another-way.js';
import { stop, stopBeforeOrder } from '../rules/stop.js';
import { undoIf } from '../rules/undo.js';
import type { In } from '../shape.js';
import { troubleSchema } from '../trouble.js';
import { hour, lookAgainAt } from '../waiting.js';
import { adminTaskStateSchema } from './admin-task.js';
import { cancellingSchema } from './cancelling.js';
import { creditCheckSchema } from './credit-check.js';
import { orderingSchema } from './ordering.js';
import { preparingSchema } from './preparing.js';
import { reassigningSchema } from './reassigning.js';
import { restoringSchema } from './restoring.js';
import { transitionSchema } from './transition.js';
import { undoingSchema } from './undoing.js';

/** Something stopped the run, and it asks for help. Nothing was lost. */

/** Where it goes on. */
const resumeSchema = z.discriminatedUnion('is', [
  preparingSchema,
  orderingSchema,
  creditCheckSchema,
  transitionSchema,
  restoringSchema,
  reassigningSchema,
  undoingSchema,
  cancellingSchema,
  adminTaskStateSchema,
  z.object({ is: z.literal('manualVerify') }),
  z.object({ is: z.literal('manualReassign') }),
  z.object({ is: z.literal('checkout') }),
]);
export type Resume = z.infer<typeof resumeSchema>;

const schema = z.object({
  is: z.literal('needsAttention'),
  since: z.string(),
  trouble: troubleSchema,
  /** When to look whether the trouble has gone by itself; left out where only a person can tell. */
  nextAt: z.string().optional(),
  resume: resumeSchema,
});
type NeedsAttention = z.infer<typeof schema>;

/** Where people may have been moved when it stood still. */
const mayHaveMoved: readonly Resume['is'][] = ['manualVerify', 'manualReassign', 'reassigning', 'undoing'];

export const needsAttention = state<NeedsAttention>()({
  schema,
  /** Where it goes on is where it stands: {@link stepOf} looks there. */
  step: { automatic: 'order', manual: 'buy' },
  card: 'needs-attention',
  // Whatever was declined about the order, only a buyer can mend it and order again.
  needs: ({ state }) => (state.trouble.is === 'orderDeclined' ? 'buy' : 'steer'),
  verbs: {
    retry: {
      needs: 'steer',
      decide: (run, asked) => becomes(run, asked, resumed(run.state.resume, asked.now), { attempts: 0 }),
    },
    undo: undoIf<NeedsAttention>(
      ({ state: { resume } }) =>
        mayHaveMoved.includes(resume.is) || (resume.is === 'adminTask' && resume.task === 'cancel'),
    ),
    ...anotherWay<NeedsAttention>(isFree),
    /** Wherever it stood: where nobody can mend it there must be a way out. */
    stop: {
      needs: 'steer',
      decide(run, asked) {
        if (isFree(run)) return stop.decide(unordered(run), asked);
        return (run.state.resume.is === 'preparing' ? stopBeforeOrder : stop).decide(run, asked);
      },
    },
  },
  findings: {
    /** The permission that was missing is still missing, or is there again. */
    permission(run, { granted }, now) {
      const { state } = run;
      if (state.trouble.is !== 'denied') return run;
      if (granted) return to(run, resumed(state.resume, now), now, 'permission', { attempts: 0 });
      return amend(run, { state: { ...state, nextAt: lookAgainAt(state.since, now, { atLeast: 5_000 }) } });
    },
    problem: lookedInVain,
    defect: lookedInVain,
  },
});

/** Whether Microsoft refused an order, or what it takes to place one, so that nothing was ordered that may still come. */
export function isFree({ state: { trouble, resume } }: In<NeedsAttention>): boolean {
  if (trouble.is === 'orderDeclined') return true;
  return resume.is === 'ordering' && !resume.sent && resume.doubtedAt === null;
}

/** The state in which a run goes on after trouble, begun now. */
function resumed(resume: Resume, now: Date) {
  switch (resume.is) {
    case 'checkout':
    case 'manualReassign':
      return resume;
    case 'manualVerify':
      return manualVerify(now);
    default:
      return { ...resume, since: now.toISOString(), nextAt: now.toISOString() };
  }
}

/** Nothing could be seen of whether it has gone: it is looked at again later. */
function lookedInVain(run: In<NeedsAttention>, _found: unknown, now: Date): In<NeedsAttention> {
  const { state } = run;
  if (state.nextAt === undefined) return run;
  const nextAt = lookAgainAt(state.since, now, { atLeast: 5_000, atMost: hour });
  return amend(run, { state: { ...state, nextAt } });
}
