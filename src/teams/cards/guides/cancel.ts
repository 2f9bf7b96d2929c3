import { displayName, sourceSku } from '../../../upgrade/plans/plans.js';
import { endingAddOns, oldPlan, productNames, sourceFound } from '../pieces/pieces.js';
import { subscriptionLine, subscriptionsLeft } from '../pieces/subscriptions-left.js';
import type { RunView } from '../view.js';
import type { Guide } from './guide.js';
import { clickToPlan } from './guide-pieces.js';

/** The most licences a subscription may have for an admin to cancel it without support. */
const mostLicenses = 25;

/**
 * Step 4 of the manual path: "Cancel your subscription", when Microsoft gives no API for it. The rule for who may
 * cancel without support has been written in two ways; the newer one is told first, since that is what to expect. What
 * an admin has to know before they click stands open, the rest is folded.
 */
export function cancelGuide(view: RunView): Guide {
  const { t, format, run } = view;
  const source = sourceFound(run);
  const plan = oldPlan(run);
  const addOns = endingAddOns(run);
  const left = subscriptionsLeft(view);
  const tooMany = left.filter(({ seats }) => seats > mostLicenses);
  const rule = {
    maximum: mostLicenses,
    seats: format.list(tooMany.map(({ seats }) => format.number(seats))),
    count: tooMany.length,
  };
  return {
    title: t('adminTask.cancel.title', { plan: displayName(source?.sku ?? sourceSku) }),
    // What has to be done before it is safe is read before the first click.
    intro: [
      ...(addOns.length > 0 ? [t('adminTask.cancel.addOnsFirst', { plan, addOns: productNames(addOns, view) })] : []),
      t(addOns.length > 0 ? 'adminTask.cancel.nobody' : 'adminTask.cancel.safe', { plan }),
      ...(tooMany.length > 0 ? [t('adminTask.cancel.tooMany', rule)] : []),
    ],
    clicks: [
      ...clickToPlan(view),
      ...(tooMany.length > 0 ? [t('adminTask.cancel.reduce', { maximum: mostLicenses })] : []),
      t('adminTask.cancel.open'),
      t('adminTask.cancel.confirm'),
      t('adminTask.cancel.orRenewal', { button: t('verbs.renewalOff') }),
      ...(left.length > 1 ? [t('adminTask.cancel.each')] : []),
    ],
    values: left.map((one) => ({ title: t('adminTask.cancel.subscription'), value: subscriptionLine(view, one) })),
    check: [t('manualCancel.billing', { plan }), t('adminTask.cancel.cannotUndo', { plan })],
    more: [
      t('manualCancel.data', { plan }),
      t('manualCancel.domains'),
      t('adminTask.cancel.customerAgreement', { plan }),
      ...(tooMany.length > 0 ? [] : [t('adminTask.cancel.fewEnough', { ...rule, count: left.length })]),
      t('adminTask.cancel.olderRule', rule),
    ],
    valuesTitle: t('manualCancel.willCancel'),
    checkTitle: t('manualCancel.consequences'),
    sought: { what: 'ended', plan },
    otherwise: [{ title: t('verbs.renewalOff'), renewal: 'off' }],
    pages: tooMany.length > 0 ? ['yourProducts', 'support'] : ['yourProducts'],
  };
}
