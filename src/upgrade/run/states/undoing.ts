import { z } from 'zod';
import { alsoOffDetails } from '../also-off.js';
import { whileDeciderMay } from '../decided.js';
import { state } from '../definition.js';
import { changesWait } from '../holdup.js';
import { amend, raiseNotice, to } from '../record.js';
import { pause } from '../rules/pause.js';
import { stop } from '../rules/stop.js';
import { meetsProblem, stumbles, troubled } from '../trouble.js';

/** Moves everyone back as the snapshot says. */

export const undoingSchema = z.object({ is: z.literal('undoing'), since: z.string(), nextAt: z.string() });

export const undoing = state<z.infer<typeof undoingSchema>>()({
  schema: undoingSchema,
  step: { automatic: 'transition', manual: 'reassign' },
  card: 'progress',
  needs: undefined,
  uses: ['groups'],
  verbs: { pause, stop },
  findings: {
    decider: whileDeciderMay,
    changesWait,
    progress: (run, { work }) => amend(run, { undo: work }),
    oldPlanEnded: (run, _found, now) => troubled(run, { is: 'oldPlanEnded' }, { is: 'manualReassign' } as const, now),
    /** Everyone that could be is back: the run stands where it stood before anybody was moved. */
    undone(run, { work }, now) {
      const failed = work.failures.length + work.failuresUnlisted;
      const patch = { undo: work, reassign: null, pilot: null, attempts: 0 };
      const back = to(run, { is: 'manualReassign' }, now, 'undone', patch, {
        back: work.done,
        failed,
        ...alsoOffDetails(work),
      });
      return raiseNotice(back, failed > 0 ? 'undoneInPart' : 'undone', now);
    },
    problem: meetsProblem,
    defect: stumbles,
  },
});
