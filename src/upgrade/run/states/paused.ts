import { z } from 'zod';
import { permissionInTheirName } from '../../decision.js';
import { decisionOf } from '../decided.js';
import { state } from '../definition.js';
import { amend, becomes } from '../record.js';
import { stop, tooLateToStop } from '../rules/stop.js';
import { undo } from '../rules/undo.js';
import { reassigningSchema } from './reassigning.js';
import { restoringSchema } from './restoring.js';
import { undoingSchema } from './undoing.js';

/** Work on people was laid down, to be taken up where it was. */

const schema = z.object({
  is: z.literal('paused'),
  since: z.string(),
  resume: z.discriminatedUnion('is', [reassigningSchema, restoringSchema, undoingSchema]),
});
type Paused = z.infer<typeof schema>;

/** Where the counts of each kind of work are kept. */
const countedIn = { reassigning: 'reassign', restoring: 'restore', undoing: 'undo' } as const;

export const paused = state<Paused>()({
  schema,
  step: { automatic: 'restore', manual: 'reassign' },
  card: 'progress',
  needs: 'steer',
  verbs: {
    resume: {
      needs: 'assign',
      decide(run, asked) {
        const next = { ...run.state.resume, nextAt: asked.now.toISOString() };
        return becomes(run, asked, next, { attempts: 0, decided: decisionOf(asked, permissionInTheirName.reassign) });
      },
    },
    undo,
    stop: {
      needs: 'steer',
      decide: (run, asked) => (run.state.resume.is === 'restoring' ? tooLateToStop : stop).decide(run, asked),
    },
  },
  findings: {
    /** What had left by then is still done. */
    progress: (run, { work }) => amend(run, { [countedIn[run.state.resume.is]]: work }),
  },
});
