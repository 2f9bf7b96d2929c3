import { product } from '../../../upgrade/plans/plans.js';
import type { Run, RunState } from '../../../upgrade/run/run.js';
import { alongOf, peopleTo, targetsOf } from '../../../upgrade/run/targets.js';
import { boughtBeside } from '../../../upgrade/run/together.js';
import { teamsForPlan } from '../lines/other-plan.js';
import { failureCount, failureList, notDone } from '../pieces/failures.js';
import { itemText } from '../pieces/order-items.js';
import {
  eitherPlan,
  endingAddOns,
  type Fact,
  licenses,
  newPlan,
  oldPlan,
  people,
  productName,
  productNames,
  underOneLabel,
} from '../pieces/pieces.js';
import { cycleKnown, priceFor } from '../pieces/prices.js';
import { undoButton } from '../pieces/undo-button.js';
import type { Draft, RunView } from '../view.js';
import { serviceByName } from '../words/service-names.js';

type Completed = Extract<RunState, { is: 'completed' }>;

/** The end: what was done, counts, money, what is left to do. */
export function completedCard(view: RunView, state: Completed): Draft {
  const { t, run } = view;
  const work = run.reassign ?? run.restore;
  const failures = work === null ? { rows: [], more: [] } : failureList(view, work);
  const isAll = run.reassign === null || failureCount(run.reassign) === 0;
  const introAll = run.split ? 'split.completed' : 'completed.intro';
  const intro = isAll ? introAll : 'completed.introNotAll';
  const titleKept = isAll ? 'completed.titleKept' : 'completed.titleKeptNotAll';
  return {
    id: 'completed',
    title: t(state.oldPlanKept ? titleKept : 'completed.title'),
    data: {
      intro: t(intro, { from: oldPlan(run), to: newPlan(view) }),
      facts: underOneLabel([
        ...(run.split ? splitFacts(view) : planFacts(view)),
        ...peopleFacts(view),
        ...endFacts(view, state),
      ]),
      left: leftToDo(view, state),
      know: goodToKnow(view),
      activeUsers: notDone(run) > 0 ? [{ url: view.page('activeUsers') }] : [],
      failures: failures.rows,
      more: failures.more,
      yourProducts: view.page('yourProducts'),
      undo: undoButton(view),
    },
    alsoSay: ['history', 'help'],
  };
}

function planFacts(view: RunView): Fact[] {
  const { t, format, run } = view;
  const order = run.order;
  if (order === null) return [{ title: t('completed.plan'), value: newPlan(view) }];
  const total = priceFor(view, order.plan, order.billingCycle, order.quantity);
  return [
    { title: t('completed.plan'), value: newPlan(view) },
    { title: t('completed.licenses'), value: licenses(order.quantity, view) },
    ...boughtBeside(run).map((item) => ({ title: t('completed.licenses'), value: itemText(view, item) })),
    ...(cycleKnown(run) ? [{ title: t('completed.billing'), value: t(`billingCycle.${order.billingCycle}`) }] : []),
    ...(total === undefined
      ? []
      : [
          {
            title: t('completed.price'),
            value: t(`price.total.${order.billingCycle}`, { price: format.money(total) }),
          },
        ]),
  ];
}

/** Who went to which of two plans, and what was ordered of each. */
function splitFacts(view: RunView): Fact[] {
  const { t, run } = view;
  const orders = [...run.earlierOrders, ...(run.order ? [run.order] : [])].filter(
    ({ outcome }) => outcome === 'completed',
  );
  return [
    ...targetsOf(run).map((sku) => ({ title: productName(sku), value: people(peopleTo(run, sku), view) })),
    ...orders.map(({ plan, quantity }) => ({
      title: t('completed.licenses'),
      value: t('checkout.item', { plan: productName(plan), licenses: licenses(quantity, view) }),
    })),
  ];
}

function peopleFacts(view: RunView): Fact[] {
  const { t, run } = view;
  const { reassign, restore, snapshot } = run;
  const notMoved = reassign === null ? 0 : failureCount(reassign);
  const notRestored = restore === null ? 0 : failureCount(restore);
  const moved = reassign?.done ?? (run.path === 'automatic' ? snapshot?.people : undefined);
  return [
    ...(moved === undefined ? [] : [{ title: t('completed.people'), value: people(moved, view) }]),
    ...(restore === null || restore.total === 0
      ? []
      : [{ title: t('completed.services'), value: t('completed.restored', { people: people(restore.done, view) }) }]),
    ...(notMoved === 0 ? [] : [{ title: t('completed.failed'), value: people(notMoved, view) }]),
    ...(notRestored === 0
      ? []
      : [{ title: t('completed.services'), value: t('completed.notRestored', { people: people(notRestored, view) }) }]),
  ];
}

