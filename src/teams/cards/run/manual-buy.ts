import { canByApi } from '../../../upgrade/order/commerce-forms.js';
import type { SourceFound } from '../../../upgrade/tenant/assessment.js';
import { whatToKnow } from '../lines/other-plan.js';
import { passingThen } from '../lines/passing.js';
import { newPlan, people, productName, sourceFound } from '../pieces/pieces.js';
import type { Draft, RunView } from '../view.js';

/** Subscriptions shown; the rest can be named. */
const most = 12;

/** Subscriptions without room for everyone that are told of; the rest is counted. */
const mostTold = 6;

/** Step 1 of the manual path: use what is owned, or buy. */
export function manualBuyCard(view: RunView): Draft {
  const { t, run } = view;
  const needed = sourceFound(run)?.assigned ?? 0;
  const canBuy = canByApi[run.commerce].buy;
  const { usable, short } = sorted(ownedSuites(view), needed, (one) => canBuy && one.sku === run.plan);
  return {
    id: 'manual-buy',
    title: t('manualBuy.title'),
    data: {
      intro: t('manualBuy.intro', { people: people(needed, view), plan: newPlan(view) }),
      owned: usable.slice(0, most).map((one) => ownedRow(view, one, needed)),
      lines: [
        ...moreLine(view, usable.slice(most)),
        ...shortLines(view, short, needed),
        ...(usable.some(({ because }) => because === undefined) ? [] : [t('manualBuy.noneFits')]),
        ...(usable.some(({ because }) => because) ? [passingThen(view)] : []),
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

/** Those that can be used, best first: with room for everyone, with licences to buy to it, those that will not last. */
function sorted(owned: readonly Owned[], needed: number, canAddTo: (one: Owned) => boolean) {
  const lasting = owned.filter(({ because }) => because === undefined);
  const fits = lasting.filter(({ free }) => free >= needed);
  const canAdd = lasting.filter((one) => one.free < needed && one.seats > 0 && canAddTo(one));
  const usable = [...fits, ...canAdd, ...owned.filter(({ because }) => because !== undefined)];
  return { usable, short: lasting.filter((one) => !usable.includes(one)) };
}

function ownedRow(view: RunView, one: Owned, needed: number) {
  const { t, format } = view;
  const { sku, free, seats, number, subscriptionId, because } = one;
  const know = whatToKnow(view, one);
  const use = know.length > 0 ? t('verbs.useAnyway') : t('verbs.useSubscription');
  return {
    number: format.number(number),
    subscription: subscriptionId,
    text: t('manualBuy.owned', { plan: productName(sku), free: format.number(free), seats: format.number(seats) }),
    know,
    // Whoever presses has read what is to be known.
    accept: know.length > 0 ? 'true' : 'false',
    title: free < needed && because === undefined ? t('verbs.useAndBuy', { count: needed - free }) : use,
  };
}

function moreLine({ t }: RunView, more: readonly Owned[]): string[] {
  const [first] = more;
  return first ? [t('manualBuy.more', { count: more.length, example: first.number })] : [];
}

function shortLines({ t, format }: RunView, short: readonly Owned[], needed: number): string[] {
  const more = short.length - mostTold;
  return [
    ...short
      .slice(0, mostTold)
      .map(({ sku, free }) =>
        t('manualBuy.tooFew', { plan: productName(sku), free: format.number(free), needed: format.number(needed) }),
      ),
    ...(more > 0 ? [t('otherPlans.more', { count: more })] : []),
  ];
}
