import { whyByHand } from '../../../upgrade/order/offer.js';
import { isPlanSettled } from '../../../upgrade/run/bought.js';
import { ordersByApi } from '../../../upgrade/run/buying.js';
import { peopleTo, seatsFor } from '../../../upgrade/run/targets.js';
import type { SourceFound } from '../../../upgrade/tenant/assessment.js';
import { whatToKnow } from '../lines/other-plan.js';
import { passingThen } from '../lines/passing.js';
import { newPlan, people, productName, sourceFound } from '../pieces/pieces.js';
import { splitTurn } from '../pieces/split.js';
import type { Draft, RunView } from '../view.js';

/** Subscriptions shown; the rest can be named. */
const most = 12;

/** Subscriptions without room for everyone that are told of; the rest is counted. */
const mostTold = 6;

/** Step 1 of the manual path: use what is owned, or buy. */
export function manualBuyCard(view: RunView): Draft {
  const { t, run } = view;
  const source = sourceFound(run);
  const neededOf = (sku: string) => (source ? seatsFor(run, sku) : 0);
  const needed = neededOf(run.plan ?? '');
  const canBuy = ordersByApi(run, 'purchase');
  const { usable, short } = sorted(ownedSuites(view), neededOf, (one) => canBuy && one.sku === run.plan);
  const fits = usable.some(({ because }) => because === undefined);
  return {
    id: 'manual-buy',
    title: t('manualBuy.title'),
    data: {
      canChoose: !isPlanSettled(run),
      intro: intro(view, source, needed, fits),
      buyStyle: fits || needed === 0 ? 'default' : 'positive',
      owned: usable.slice(0, most).map((one) => ownedRow(view, one, neededOf(one.sku))),
      lines: [
        ...splitTurn(view),
        ...(needed === 0 ? [] : alreadyLines(view, source, needed)),
        ...moreLine(view, usable.slice(most)),
        ...shortLines(view, short, neededOf),
        ...(usable.some(({ because }) => because) ? [passingThen(view)] : []),
        t('manualBuy.sameOrganization'),
        ...(canBuy ? [] : byHandLines(view)),
      ],
    },
    alsoSay: ['schedule', 'stop'],
    // The number of the one that stands first.
    examples: usable[0] ? { useSubscription: `${view.words.useSubscription?.[0] ?? ''} ${usable[0].number}` } : {},
  };
}

/** Those who hold both plans, whom nothing has to be bought for. */
function alreadyLines(view: RunView, source: SourceFound | undefined, needed: number): string[] {
  const { t, run } = view;
  const count = run.split ? peopleTo(run, run.plan ?? '') - needed : (source?.alreadyHold[run.plan ?? ''] ?? 0);
  if (count === 0) return [];
  const plan = newPlan(view);
  return [t('manualBuy.alreadyHave', { count, plan })];
}

function intro(view: RunView, source: SourceFound | undefined, needed: number, fits: boolean): string {
  const plan = newPlan(view);
  if (source && needed === 0) return view.t('manualBuy.nothingNeeded', { plan });
  return view.t(fits ? 'manualBuy.intro' : 'manualBuy.introNoneFits', { people: people(needed, view), plan });
}

/** Why the plan cannot be ordered from here, where there is more to say than that it is bought by hand. */
function byHandLines(view: RunView): string[] {
  const { t, run } = view;
  const because = whyByHand(run.offer);
  return [...(because ? [t(`byHand.${because}`, { plan: newPlan(view) })] : []), t('manualBuy.byHand')];
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
    .filter(({ sku, lacks }) => sku === run.plan || (lacks !== undefined && run.split === null));
}

/** How many licences of a plan are needed. */
type NeededOf = (sku: string) => number;

/** Those that can be used, best first: with room for everyone, with licences to buy to it, those that will not last. */
function sorted(owned: readonly Owned[], neededOf: NeededOf, canAddTo: (one: Owned) => boolean) {
  const lasting = owned.filter(({ because }) => because === undefined);
  const fits = lasting.filter(({ free, sku }) => free >= neededOf(sku));
  const canAdd = lasting.filter((one) => one.free < neededOf(one.sku) && one.seats > 0 && canAddTo(one));
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
    text: t('manualBuy.owned', { plan: productName(sku), count: free, seats: format.number(seats) }),
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

function shortLines({ t, format }: RunView, short: readonly Owned[], neededOf: NeededOf): string[] {
  const more = short.length - mostTold;
  return [
    ...short.slice(0, mostTold).map(({ sku, free }) =>
      t('manualBuy.tooFew', {
        plan: productName(sku),
        count: free,
        needed: format.number(neededOf(sku)),
      }),
    ),
    ...(more > 0 ? [t('otherPlans.more', { count: more })] : []),
  ];
}
