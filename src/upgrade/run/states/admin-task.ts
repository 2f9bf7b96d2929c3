import { z } from 'zod';
import { endedSoFar, outcomeOf } from '../../ending/old-plan.js';
import { canTake } from '../../plans/suites.js';
import { firstEnd } from '../../tenant/find-source.js';
import { adminTaskSchema, nextTask, stepOfTask } from '../admin-tasks.js';
import { boughtByHand, type OtherPurchase, otherPurchaseSchema } from '../bought-by-hand.js';
import { completed } from '../completed.js';
import { type Asked, type CommandTo, state } from '../definition.js';
import { adminTask as taskFor, transition } from '../entering.js';
import { amend, becomes, noted, raiseNotice, to } from '../record.js';
import { afterBuying } from '../rules/after-buying.js';
import { notNow, refuse } from '../rules/refuse.js';
import { stop } from '../rules/stop.js';
import { aboutTaken, doubtAbout, taking } from '../rules/take-purchase.js';
import { undoIf } from '../rules/undo.js';
import type { In, RunRecord } from '../shape.js';
import { assignedAtFirst, sourceOf } from '../source-of.js';
import { meetsProblem, stumbles } from '../trouble.js';
import { hour, lookAgainAt } from '../waiting.js';

/** An admin does it by hand in the admin center; the engine looks for what it changes in Graph. */

export const adminTaskStateSchema = z.object({
  is: z.literal('adminTask'),
  task: adminTaskSchema,
  since: z.string(),
  nextAt: z.string(),
  /** When it was last looked for after the admin said that it was done, and not found; null before that. */
  notFoundAt: z.string().nullable(),
  /** The admin said that it is done, and the engine has not looked since. */
  saidDone: z.boolean(),
  /** Suites of other plans that were bought meanwhile: whether one of them is meant, somebody has to say. */
  others: z.array(otherPurchaseSchema).default([]),
});
type Task = z.infer<typeof adminTaskStateSchema>;

export const adminTask = state<Task>()({
  schema: adminTaskStateSchema,
  step: ({ state }) => stepOfTask[state.task],
  card: 'admin-task',
  // Until it was looked for it is nobody's turn.
  needs: ({ state }) => (state.saidDone ? undefined : 'buy'),
  // Before Microsoft moves people, what they have is kept written down, groups too.
  uses: ({ path }) => (path === 'automatic' ? ['groups'] : []),
  verbs: {
    /**
     * What comes before the order leaves no trace in Graph, so the next card is shown; the rest is believed when Graph
     * shows it, and is looked for at once.
     */
    taskDone: {
      needs: 'steer',
      decide(run, asked) {
        const { state } = run;
        const details = { task: state.task };
        if (asked.command.renewal === 'off') return renewalOff(run, asked);
        const next = nextTask[state.task];
        const later: Task = next
          ? { ...taskFor(next, asked.now), since: state.since }
          : { ...state, saidDone: true, nextAt: asked.now.toISOString() };
        return becomes(run, asked, later, {}, details);
      },
    },
    /** Takes a suite of another plan that was bought instead. */
    useSubscription: {
      needs: 'steer',
      decide(run, asked) {
        const other = run.state.others.find(({ subscriptionId }) => subscriptionId === asked.command.subscription);
        if (!other) return refuse({ why: 'unknownSubscription' });
        // Of two plans each is bought in its turn.
        if (run.split) return refuse({ why: 'unknownSubscription' });
        if (!canTake(other)) return refuse({ why: 'givesLess', plan: other.sku, less: other.less });
        const doubt = asked.command.accept ? undefined : doubtAbout(other, run);
        if (doubt) return refuse(doubt);
        const taken = { ...run, ...taking(other, run) };
        const { state, patch } = afterOrder(taken, asked.now);
        return becomes(taken, asked, state, patch, aboutTaken(other));
      },
    },
    undo: undoIf<Task>((run) => run.state.task === 'cancel'),
    stop,
  },
  findings: {
    purchases(run, { listed }, now) {
      if (run.state.task === 'cancel' || run.seatsToBuy !== null) return run;
      const { ordered, others } = boughtByHand(run, listed);
      if (ordered === undefined) return notThereYet(run, others, now);
      const lacks = ordered === run.plan ? run.lacks : null;
      return shows({ ...run, plan: ordered, lacks }, ordered, now);
    },
    orderedByHand: (run, { plan }, now) => shows({ ...run, plan }, plan, now),
    notDoneYet: (run, _found, now) => notThereYet(run, run.state.others, now),
    oldPlan(run, { stands }, now) {
      if (run.state.task !== 'cancel') return run;
      const cancelled = endedSoFar(run, stands);
      const outcome = outcomeOf(stands);
      if (outcome) return completed(run, now, outcome, { cancelled }, { cancelled: cancelled.length });
      return amend(run, { cancelled });
    },
    problem: meetsProblem,
    defect: stumbles,
  },
});

/** What follows on an order that shows: people are moved by the bot, or by Microsoft. */
function afterOrder(run: RunRecord, now: Date) {
  if (run.path === 'manual') return afterBuying(run, now);
  return { state: transition(assignedAtFirst(run), now), patch: {} } as const;
}

/** What was bought by hand shows: it is looked at, or the other one of two plans is bought next. */
function shows(run: In<Task>, plan: string, now: Date) {
  const { state, patch } = afterOrder(run, now);
  const ordered = to(run, state, now, 'orderedByHand', patch, { plan });
  return state.is === 'manualBuy' ? raiseNotice(ordered, 'buyNext', now) : ordered;
}

/** Looked for and not there. Whoever follows the run hears of a suite that may have been bought instead. */
function notThereYet(run: In<Task>, others: OtherPurchase[], now: Date): In<Task> {
  const { state } = run;
  const nextAt = lookAgainAt(state.since, now, { atLeast: 5_000, atMost: hour });
  const looked = { ...state, others, nextAt };
  const isKnown = ({ subscriptionId }: OtherPurchase) =>
    state.others.some((one) => one.subscriptionId === subscriptionId);
  const fresh = others.find((one) => !isKnown(one));
  if (fresh) {
    const seen = to(run, { ...looked, saidDone: false }, now, 'otherPlanBought', { attempts: 0 }, { plan: fresh.sku });
    return raiseNotice(seen, 'otherPlanBought', now);
  }
  if (!state.saidDone) return amend(run, { state: looked, attempts: 0 });
  const notFound: Task = { ...looked, saidDone: false, notFoundAt: now.toISOString() };
  return to(run, notFound, now, 'notDoneYet', { attempts: 0 });
}

/**
 * Recurring billing was turned off where it was too late to cancel. Graph does not show that, so the admin is taken at
 * their word, and it is looked at whether the old plan ends when its term does.
 * @see https://learn.microsoft.com/microsoft-365/commerce/subscriptions/cancel-your-subscription (read 2026-11)
 */
function renewalOff(run: In<Task>, { now, actor }: Asked<CommandTo<'taskDone'>>) {
  if (run.state.task !== 'cancel') return notNow;
  const outcome = { is: 'runsOut', until: firstEnd(sourceOf(run).subscriptions), told: true } as const;
  const said = noted(run, {}, { at: now, by: actor, what: 'taskDone', details: { renewal: 'off' } });
  return { is: 'changed', run: completed(said, now, outcome, {}, {}) } as const;
}
