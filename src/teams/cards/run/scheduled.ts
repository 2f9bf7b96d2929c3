import { permissionToBegin } from '../../../upgrade/run/entering.js';
import type { RunState } from '../../../upgrade/run/run.js';
import { latestBeginning } from '../../../upgrade/run/schedule.js';
import { isTimeSaidAbove, momentText } from '../lines/appointment.js';
import { paymentName } from '../pieces/bound.js';
import { chooseTime } from '../pieces/choose-time.js';
import { eitherPlan, type Fact, licenses, newPlan, oldPlan } from '../pieces/pieces.js';
import { stopButton } from '../pieces/stop-button.js';
import type { Draft, RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import { totals } from './cart.js';

type Scheduled = Extract<RunState, { is: 'scheduled' }>;

/**
 * Everything is decided and waits for the chosen time: when that is, what happens then, and how to change it. The same
 * card while it is looked at again at that time, and when the time was missed.
 */
export function scheduledCard(view: RunView, { begins }: Scheduled): Draft {
  const { t, run, context } = view;
  const { schedule } = run;
  if (schedule === null) throw new Error('a run that waits for its time has no time');
  const at = momentText(view, schedule);
  const stage = schedule.missed ? 'missed' : Date.parse(schedule.at) <= context.now.getTime() ? 'now' : 'ahead';
  const when = {
    ahead: t(`scheduled.at.${begins}`, { at }),
    now: t('scheduled.chosen', { at }),
    missed: t('scheduled.was', { at }),
  };
  return {
    id: 'scheduled',
    title: t(`scheduled.title.${stage}`),
    data: {
      when: stage === 'ahead' && isTimeSaidAbove(view) ? [] : [when[stage]],
      lines:
        stage === 'ahead' ? linesAhead(view, begins) : [stage === 'missed' ? t('scheduled.missed') : looking(view)],
      facts: [...orderFacts(view, begins), { title: t('scheduled.by'), value: escapeMarkdown(schedule.by.name) }],
      chooseTime: [chooseTime(view, t('verbs.changeTime'), begins)],
      canStartNow: stage !== 'now',
      needs: permissionToBegin[begins],
      stop: stopButton(view),
    },
  };
}

function linesAhead(view: RunView, begins: Scheduled['begins']): string[] {
  const { t, run } = view;
  return [
    t(`scheduled.begins.${begins}`, { from: oldPlan(run), to: eitherPlan(view) }),
    t(run.schedule?.reminded ? 'scheduled.lookedAt' : 'scheduled.remindedAndLookedAt'),
  ];
}

/** At the time, until it could be found out whether it may begin. */
function looking({ t, format, run }: RunView): string {
  if (run.schedule === null || run.attempts === 0) return t('scheduled.looking');
  const until = new Date(Date.parse(run.schedule.at) + latestBeginning);
  return t('scheduled.noAnswer', { until: format.momentIn(until, run.schedule.timeZone) });
}

function orderFacts(view: RunView, begins: Scheduled['begins']): Fact[] {
  const { t, run } = view;
  const { order, cart } = run;
  if (begins !== 'order' || !order || !cart) return [{ title: t('common.plan'), value: newPlan(view) }];
  return [
    {
      title: t('common.plan'),
      value: t('checkout.item', { plan: newPlan(view), licenses: licenses(order.quantity, view) }),
    },
    { title: t('cart.billingCycle'), value: t(`billingCycle.${order.billingCycle}`) },
    ...totals(view, cart),
    { title: t('checkout.payment'), value: paymentName(view, order.payment) },
  ];
}
