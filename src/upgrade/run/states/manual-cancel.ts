import { z } from 'zod';
import { state } from '../definition.js';
import { becomes } from '../record.js';
import { nextReminder } from '../reminders.js';
import { cancelOld } from '../rules/cancel-old.js';
import { stop } from '../rules/stop.js';
import { undo } from '../rules/undo.js';
import { sourceOf } from '../source-of.js';

/** Step 4 of the manual path: nobody holds the old plan as of the last read; waits for the confirmation. */

const schema = z.object({ is: z.literal('manualCancel') });

export const manualCancel = state<z.infer<typeof schema>>()({
  schema,
  step: { automatic: 'done', manual: 'cancel' },
  card: 'manual-cancel',
  needs: 'buy',
  verbs: {
    cancelOld,
    /** Puts it off: the old plan is kept, and is brought to mind before it renews. */
    keepOld: {
      needs: 'steer',
      decide(run, asked) {
        const renewals = sourceOf(run).subscriptions.flatMap(({ nextLifecycleAt }) => nextLifecycleAt ?? []);
        const renewsAt = renewals.filter((at) => Date.parse(at) > asked.now.getTime()).sort()[0] ?? null;
        const since = asked.now.toISOString();
        return becomes(run, asked, { is: 'kept', since, renewsAt, nextAt: nextReminder(renewsAt, asked.now) });
      },
    },
    undo,
    stop,
  },
  findings: {},
});
