import { canByApi } from '../../../upgrade/order/commerce-forms.js';
import { newPlan, people, productName, sourceFound } from '../pieces/pieces.js';
import type { Draft, RunView } from '../view.js';

/** Step 1 of the manual path: use what is owned, or buy. */
export function manualBuyCard(view: RunView): Draft {
  const { t, format, run } = view;
  const source = sourceFound(run);
  const needed = source?.assigned ?? 0;
  // The number is the place among all that is owned: who writes "use 2" means what the card calls 2.
  const owned = (source?.owned ?? [])
    .map((one, index) => ({ ...one, number: index + 1 }))
    .filter(({ sku }) => sku === run.plan);
  const fits = owned.filter(({ free }) => free >= needed);
  const tooFew = owned.filter(({ free }) => free < needed);
  const canBuy = canByApi[run.commerce].buy;
  return {
    id: 'manual-buy',
    title: t('manualBuy.title'),
    data: {
      intro: t('manualBuy.intro', { people: people(needed, view), plan: newPlan(view) }),
      owned: [...fits, ...tooFew.filter(({ seats }) => canBuy && seats > 0)].map(
        ({ subscriptionId, sku, free, seats, number }) => ({
          number: format.number(number),
          subscription: subscriptionId,
          text: t('manualBuy.owned', {
            plan: productName(sku),
            free: format.number(free),
            seats: format.number(seats),
          }),
          title: free < needed ? t('verbs.useAndBuy', { count: needed - free }) : t('verbs.useSubscription'),
        }),
      ),
      lines: [
        ...(canBuy ? [] : tooFew).map(({ sku, free }) =>
          t('manualBuy.tooFew', { plan: productName(sku), free: format.number(free), needed: format.number(needed) }),
        ),
        ...(fits.length === 0 && (!canBuy || tooFew.length === 0) ? [t('manualBuy.noneFits')] : []),
        t('manualBuy.sameOrganization'),
        ...(canBuy ? [] : [t('manualBuy.byHand')]),
      ],
    },
    alsoSay: ['schedule', 'stop'],
  };
}