function endFacts(view: RunView, state: Completed): Fact[] {
  const { t, format, run } = view;
  const { at } = state;
  const begun = run.audit.findLast(({ what }) => what === 'scheduleBegun');
  return [
    { title: t('completed.oldPlan'), value: oldPlanEnded(view, state) },
    ...(begun === undefined ? [] : [{ title: t('completed.begun'), value: format.moment(begun.at) }]),
    { title: t('completed.took'), value: format.moment(at) },
  ];
}

/** How the old plan ended: now, on a date, by becoming the new one, or not at all. */
function oldPlanEnded({ t, format, run }: RunView, state: Completed): string {
  const plan = oldPlan(run);
  const ended = state.oldPlan ?? { is: 'ended' as const };
  if (state.oldPlanKept) return t('completed.oldKept', { plan });
  switch (ended.is) {
    case 'ended':
      return t(`completed.${run.path === 'manual' ? 'oldCancelled' : 'oldEnded'}`, { plan });
    case 'converted':
      return t('completed.oldConverted', { plan });
    case 'runsOut':
    case 'renewed': {
      const dated = ended.is === 'runsOut' && ended.told ? 'oldRunsOutTold' : 'oldRunsOut';
      const key = ended.is === 'renewed' ? 'oldRenewed' : ended.until === null ? 'oldRunsOutSomeDay' : dated;
      return t(`completed.${key}`, { plan, ...(ended.until === null ? {} : { at: format.date(ended.until) }) });
    }
    default:
      return ended satisfies never;
  }
}

/** What somebody has to do, each with how. */
function leftToDo(view: RunView, { oldPlanKept, oldPlan: ended }: Completed): string[] {
  const { t, run } = view;
  const plan = oldPlan(run);
  const failed = notDone(run);
  const notMoved = run.reassign === null ? 'notRestored' : 'notMoved';
  const addOns = endingAddOns(run);
  const left = [
    ...(oldPlanKept ? [t('completed.left.keptOld', { plan })] : []),
    ...(failed > 0 ? [t(`completed.left.${notMoved}`, { count: failed, old: plan, plan: eitherPlan(view) })] : []),
    ...teamsLeft(view),
    ...alongOf(run).flatMap(({ plan: to, along: { from } }) =>
      from.length > 0 ? [t('completed.left.along', { products: productNames(from, view), plan: productName(to) })] : [],
    ),
    ...(run.path === 'manual' && !oldPlanKept && addOns.length > 0
      ? [t('completed.left.addOns', { plan, addOns: productNames(addOns, view) })]
      : []),
    ...(ended?.is === 'renewed' ? [t('completed.left.renewed', { plan })] : []),
    ...(run.path === 'manual' && !oldPlanKept && (ended ?? { is: 'ended' }).is === 'ended'
      ? [t('completed.left.cancelInvoice', { plan })]
      : []),
  ];
  return left.length > 0 ? left : [t('completed.left.nothing')];
}

/** Microsoft Teams, where the plan lacks it and nobody got it along with the plan. */
function teamsLeft(view: RunView): string[] {
  const { t, run } = view;
  const teams = teamsForPlan(run);
  const isTeams = (sku: string): boolean => product(sku)?.kind === 'teams';
  if (teams === undefined || alongOf(run).some(({ along }) => along.to.some(isTeams))) return [];
  const isBought = boughtBeside(run).some(({ plan }) => isTeams(plan));
  return [t(isBought ? 'completed.left.teamsBought' : 'completed.left.teams', { plan: newPlan(view), teams })];
}

/** What is so, and asks nothing of anybody. */
function goodToKnow(view: RunView): { lines: string[] }[] {
  const { t, run } = view;
  const lines = [
    ...unmapped(view, run),
    ...alsoOff(view, run),
    ...(run.path === 'automatic' ? [t('completed.left.invoice')] : []),
  ];
  return lines.length > 0 ? [{ lines }] : [];
}

function unmapped({ t }: RunView, run: Run): string[] {
  const counts = { ...run.restore?.unmapped, ...run.reassign?.unmapped };
  return Object.entries(counts).map(([name, count]) =>
    t('completed.left.unmapped', { count, service: serviceByName(name) }),
  );
}

function alsoOff({ t }: RunView, run: Run): string[] {
  const counts = { ...run.restore?.alsoOff, ...run.reassign?.alsoOff };
  return Object.entries(counts).map(([name, count]) =>
    t('completed.left.alsoOff', { count, service: serviceByName(name) }),
  );
}
