import { z } from 'zod';
import { outcomeSchema } from '../../ending/old-plan.js';
import { completed } from '../completed.js';
import { state } from '../definition.js';
import { amend } from '../record.js';
import { pause } from '../rules/pause.js';
import { tooLateToStop } from '../rules/stop.js';
import { meetsProblem, stumbles } from '../trouble.js';

/** Switches off again what the automatic upgrade switched on. */

export const restoringSchema = z.object({
  is: z.literal('restoring'),
  since: z.string(),
  nextAt: z.string(),
  /** How the old plan ended; left out by older versions, where it always had. */
  oldPlan: outcomeSchema.default({ is: 'ended' }),
});

export const restoring = state<z.infer<typeof restoringSchema>>()({
  schema: restoringSchema,
  step: { automatic: 'restore', manual: 'reassign' },
  card: 'progress',
  needs: undefined,
  uses: ['groups'],
  verbs: { pause, stop: tooLateToStop },
  findings: {
    progress: (run, { work }) => amend(run, { restore: work }),
    restored(run, { work }, now) {
      const failed = work.failures.length + work.failuresUnlisted;
      return completed(run, now, run.state.oldPlan, { restore: work }, { restored: work.done, failed });
    },
    problem: meetsProblem,
    defect: stumbles,
  },
});
