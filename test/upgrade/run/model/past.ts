import type { StateName } from '../../../../src/upgrade/run/run.js';
import type { NewPlan } from '../../../../src/upgrade/tenant/home.js';
import { may } from '../../../../src/upgrade/tenant/roles.js';
import type { Step } from './happenings.js';
import { day } from './spans.js';

/** What a history remembers of itself, by rules of its own: what the run writes down is what is being tested. */
export type Past = {
  /** When the end of the old plan was confirmed last. */
  confirmedAt: Date | undefined;
  /** When looks have said, one after another, that nothing speaks against that end. */
  clearAt: readonly Date[];
  /** The end of the old plan has been sent. */
  hasLeft: boolean;
  /** Orders that may have left this machine, by their keys. */
  sentKeys: readonly string[];
  /** When the order was confirmed last: by somebody who placed it, or by its time that came. */
  orderedAt: Date | undefined;
  /** When the order was sent, each time of which the commerce has not said that nothing happened. */
  doubtedAt: readonly Date[];
  /** The order may be sent any time now, or was. */
  isToBeSent: boolean;
  /** How often the order was sent since a person last asked for it. */
  sendings: number;
  /** The commerce has shown the order. */
  isSeen: boolean;
  /** Reads in a row that did not find an order that was sent. */
  notFound: number;
};

export const nothingYet: Past = {
  confirmedAt: undefined,
  clearAt: [],
  hasLeft: false,
  sentKeys: [],
  orderedAt: undefined,
  doubtedAt: [],
  isToBeSent: false,
  sendings: 0,
  isSeen: false,
  notFound: 0,
};

/** Where the end of the old plan may be confirmed. */
export const mayBeConfirmed: readonly StateName[] = ['manualCancel', 'kept'];

/** Whether a look before the end of the old plan found nothing against it. */
export function isAllClear({ happening }: Pick<Step, 'happening'>): boolean {
  if (happening.by !== 'engine' || happening.found.found !== 'beforeEnding') return false;
  const { old, newPlans, holding, roles } = happening.found.seen;
  const isHeld = holding.users > 0 || holding.groups > 0 || holding.counted !== 0;
  return (
    may('buy', roles) && !isHeld && newPlans.length > 0 && newPlans.every(carriesEveryone) && old.unclear.length === 0
  );
}

/** Whether everyone who has the new plan can live in it for good. */
export function carriesEveryone({ units, rows }: NewPlan): boolean {
  return rows.some(({ row }) => row.status === 'Enabled' && !row.isTrial && units && row.seats >= units.assigned);
}

/** Whether the commerce shows nothing of an order: of two products neither. */
export function showsNowhere(happening: Step['happening']): boolean {
  if (happening.by !== 'engine' || happening.found.found !== 'order') return false;
  const { status } = happening.found;
  return status.is === 'notFound' && (status.beside === undefined || status.beside.is === 'notFound');
}

/** Whether the order leaves by what was found. */
export function leaves({ before, after }: Pick<Step, 'before' | 'after'>): boolean {
  if (before.state.is !== 'ordering' || after.state.is !== 'ordering') return false;
  return after.state.sends > before.state.sends;
}

/** Whoever has the cancellation tried again confirms it, unless that was confirmed too long ago. */
function isConfirmedAnew({ before: { state }, happening, now }: Step, { confirmedAt }: Past): boolean {
  if (happening.by !== 'person' || happening.command.do !== 'retry') return false;
  if (state.is !== 'needsAttention' || state.resume.is !== 'cancelling') return false;
  return confirmedAt !== undefined && now.getTime() - confirmedAt.getTime() <= day;
}

export function remember(past: Past, step: Step): Past {
  const { before, after, happening, now } = step;
  const next = { ...past };
  if (happening.by === 'person' && after !== before) {
    const { command } = happening;
    if (command.do === 'cancelOld' || isConfirmedAnew(step, past)) next.confirmedAt = now;
    if (command.do === 'placeOrder')
      Object.assign(next, { orderedAt: now, doubtedAt: [], isSeen: false, notFound: 0, isToBeSent: false });
    if (command.do === 'placeOrder' || command.do === 'retry') next.sendings = 0;
  }
  if (happening.by === 'engine') {
    const { found } = happening;
    if (found.found === 'beforeEnding' && before.state.is === 'cancelling')
      next.clearAt = isAllClear(step) ? [...past.clearAt, now] : [];
    if (before.state.is === 'ordering' || before.state.is === 'creditCheck') {
      if (found.found === 'sending') {
        next.sendings += 1;
        if (before.order) next.sentKeys = [...past.sentKeys, before.order.key];
      }
      if (found.found === 'notTaken' || found.found === 'turnedAway') {
        next.sendings -= 1;
        next.doubtedAt = past.doubtedAt.slice(0, -1);
      }
      if (found.found === 'sending') {
        next.notFound = 0;
        if (leaves(step)) next.doubtedAt = [...past.doubtedAt, now];
      }
      if (showsNowhere(happening)) next.notFound += 1;
      else if (found.found === 'order') Object.assign(next, { isSeen: true, notFound: 0 });
    }
  }
  if (before.state.is === 'creditCheck' && after.state.is === 'ordering') next.sendings = 0;
  if (before.state.is === 'scheduled' && after.state.is === 'preparing') next.orderedAt = now;
  if (after.state.is === 'cancelling' && mayBeConfirmed.includes(before.state.is)) next.clearAt = [];
  if (after.state.is === 'ordering') next.isToBeSent = true;
  if (after.state.is === 'cancelling' && after.state.sent) next.hasLeft = true;
  return next;
}
