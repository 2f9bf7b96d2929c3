import { canTake } from '../../../upgrade/plans/suites.js';
import type { AdminTask } from '../../../upgrade/run/admin-tasks.js';

import { whyNot } from '../../../upgrade/run/possible.js';
import type { RunState } from '../../../upgrade/run/run.js';
import { buyGuide, buyMoreGuide } from '../guides/buy.js';
import { cancelGuide } from '../guides/cancel.js';
import { type Guide, numbered } from '../guides/guide.js';
import { cartGuide, checkoutGuide, openTabGuide, placeOrderGuide } from '../guides/upgrade.js';
import { heldUpLines } from '../lines/held-up.js';
import { whatToKnow } from '../lines/other-plan.js';
import { passingThen } from '../lines/passing.js';
import { stepLine } from '../lines/step-line.js';
import { folded } from '../pieces/folded.js';
import { licenses, oldPlan, productName } from '../pieces/pieces.js';
import { stopButton } from '../pieces/stop-button.js';
import type { Draft, RunView } from '../view.js';

type Waiting = Extract<RunState, { is: 'adminTask' }>;

/** Tasks that leave a trace in Graph when they are done; the others lead to the next card. */
const seenInGraph: readonly AdminTask[] = ['placeOrder', 'buy', 'cancel'];

/** Shown at most; the rest is counted. */
const mostOthers = 5;

/** A task in the admin center, for an agreement without an API. What Graph shows then moves the run on, not what is said. */
export function adminTaskCard(view: RunView, state: Waiting): Draft {
  const { t, run } = view;
  const guide = guideFor(view, state.task);
  const shows = seenInGraph.includes(state.task);
  const missing = notFound(view, state, guide);
  return {
    id: 'admin-task',
    title: guide.title,
    data: {
      step: stepLine(view, run),
      checking:
        shows && state.saidDone ? [t(`adminTask.checking.${guide.sought.what}`, { plan: guide.sought.plan })] : [],
      notFound: missing,
      beforeOthers: beforeOthers(view, state),
      others: state.others.slice(0, mostOthers).map((one, index) => otherRow(view, one, index)),
      afterOthers: afterOthers(view, state),
      intro: guide.intro,
      clicks: numbered(view, guide.clicks),
      values: guide.values,
      valuesTitle: guide.valuesTitle,
      check: guide.check,
      checkTitle: guide.checkTitle,
      heldUp: shows ? heldUpLines(view, oldPlan(run)) : [],
      folded: folded(view, guide.more, [
        {
          title: t('adminTask.looksHeading'),
          lines: [
            t(shows ? `adminTask.looksFor.${guide.sought.what}` : 'adminTask.noTrace', { plan: guide.sought.plan }),
          ],
        },
      ]),
      // The line at the top says so where something is looked for, or was not found.
      whenItLooks: shows && missing.length === 0 && !state.saidDone ? [whenItLooks(view, state)] : [],
      // What was just said to be done need not be pressed again.
      doneStyle: state.saidDone ? 'default' : 'positive',
      doneTitle: t(shows ? 'verbs.taskDone' : 'verbs.taskNext'),
      otherwise: guide.otherwise ?? [],
      stop: stopButton(view),
      pages: guide.pages.map((id) => ({ title: t(`links.${id}`), url: view.page(id) })),
    },
    // Both words are understood; the one that the button has is offered.
    ...(shows ? {} : { examples: { taskDone: t('adminTask.sayNext') } }),
    ...(whyNot(run, { do: 'undo' }) === undefined ? { alsoSay: ['undo'] } : {}),
  };
}

function guideFor(view: RunView, task: AdminTask): Guide {
  switch (task) {
    case 'openTab':
      return openTabGuide(view);
    case 'cart':
      return cartGuide(view);
    case 'checkout':
      return checkoutGuide(view);
    case 'placeOrder':
      return placeOrderGuide(view);
    case 'buy':
      return view.run.seatsToBuy === null ? buyGuide(view) : buyMoreGuide(view, view.run.seatsToBuy);
    case 'cancel':
      return cancelGuide(view);
    default:
      return task satisfies never;
  }
}

function whenItLooks(view: RunView, state: Waiting): string {
  const next = nextLook(view, state);
  return next === undefined ? view.t('adminTask.keepsLooking') : view.t('adminTask.nextLook', { at: next });
}

function notFound(view: RunView, state: Waiting, { sought }: Guide): string[] {
  if (state.notFoundAt === null || state.saidDone) return [];
  const { t, format } = view;
  const at = format.moment(state.notFoundAt);
  const next = nextLook(view, state) ?? t('adminTask.soon');
  return [t(`adminTask.notFound.${sought.what}`, { plan: sought.plan, at, next })];
}

/** A suite of another plan that was bought: what it lacks and, where it can take over, the button for it. */
function otherRow(view: RunView, one: Waiting['others'][number], index: number) {
  const { t, format, run } = view;
  const takes = canTake(one);
  const less = format.list(one.less.map((kind) => t(`otherPlans.less.${kind}`)));
  const old = oldPlan(run);
  return {
    number: format.number(index + 1),
    subscription: one.subscriptionId,
    text: t('otherPlans.seen', { plan: productName(one.sku), seats: licenses(one.seats, view) }),
    know: takes
      ? [
          ...whatToKnow(view, one),
          ...(run.path === 'manual'
            ? []
            : [t('otherPlans.onTheTab', { old, button: t('otherPlans.take'), stop: t('verbs.stop') })]),
        ]
      : [t('otherPlans.cannot', { old, what: less })],
    canTake: takes,
  };
}

/** Whoever bought another plan may otherwise follow the guide and buy twice. */
function beforeOthers({ t }: RunView, { others }: Waiting): string[] {
  return others.some(canTake) ? [t('otherPlans.notAgain', { button: t('otherPlans.take') })] : [];
}

function afterOthers(view: RunView, { others }: Waiting): string[] {
  const more = others.length - mostOthers;
  return [
    ...(others.some((one) => canTake(one) && one.because) ? [passingThen(view)] : []),
    ...(more > 0 ? [view.t('otherPlans.more', { count: more })] : []),
  ];
}

/** Less than this is not worth a time of day. */
const aMinute = 60_000;

/** When the bot looks next; undefined when it is due. */
function nextLook({ t, format, context }: RunView, { nextAt }: Waiting): string | undefined {
  const wait = Date.parse(nextAt) - context.now.getTime();
  if (wait <= 0) return undefined;
  return wait < aMinute ? t('adminTask.soon') : format.moment(nextAt);
}
