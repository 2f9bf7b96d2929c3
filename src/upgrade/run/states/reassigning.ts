import { z } from 'zod';
import { heldBy } from '../../licences/holding.js';
import { alsoOffDetails } from '../also-off.js';
import { whileDeciderMay } from '../decided.js';
import { state } from '../definition.js';
import { changesWait, heldUp } from '../holdup.js';
import { amend, raiseNotice, to } from '../record.js';
import { pause } from '../rules/pause.js';
import { notWhileHeld } from '../rules/refuse.js';
import { stop } from '../rules/stop.js';
import type { RunRecord } from '../shape.js';
import { meetsProblem, stumbles } from '../trouble.js';

/** Step 3 of the manual path, under way: moves people from the old plan to the new. */

export const reassigningSchema = z.object({
  is: z.literal('reassigning'),
  since: z.string(),
  nextAt: z.string(),
  pilot: z.number().int(),
  onlyFailed: z.boolean(),
  /** Ids of the people and groups it is about; empty: everyone. */
  only: z.array(z.string()).default([]),
});

/** How many of a pilot's people are kept by name and id. */
const pilotNamed = 20;

/** Whom a pilot moves, to be named afterwards. @param ids of the same people, in the same order */
export function pilotOf(names: readonly string[], ids: readonly string[]): NonNullable<RunRecord['pilot']> {
  return { names: names.slice(0, pilotNamed), ids: ids.slice(0, pilotNamed), people: names.length };
}

export const reassigning = state<z.infer<typeof reassigningSchema>>()({
  schema: reassigningSchema,
  step: { automatic: 'transition', manual: 'reassign' },
  card: 'progress',
  needs: undefined,
  uses: ['groups'],
  verbs: { pause, stop, cancelOld: notWhileHeld },
  findings: {
    decider: whileDeciderMay,
    changesWait,
    pilot: (run, { only, names }) => amend(run, { state: { ...run.state, only }, pilot: pilotOf(names, only) }),
    progress: (run, { work }) => amend(run, { reassign: work }),
    /** A pass over everyone, or over those who were named, has ended. */
    reassigned(run, { work, holding }, now) {
      const { state } = run;
      const { users, groups } = holding;
      const failed = work.failures.length + work.failuresUnlisted;
      const details = { done: work.done, failed, users, groups, ...alsoOffDetails(work) };
      const held = heldBy(holding);
      if (held.is === 'nobody') {
        // Nobody is left to wait for a time, if one was chosen.
        const all = { reassign: work, schedule: null, attempts: 0 };
        const ready = to(run, { is: 'manualCancel' }, now, 'reassigned', all, details);
        return raiseNotice(ready, 'readyToCancel', now);
      }
      const isEveryone = state.pilot === 0 && state.only.length === 0;
      if (held.is === 'unclear' && isEveryone)
        return heldUp(amend(run, { reassign: work }), { is: 'countDiffers', counted: held.counted, found: 0 }, now);
      const rest = to(run, { is: 'manualReassign' }, now, 'reassigned', { reassign: work, attempts: 0 }, details);
      return raiseNotice(rest, 'reassignFinished', now);
    },
    problem: meetsProblem,
    defect: stumbles,
  },
});
