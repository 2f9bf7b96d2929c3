import { canByApi } from '../../../upgrade/order/commerce-forms.js';
import { isBought } from '../../../upgrade/run/bought.js';
import type { Run, RunState } from '../../../upgrade/run/run.js';
import { boughtPlan, eitherPlan, newPlan, oldPlan, people } from '../pieces/pieces.js';
import { undoButton } from '../pieces/undo-button.js';
import type { Draft, RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';

/** Stopped by an admin: who, when, and how things stand. */
export function stoppedCard(view: RunView, { by, at }: Extract<RunState, { is: 'stopped' }>): Draft {
  const { t, format, run } = view;
  const bought = isBought(run);
  // An order without a known outcome: nobody can say from here that nothing was bought.
  const mayStand = run.order?.outcome === 'open';
  const back = run.undo?.done ?? 0;
  const moved = Math.max(0, (run.reassign?.done ?? 0) - back);
  return {
    id: 'stopped',
    title: t('stopped.title'),
    data: {
      lines: [
        t('stopped.by', { name: escapeMarkdown(by.name), at: format.moment(at) }),
        ...(bought ? [t('stopped.bought', boughtPlan(view))] : []),
        ...(isOldBilled(run, bought) ? [t('atStake.oldBilled', { plan: oldPlan(run) })] : []),
        ...(moved > 0 ? [t('stopped.moved', { count: moved, plan: eitherPlan(view) })] : []),
        ...(back > 0 ? [t('stopped.movedBack', { people: people(back, view), plan: oldPlan(run) })] : []),
        ...(mayStand ? [t('stopped.orderOpen', { plan: newPlan(view) })] : []),
        ...(!bought && !mayStand && moved === 0 && back === 0
          ? [mayBeOrderedByHand(run) ? t('stopped.byHand') : t('stopped.nothing', { plan: oldPlan(run) })]
          : []),
        t(bought ? 'stopped.againBought' : 'stopped.again'),
      ],
      undo: undoButton(view),
    },
  };
}

/** Whether the old plan is billed beside what was bought: Microsoft's own upgrade ends it, the manual way leaves that for last. */
const isOldBilled = ({ path, cancelled }: Run, bought: boolean): boolean =>
  bought && path === 'manual' && cancelled.length === 0;

/** Whether an admin may have placed an order in the admin center that Graph had not shown yet. */
function mayBeOrderedByHand({ commerce, path, cart }: Run): boolean {
  const can = canByApi[commerce];
  return cart !== null && !(path === 'manual' ? can.buy : can.upgrade);
}
