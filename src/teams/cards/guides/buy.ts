import { canByApi } from '../../../upgrade/order/commerce-forms.js';
import { whyByHand } from '../../../upgrade/order/offer.js';
import { teamsAlong } from '../lines/other-plan.js';
import { endingAddOns, newPlan, oldPlan, productNames } from '../pieces/pieces.js';
import type { RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import { type Guide, guideWith } from './guide.js';
import { plainNewPlan, quantityFact } from './guide-pieces.js';

/** Step 1 of the manual path: "Buy a new subscription". */
export function buyGuide(view: RunView): Guide {
  const { t, run } = view;
  const addOns = endingAddOns(run);
  const teams = teamsAlong(run);
  return guideWith(view, {
    title: t('adminTask.buy.title', { plan: plainNewPlan(view) }),
    intro: [...whyByOwnHand(view), t('adminTask.buy.intro', { plan: oldPlan(run) })],
    clicks: [
      t('adminTask.buy.purchaseServices'),
      t('adminTask.buy.find', { plan: newPlan(view) }),
      t('adminTask.buy.fillIn'),
      ...(teams === undefined ? [] : [t('adminTask.buy.teams', { teams, plan: newPlan(view) })]),
      t('adminTask.buy.checkOut'),
      t('adminTask.click.placeOrder'),
    ],
    values: [
      { title: t('common.plan'), value: newPlan(view) },
      quantityFact(view, 'whyBuy'),
      { title: t('cart.billingCycle'), value: t('adminTask.values.billingCycle') },
    ],
    check: [
      t('adminTask.buy.organization', { organization: escapeMarkdown(run.organization.displayName) }),
      t('adminTask.checkout.payment'),
      ...(addOns.length > 0
        ? [t('adminTask.buy.addOns', { plan: oldPlan(run), addOns: productNames(addOns, view) })]
        : []),
      t('adminTask.creditCheckHides'),
    ],
    pages: ['purchaseServices'],
  });
}

/** Why it is not ordered from here: the agreement has no API, or what Microsoft says of this plan. */
function whyByOwnHand(view: RunView): string[] {
  const { t, run } = view;
  const because = whyByHand(run.offer);
  if (because) return [t(`byHand.${because}`, { plan: newPlan(view) })];
  return canByApi[run.commerce].buy ? [] : [t('adminTask.buy.noApi')];
}

/** Step 2 of the manual path when seats are missing: "Buy or remove subscription licenses". */
export function buyMoreGuide(view: RunView, missing: number): Guide {
  const { t } = view;
  return guideWith(view, {
    title: t('adminTask.buyMore.title', { count: missing, plan: plainNewPlan(view) }),
    clicks: [
      t('adminTask.click.yourProducts'),
      t('adminTask.click.subscription', { plan: newPlan(view) }),
      t('adminTask.buyMore.add'),
      t('adminTask.buyMore.total', { missing }),
      t('adminTask.buyMore.submit'),
    ],
    values: [
      { title: t('common.plan'), value: newPlan(view) },
      { title: t('adminTask.buyMore.label'), value: t('adminTask.buyMore.why', { missing }) },
    ],
    check: [t('adminTask.buyMore.missingButton'), t('adminTask.creditCheckHides')],
    sought: { what: 'seats', plan: newPlan(view) },
  });
}
