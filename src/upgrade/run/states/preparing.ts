import { z } from 'zod';
import { isWholeList } from '../../licences/holding.js';
import { state } from '../definition.js';
import { adminTask, ordering } from '../entering.js';
import { heldUp } from '../holdup.js';
import { raiseNotice, to } from '../record.js';
import { stopBeforeOrder } from '../rules/stop.js';
import { meetsProblem, stumbles } from '../trouble.js';

/** Reads who has what, before anything is ordered or moved. */

export const preparingSchema = z.object({
  is: z.literal('preparing'),
  since: z.string(),
  nextAt: z.string(),
  before: z.enum(['order', 'reassign', 'guide']),
});

export const preparing = state<z.infer<typeof preparingSchema>>()({
  schema: preparingSchema,
  step: ({ path, state }) => (state.before === 'guide' ? 'beforeYouBegin' : path === 'manual' ? 'reassign' : 'order'),
  card: 'progress',
  needs: undefined,
  uses: ['groups'],
  verbs: { stop: stopBeforeOrder },
  findings: {
    /**
     * Who has what was written down. What follows begins only when nobody is missing: whoever was left out would lose
     * the services that were switched off for them.
     */
    snapshot(run, { taken, counted }, now) {
      const { before } = run.state;
      const { people, withSwitchedOff } = taken;
      // On the manual path whoever is missing is written down before they are moved.
      if (before !== 'reassign' && !isWholeList(people, counted))
        return heldUp(run, { is: 'countDiffers', counted: counted ?? 0, found: people }, now);
      const snapshot = { ...taken, takenAt: now.toISOString() };
      const details = { people, withSwitchedOff };
      switch (before) {
        case 'order':
          return to(run, ordering(now), now, 'snapshot', { snapshot }, details);
        case 'guide':
          return to(run, adminTask('openTab', now), now, 'snapshot', { snapshot }, details);
        case 'reassign': {
          const ready = to(run, { is: 'manualReassign' }, now, 'snapshot', { snapshot }, details);
          return raiseNotice(ready, 'readyToReassign', now);
        }
        default: {
          const never: never = before;
          return never;
        }
      }
    },
    problem: meetsProblem,
    defect: stumbles,
  },
});
