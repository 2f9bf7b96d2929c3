import type { Outcome } from '../ending/old-plan.js';
import { canByApi } from '../order/commerce-forms.js';
import type { Actor, Permission } from '../tenant/roles.js';
import type { AdminTask } from './admin-tasks.js';
import type { OtherPurchase } from './bought-by-hand.js';
import { isAhead } from './schedule.js';
import type { RunRecord, Work } from './shape.js';

/** States as they are entered, where several others lead to them. */

/** Work that begins now. */
const now = (at: Date) => ({ since: at.toISOString(), nextAt: at.toISOString() });

export const adminTask = (task: AdminTask, at: Date) =>
  ({
    is: 'adminTask',
    task,
    ...now(at),
    notFoundAt: null as string | null,
    saidDone: false,
    others: [] as OtherPurchase[],
  }) as const;

export const preparing = (before: 'order' | 'reassign' | 'guide', at: Date) =>
  ({ is: 'preparing', ...now(at), before }) as const;

export const ordering = (at: Date) =>
  ({
    is: 'ordering',
    ...now(at),
    sent: false,
    settlingReads: 0,
    sends: 0,
    seen: false,
    sentAt: null,
    doubtedAt: null,
    refusal: null,
    reviewSince: null,
  }) as const;

export const manualVerify = (at: Date) => ({ is: 'manualVerify', ...now(at), seen: null }) as const;

export const transition = (total: number, at: Date) =>
  ({ is: 'transition', ...now(at), moved: 0, total, groupsSince: null as string | null }) as const;

/** @param groups whether groups hold the old plan still: it need not have ended then */
export const restoring = (at: Date, oldPlan: Outcome | null, groups = false) =>
  ({ is: 'restoring', ...now(at), oldPlan, groups, tries: 0 }) as const;

export const undoing = (at: Date) => ({ is: 'undoing', ...now(at) }) as const;

/** @param only ids of the people it is about; left out, or empty: everyone, up to `pilot` people where that is not 0 */
export const reassigning = (at: Date, pilot: number, only: string[] = []) =>
  ({ is: 'reassigning', ...now(at), pilot, onlyFailed: false, only }) as const;

/** @param people ids of those it was confirmed for */
export const locating = (at: Date, country: string, people: string[], again: boolean) =>
  ({ is: 'locating', ...now(at), country, people, again }) as const;

/** What a time may be chosen for. */
export type Begins = 'order' | 'guide' | 'reassign';

/** What whoever lets it begin must be allowed. */
export const permissionToBegin: Record<Begins, Permission> = { order: 'buy', guide: 'steer', reassign: 'assign' };

/** What a time that was chosen for a run is for. */
export function beginsWith({ path, commerce }: Pick<RunRecord, 'path' | 'commerce'>): Begins {
  return path === 'manual' ? 'reassign' : canByApi[commerce].upgrade ? 'order' : 'guide';
}

export const scheduled = (begins: Begins, at: Date) => ({ is: 'scheduled', since: at.toISOString(), begins }) as const;

/** The state in which the work begins that was waited for. */
export function begun(begins: Begins, at: Date) {
  return begins === 'reassign' ? reassigning(at, 0) : preparing(begins, at);
}

/** Begins, or waits for the time that was chosen for it. */
export function beginning(run: RunRecord, begins: Begins, at: Date) {
  return isAhead(run.schedule, at) ? scheduled(begins, at) : begun(begins, at);
}

/** Where a run stands again when it no longer waits for its time. */
export function beforeSchedule(begins: Begins) {
  const back = {
    order: { is: 'checkout' },
    guide: { is: 'beforeYouBegin' },
    reassign: { is: 'manualReassign' },
  } as const;
  return back[begins];
}

/** A time that is still to come is kept in the name of whoever decided what begins then; one that has passed is over. */
export function decidedBy(by: Actor, { schedule }: RunRecord, at: Date): Pick<RunRecord, 'schedule'> {
  return { schedule: isAhead(schedule, at) ? { ...schedule, by } : null };
}

/** What a run says of people being moved from the moment it begins: some may be moved before the first count is kept. */
export function beingMoved(run: RunRecord): Pick<RunRecord, 'reassign' | 'undo' | 'located'> {
  const none: Work = {
    total: run.snapshot?.people ?? 0,
    done: 0,
    failures: [],
    failuresUnlisted: 0,
    startedAt: null,
    unmapped: {},
    alsoOff: {},
    learnt: [],
  };
  return { reassign: run.reassign ?? none, undo: null, located: null };
}
