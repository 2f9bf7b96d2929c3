import { z } from 'zod';
import { state } from '../definition.js';
import { amend, becomes, to } from '../record.js';
import { permissionToResume, type Resume, resumed, resumedBy, resumeSchema } from '../resume.js';
import { anotherWay, unordered } from '../rules/another-way.js';
import { stop, stopBeforeOrder } from '../rules/stop.js';
import { undoIf } from '../rules/undo.js';
import type { In } from '../shape.js';
import { troubleSchema } from '../trouble.js';
import { hour, lookAgainAt } from '../waiting.js';
import { mayBeThere } from './ordering.js';

/** Something stopped the run, and it asks for help. Nothing was lost. */

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
const mayHaveMoved: readonly Resume['is'][] = ['manualVerify', 'manualReassign', 'locating', 'reassigning', 'undoing'];

export const needsAttention = state<NeedsAttention>()({
  schema,
  /** Where it goes on is where it stands: {@link stepOf} looks there. */
  step: { automatic: 'order', manual: 'buy' },
  card: 'needs-attention',
  // Whatever was declined about the order, only a buyer can mend it and order again.
  needs: ({ state }) => (state.trouble.is === 'orderDeclined' ? 'buy' : permissionToResume(state.resume)),
  verbs: {
    retry: {
      needs: ({ state }) => permissionToResume(state.resume),
      decide(run, asked) {
        const { state, patch } = resumedBy(run, run.state.resume, asked);
        return becomes(run, asked, state, { attempts: 0, ...patch });
      },
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
        const { resume } = run.state;
        const waitsForAccount = resume.is === 'creditCheck' && resume.of === 'account';
        if (isFree(run) || waitsForAccount) return stop.decide(unordered(run), asked);
        return (resume.is === 'preparing' ? stopBeforeOrder : stop).decide(run, asked);
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
  return resume.is === 'ordering' && !mayBeThere(resume);
}

/** What comes of trying again: a card before the order or of a step, a look at what may have gone through, or the same again. */
export type Onward = 'checkout' | 'step3' | 'step2' | 'looks' | 'again';

/** Where trying again leads. */
export function retryLeadsTo({ state, cancelSent }: In<NeedsAttention>): Onward {
  const { trouble, resume } = state;
  switch (resume.is) {
    case 'checkout':
      return 'checkout';
    case 'manualReassign':
      return 'step3';
    case 'manualVerify':
      return trouble.is === 'newPlanNotReady' ? 'step2' : 'again';
    case 'ordering':
      return mayBeThere(resume) ? 'looks' : 'again';
    case 'creditCheck':
    case 'transition':
      return 'looks';
    case 'cancelling':
      return cancelSent || resume.sent ? 'looks' : 'again';
    default:
      return 'again';
  }
}

/** Nothing could be seen of whether it has gone: it is looked at again later. */
function lookedInVain(run: In<NeedsAttention>, _found: unknown, now: Date): In<NeedsAttention> {
  const { state } = run;
  if (state.nextAt === undefined) return run;
  const nextAt = lookAgainAt(state.since, now, { atLeast: 5_000, atMost: hour });
  return amend(run, { state: { ...state, nextAt } });
}
