import { z } from 'zod';
import { endedSoFar, type Outcome, outcomeOf, outcomeSchema } from '../../ending/old-plan.js';
import { alsoOffDetails } from '../also-off.js';
import { completed } from '../completed.js';
import { whileDeciderMay } from '../decided.js';
import { state } from '../definition.js';
import { transition } from '../entering.js';
import type { GroupsLeft } from '../found.js';
import { changesWait } from '../holdup.js';
import { amend, to } from '../record.js';
import { pause } from '../rules/pause.js';
import { tooLateToStop } from '../rules/stop.js';
import type { In, OrderRecord, RunRecord, Work } from '../shape.js';
import { meetsProblem, stumbles, troubled } from '../trouble.js';

/** Moves groups that the automatic upgrade left behind, and switches off again what it switched on. */

export const restoringSchema = z.object({
  is: z.literal('restoring'),
  since: z.string(),
  nextAt: z.string(),
  /** How the old plan ended; null while groups hold it still. Left out by older versions, where it always had. */
  oldPlan: outcomeSchema.nullable().default({ is: 'ended' }),
  /** Groups were left with the old plan when it began. */
  groups: z.boolean().default(false),
  /** How often an admin had it tried again for groups or their members. */
  tries: z.number().int().default(0),
});
type Restoring = z.infer<typeof restoringSchema>;

export const restoring = state<Restoring>()({
  schema: restoringSchema,
  step: { automatic: 'restore', manual: 'reassign' },
  card: 'progress',
  needs: undefined,
  uses: ['groups'],
  verbs: { pause, stop: tooLateToStop },
  findings: {
    decider: whileDeciderMay,
    changesWait,
    progress: (run, { work }) => amend(run, { restore: work }),
    restored(run, { work, left }, now) {
      const { state } = run;
      const after: In<Restoring> = { ...run, restore: work };
      const outcome = (left && outcomeOf(left.old)) ?? state.oldPlan;
      if (left && isHeld(left, state, outcome)) return needsAnAdmin(after, left, now);
      if (outcome === null) return waitForTheEnd(after, now);
      const failed = work.failures.length + work.failuresUnlisted;
      const groups = left ? { groups: left.moved } : {};
      const patch = { order: carriedOut(run), ...(left ? { cancelled: endedSoFar(run, left.old) } : {}) };
      const details = { restored: work.done, failed, ...groups, ...alsoOffDetails(work) };
      return completed(after, now, outcome, patch, details);
    },
    problem: meetsProblem,
    defect: stumbles,
  },
});

/**
 * Whether somebody would be left with the old plan, or without a licence: while a group hands out the old plan, or
 * people have not got the new one from theirs. An admin who has been asked about people, and told what they can do, is
 * not asked for ever: then they are named with the others. Whoever holds the old plan of their own while it goes on is
 * Microsoft's to move.
 */
function isHeld(left: GroupsLeft, { tries }: Restoring, outcome: Outcome | null): boolean {
  const { holding, inError, mayNotReprocess } = left;
  const people = outcome === null ? inError : peopleLeft(left);
  return holding.groups > 0 || (people > 0 && (tries === 0 || (mayNotReprocess && tries === 1)));
}

const peopleLeft = ({ holding, inError }: GroupsLeft): number => Math.max(holding.users, inError);

function needsAnAdmin(run: In<Restoring>, left: GroupsLeft, now: Date) {
  const { holding, mayNotReprocess } = left;
  const people = peopleLeft(left);
  const trouble = { is: 'groupsLeft', groups: holding.groups, people, mayNotReprocess } as const;
  return troubled(run, trouble, { ...run.state, tries: run.state.tries + 1 }, now);
}

/** Nobody holds the old plan any more; that it ends is Microsoft's to do, and is watched as before. */
function waitForTheEnd(run: RunRecord & { restore: Work | null }, now: Date) {
  return to(run, transition(run.snapshot?.people ?? 0, now), now, 'groupsMoved', { attempts: 0 });
}

function carriedOut({ order }: RunRecord): OrderRecord | null {
  return order ? { ...order, outcome: 'completed' } : null;
}
