import { z } from 'zod';
import { leastOf, minimumQuantity } from '../../order/order.js';
import type { Assessment } from '../../tenant/assessment.js';
import { may } from '../../tenant/roles.js';
import { isTime } from '../appointment.js';
import { decisionOf } from '../decided.js';
import { type AnyState, state } from '../definition.js';
import { beforeSchedule, begun, beingMoved, manualVerify, permissionToBegin } from '../entering.js';
import type { EventName } from '../events.js';
import { becomes, raiseNotice, to } from '../record.js';
import { notNow } from '../rules/refuse.js';
import { chooseTime, missingToBegin } from '../rules/schedule.js';
import { stop, stopBeforeOrder } from '../rules/stop.js';
import { undo } from '../rules/undo.js';
import { latestBeginning, type Schedule } from '../schedule.js';
import type { In, Notice, RunRecord } from '../shape.js';
import { sourceOf } from '../source-of.js';

/** Everything is decided; it begins at the time of the run's schedule. */

const schema = z.object({
  is: z.literal('scheduled'),
  since: z.string(),
  begins: z.enum(['order', 'guide', 'reassign']),
});
type Scheduled = z.infer<typeof schema>;

export const scheduled = state<Scheduled>()({
  schema,
  step: { automatic: 'order', manual: 'reassign' },
  card: 'scheduled',
  needs: ({ schedule }) => (schedule?.missed ? 'steer' : undefined),
  verbs: {
    schedule: {
      needs: 'steer',
      decide: (run, asked) =>
        missingToBegin(permissionToBegin[run.state.begins], asked) ?? chooseTime(run, asked, run.state),
    },
    /** What waited for the time stands again where it was decided. */
    unschedule: {
      needs: 'steer',
      decide: (run, asked) =>
        run.schedule
          ? becomes(run, asked, beforeSchedule(run.state.begins), { ...unordered(run), schedule: null })
          : notNow,
    },
    /** Begins as at its time: blockers and roles are looked at again first. */
    startNow: {
      needs: 'steer',
      decide(run, asked) {
        const { schedule: kept, state } = run;
        if (!kept) return notNow;
        const at = asked.now.toISOString();
        const now = { ...kept, by: asked.actor, at, reminded: true, missed: false, nextAt: at };
        return (
          missingToBegin(permissionToBegin[state.begins], asked) ??
          becomes(run, asked, state, { schedule: now, attempts: 0 })
        );
      },
    },
    undo,
    stop: {
      needs: 'steer',
      decide: (run, asked) => (run.state.begins === 'order' ? stopBeforeOrder : stop).decide(run, asked),
    },
  },
  findings: {
    /**
     * What waited only for the time begins, if everything that must be so still is. More than an hour late it is not
     * begun without being asked.
     */
    time(run, { recheck }, now) {
      const { schedule, state } = run;
      if (!schedule || !isTime(run, now)) return run;
      if (now.getTime() - Date.parse(schedule.at) > latestBeginning)
        return after(run, state, 'scheduleMissed', now, { schedule: { ...schedule, missed: true, nextAt: null } });
      if (!recheck) return run;
      if (!may(permissionToBegin[state.begins], recheck.roles)) {
        const back = beforeSchedule(state.begins);
        return after(run, back, 'scheduleRoleLost', now, unordered(run), { by: schedule.by.name });
      }
      if (state.begins !== 'reassign') return beginUpgrade(run, recheck.assessment, now);
      return recheck.ready
        ? after(run, begun('reassign', now), 'scheduleBegun', now, {
            ...beingMoved(run),
            decided: inTheirName(schedule, now),
          })
        : after(run, manualVerify(now), 'scheduleBlocked', now);
    },
  },
});

/** What was decided for the time is decided as it comes. */
const inTheirName = ({ by }: Schedule, now: Date) => decisionOf({ actor: by, now }, permissionToBegin.reassign);

function beginUpgrade(run: In<Scheduled>, assessment: Assessment, now: Date) {
  const { order, cart, plan } = run;
  const { begins } = run.state;
  const isOpen =
    assessment.is === 'available' ? assessment.plans.includes(plan ?? '') : assessment.is === 'askTheAdmin';
  if (!isOpen) {
    const asked = { assessment, path: null, plan: null, cart: null, checkout: null };
    return after(run, { is: 'assessed' }, 'scheduleBlocked', now, { ...unordered(run), ...asked });
  }
  if (!order) return after(run, begun(begins, now), 'scheduleBegun', now);
  const quantity = minimumQuantity(leastOf(sourceOf({ ...run, assessment }), order.plan, 'automatic'));
  if (cart && quantity > order.quantity) {
    const more = { assessment, cart: { ...cart, quantity } };
    return after(run, { is: 'cart' }, 'scheduleBlocked', now, { ...unordered(run), ...more }, { quantity });
  }
  return after(run, begun(begins, now), 'scheduleBegun', now, { order: { ...order, placedAt: now.toISOString() } });
}

/** What became of the time, which is over unless `patch` says otherwise: written down, and told. */
function after<Is extends string, S extends AnyState & { is: Is }>(
  run: RunRecord,
  next: S & { is: Is },
  what: Notice['what'] & EventName,
  now: Date,
  patch: Partial<RunRecord> = {},
  details: Record<string, string | number> = {},
): In<S> {
  return raiseNotice(to<Is, S>(run, next, now, what, { schedule: null, attempts: 0, ...patch }, details), what, now);
}

/** An order that waits for its time has not left. */
function unordered({ state }: In<Scheduled>): Partial<RunRecord> {
  return state.begins === 'order' ? { order: null } : {};
}
