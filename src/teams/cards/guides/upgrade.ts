import { licenses, newPlan, oldPlan, productNames } from '../pieces/pieces.js';
import type { RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import { type Guide, guideWith } from './guide.js';
import { clickToTab, plainNewPlan, quantityFact } from './guide-pieces.js';

/**
 * "Start the upgrade by using the Upgrade tab" of the article, steps 1–4, 5–6, 7 and 8, with the names that the newer
 * admin center uses beside those of the article.
 */

/** Steps 1–4: to the tab, and the plan. */
export function openTabGuide(view: RunView): Guide {
  const { t } = view;
  return guideWith(view, {
    title: t('adminTask.openTab.title', { plan: plainNewPlan(view) }),
    intro: [t('adminTask.openTab.intro')],
    clicks: [...clickToTab(view), t('adminTask.openTab.choose', { plan: newPlan(view) })],
    check: [
      t('adminTask.openTab.notListed', {
        plan: newPlan(view),
        stop: t('verbs.stop'),
        check: view.words.check?.[0] ?? '',
      }),
    ],
  });
}

/** Steps 5 and 6: how to pay, how many, which add-ons. */
export function cartGuide(view: RunView): Guide {
  const { t, run } = view;
  const { addOnsKept = [], addOnsRemoved = [] } = run.cart ?? {};
  return guideWith(view, {
    title: t('adminTask.cart.title'),
    clicks: [
      t('adminTask.cart.fillIn'),
      t('adminTask.cart.look'),
      t('adminTask.cart.goOn', { button: t('verbs.taskNext') }),
    ],
    values: [
      { title: t('common.plan'), value: newPlan(view) },
      quantityFact(view, 'whyUpgrade'),
      { title: t('cart.billingCycle'), value: t('adminTask.values.billingCycle') },
    ],
    check: [
      ...(addOnsKept.length > 0 ? [t('adminTask.cart.kept', { addOns: productNames(addOnsKept, view) })] : []),
      ...(addOnsRemoved.length > 0 ? [t('adminTask.cart.removed', { addOns: productNames(addOnsRemoved, view) })] : []),
      ...(addOnsKept.length + addOnsRemoved.length === 0 ? [t('adminTask.cart.noAddOns')] : []),
      t('adminTask.cart.price'),
    ],
  });
}

/** Step 7: who is sold to and billed to, what, and how it is paid. */
export function checkoutGuide(view: RunView): Guide {
  const { t, run } = view;
  const item = t('checkout.item', { plan: newPlan(view), licenses: licenses(run.cart?.quantity ?? 0, view) });
  return guideWith(view, {
    title: t('adminTask.checkout.title'),
    clicks: [
      t('adminTask.checkout.look'),
      t('adminTask.checkout.change'),
      t('adminTask.checkout.goOn', { button: t('verbs.taskNext') }),
    ],
    check: [
      t('adminTask.checkout.parties', { organization: escapeMarkdown(run.organization.displayName) }),
      t('adminTask.checkout.items', { item }),
      t('adminTask.checkout.payment'),
      t('adminTask.checkout.creditCheck'),
    ],
  });
}

/** Step 8: the order itself. */
export function placeOrderGuide(view: RunView): Guide {
  const { t, run } = view;
  return guideWith(view, {
    title: t('adminTask.placeOrder.title'),
    intro: [t('adminTask.placeOrder.cannotUndo')],
    clicks: [t('adminTask.click.placeOrder'), t('adminTask.click.comeBack', { button: t('verbs.taskDone') })],
    checkTitle: t('adminTask.placeOrder.thenHeading'),
    check: [t('adminTask.placeOrder.then', { plan: oldPlan(run) }), t('adminTask.creditCheckHides')],
  });
}
