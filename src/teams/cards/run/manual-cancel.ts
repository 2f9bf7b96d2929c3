import { canByApi } from '../../../upgrade/order/commerce-forms.js';
import { displayName, isSourcePlan } from '../../../upgrade/plans/plans.js';
import type { Run } from '../../../upgrade/run/run.js';
import { targetsOf } from '../../../upgrade/run/targets.js';
import { endingOf } from '../../../upgrade/tenant/terms.js';
import { endingOutlook, runsOutLine } from '../lines/ending-outlook.js';
import { folded } from '../pieces/folded.js';
import { endingAddOns, leftPlan, oldPlan, productName, productNames, sourceFound } from '../pieces/pieces.js';
import { priceFor } from '../pieces/prices.js';
import { subscriptionLine, subscriptionsLeft } from '../pieces/subscriptions-left.js';
import { undoButton } from '../pieces/undo-button.js';
import type { Draft, RunView } from '../view.js';

/** Step 4 of the manual path: the facts that allow it, what is canceled, and what that does. */
export function manualCancelCard(view: RunView): Draft {
  const { t, run } = view;
  const plan = oldPlan(run);
  const plain = displayName(leftPlan(run));
  const addOns = endingAddOns(run);
  const canCancel = canByApi[run.commerce].cancel;
  const ending = endingOf(run.termsOfOld ?? undefined, view.context.now);
  const runsOut = canCancel && ending.is === 'runsOut';
  return {
    id: 'manual-cancel',
    title: t(titleOf(run, runsOut), { plan: plain }),
    data: {
      conditions: [
        ...targetsOf(run).map((sku) => t('manualCancel.facts.active', { plan: productName(sku) })),
        t('manualCancel.facts.users', { plan }),
        t('manualCancel.facts.groups', { plan }),
      ],
      willEnd: t(runsOut ? 'manualCancel.willNotRenew' : 'manualCancel.willCancel'),
      whatFollows: t(runsOut ? 'manualCancel.consequencesRunsOut' : 'manualCancel.consequences'),
      // The terms tell the day below, and a second source may tell another.
      subscriptions: subscriptionsLeft(view).map((one) =>
        subscriptionLine(view, runsOut ? { ...one, nextLifecycleAt: null } : one),
      ),
      consequences: [
        ...(runsOut ? [runsOutLine(view, ending.at)] : [t('manualCancel.billing', { plan })]),
        t('manualCancel.data', { plan }),
        ...(addOns.length > 0 ? [t('manualCancel.addOns', { plan, addOns: productNames(addOns, view) })] : []),
        runsOut
          ? t('manualCancel.untilThen')
          : canCancel
            ? t('manualCancel.cannotUndo')
            : t('manualCancel.byHand', { plan }),
      ],
      folded: folded(view, [
        ...(canCancel ? [] : endingOutlook(view)),
        t('manualCancel.domains'),
        t('manualCancel.keepCosts', { plan }),
        t('manualCancel.again'),
      ]),
      kept: keptLines(view),
      canKeep: run.state.is === 'manualCancel',
      keepTitle: t('verbs.keepOld', { plan: plain }),
      cancelTitle: canCancel
        ? t(`verbs.${runsOut ? 'letRunOut' : 'cancelOld'}`, { plan: plain })
        : t('verbs.cancelByHand'),
      undo: undoButton(view),
      // A guide ends nothing by itself.
      byHand: !canCancel,
    },
    examples: isSourcePlan(leftPlan(run)) ? {} : { cancelOld: view.words.cancelOldPlan?.[0] ?? '' },
  };
}

const titleOf = ({ state }: Run, runsOut: boolean): string =>
  state.is === 'kept' ? 'manualCancel.titleKept' : runsOut ? 'manualCancel.titleRunsOut' : 'manualCancel.title';

/** What it costs to keep it, where the price list tells. */
function keptCosts(view: RunView): string[] {
  const { t, format, run } = view;
  const source = sourceFound(run);
  const cost = source && priceFor(view, source.sku, 'monthly', source.seats);
  if (!cost) return [];
  const price = t('price.total.monthly', { price: format.money(cost) });
  return [t('manualCancel.keptCosts', { plan: oldPlan(run), price })];
}

/** That it is kept, what that costs, and when it renews. */
function keptLines(view: RunView): string[] {
  const { t, format, run } = view;
  if (run.state.is !== 'kept') return [];
  const plan = oldPlan(run);
  const { renewsAt } = run.state;
  return [
    t('manualCancel.kept', { plan }),
    ...keptCosts(view),
    ...(renewsAt === null ? [] : [t('manualCancel.renews', { plan, at: format.date(renewsAt) })]),
  ];
}
