import { z } from 'zod';
import { state } from '../definition.js';
import { becomes, telling } from '../record.js';
import { refuse } from '../rules/refuse.js';
import { stop } from '../rules/stop.js';
import { undo } from '../rules/undo.js';

/** Step 4 of the manual path: nobody holds the old plan as of the last read; waits for the confirmation. */

const schema = z.object({ is: z.literal('manualCancel') });

export const manualCancel = state<z.infer<typeof schema>>()({
  schema,
  step: { automatic: 'done', manual: 'cancel' },
  card: 'manual-cancel',
  needs: 'buy',
  verbs: {
    cancelOld: {
      needs: 'buy',
      decide(run, asked) {
        if (!asked.command.confirm) return refuse({ why: 'notConfirmed' });
        const at = asked.now.toISOString();
        return becomes(run, asked, {
          is: 'cancelling',
          since: at,
          nextAt: at,
          confirmedBy: asked.actor,
          confirmedAt: at,
          clearSince: null,
          sent: false,
        });
      },
    },
    keepOld: {
      needs: 'steer',
      decide(run, asked) {
        const kept = { is: 'completed', at: asked.now.toISOString(), oldPlanKept: true } as const;
        return telling(becomes(run, asked, kept), 'completed', asked.now);
      },
    },
    undo,
    stop,
  },
  findings: {},
});
