import { canByApi } from '../../../upgrade/order/commerce-forms.js';
import type { SourceFound } from '../../../upgrade/tenant/assessment.js';
import { whatToKnow } from '../lines/other-plan.js';
import { newPlan, people, productName, sourceFound } from '../pieces/pieces.js';
import type { Draft, RunView } from '../view.js';

/** Shown at most; the rest is counted. */
const most = 6;

/** Step 1 of the manual path: use what is owned, or buy. */
export function manualBuyCard(view: RunView): Draft {
  const { t, format, run } = view;
  const needed = sourceFound(run)?.assigned ?? 0;
  const owned = ownedSuites(view);
  const fits = owned.filter(({ free }) => free >= needed);
  const tooFew = owned.filter(({ free }) => free < needed);
  const canBuy = canByApi[run.commerce].buy;
  const canAdd = tooFew.filter(({ sku, seats }) => canBuy && seats > 0 && sku === run.plan);
  const usable = [...fits, ...canAdd];
  const short = tooFew.filter((one) => !canAdd.includes(one));
  return {
    id: 'manual-buy',
    title: t('manualBuy.title'),
    data: {
      intro: t('manualBuy.intro', { people: people(needed, view), plan: newPlan(view) }),
      owned: usable.slice(0, most).map((one) => ownedRow(view, one, needed)),
      lines: [
        ...moreLine(usable.length - most, view),
        ...short
          .slice(0, most)
          .map(({ sku, free }) =>
            t('manualBuy.tooFew', { plan: productName(sku), free: format.number(free), needed: format.number(needed) }),
          ),
        ...moreLine(short.length - most, view),
        ...(usable.length === 0 ? [t('manualBuy.noneFits')] : []),
        t('manualBuy.sameOrganization'),
        ...(canBuy ? [] : [t('manualBuy.byHand')]),
      ],
    },
    alsoSay: ['schedule', 'stop'],
  };
}

type Owned = SourceFound['owned'][number] & { number: number };

/**
 * Subscriptions of the chosen plan, and of other suites that people can be moved to. The number is the place among all
 * that is owned: who writes "use 2" means what the card calls 2.
 */
function ownedSuites({ run }: RunView): Owned[] {
  const owned = sourceFound(run)?.owned ?? [];
  return owned
    .map((one, index) => ({ ...one, number: index + 1 }))
    .filter(({ sku, lacks }) => sku === run.plan || lacks !== undefined);
}

function ownedRow(view: RunView, one: Owned, needed: number) {
  const { t, format } = view;
  const { sku, free, seats, number, subscriptionId } = one;
  const know = whatToKnow(view, one);
  const use = know.length > 0 ? 'verbs.useAnyway' : 'verbs.useSubscription';
  return {
    number: format.number(number),
    subscription: subscriptionId,
    text: t('manualBuy.owned', { plan: productName(sku), free: format.number(free), seats: format.number(seats) }),
    know,
    // Whoever presses has read what is to be known.
    accept: know.length > 0,
    title: free < needed ? t('verbs.useAndBuy', { count: needed - free }) : t(use),
  };
}

const moreLine = (count: number, { t }: RunView): string[] => (count > 0 ? [t('otherPlans.more', { count })] : []);
