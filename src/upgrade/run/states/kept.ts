import { z } from 'zod';
import { endedSoFar, outcomeOf } from '../../ending/old-plan.js';
import { completed } from '../completed.js';
import { state } from '../definition.js';
import { amend, noted, raiseNotice } from '../record.js';
import { nextReminder } from '../reminders.js';
import { cancelOld } from '../rules/cancel-old.js';
import { lookLater } from '../rules/look-later.js';
import { stop } from '../rules/stop.js';
import { undo } from '../rules/undo.js';

/** Step 4 of the manual path, put off: the old plan is kept and billed. It can be ended at any time, and is brought to mind. */

const schema = z.object({
  is: z.literal('kept'),
  since: z.string(),
  nextAt: z.string(),
  /** When the old plan renews (ISO), as Graph told; null where it does not. */
  renewsAt: z.string().nullable(),
});
type Kept = z.infer<typeof schema>;

export const kept = state<Kept>()({
  schema,
  step: { automatic: 'done', manual: 'cancel' },
  card: 'manual-cancel',
  needs: 'buy',
  verbs: { cancelOld, undo, stop },
  findings: {
    /** Looked at when followers are to be reminded: what somebody ended elsewhere needs no reminder. */
    oldPlan(run, { stands }, now) {
      const outcome = outcomeOf(stands);
      if (outcome) {
        const cancelled = endedSoFar(run, stands);
        return completed(run, now, outcome, { cancelled }, { cancelled: cancelled.length });
      }
      const renewals = stands.active.flatMap(({ nextLifecycleAt }) => nextLifecycleAt ?? []).sort();
      const renewsAt = renewals[0] ?? run.state.renewsAt;
      const reminded = noted(run, {}, { at: now, by: null, what: 'keptReminder' });
      const state = { ...run.state, renewsAt, nextAt: nextReminder(renewsAt, now) };
      return raiseNotice(amend(reminded, { state }), 'keptReminder', now);
    },
    problem: lookLater,
    defect: lookLater,
  },
});
