import { whyByHand } from '../../../upgrade/order/offer.js';
import { ordersByApi } from '../../../upgrade/run/buying.js';
import { type SourceFound, seatsNeeded } from '../../../upgrade/tenant/assessment.js';
import { passingThen, passingWhat } from '../lines/passing.js';
import { newPlan, people, productName, sourceFound } from '../pieces/pieces.js';
import type { Draft, RunView } from '../view.js';

/** Subscriptions shown; the rest can be named. */
const most = 12;

/** Step 1 of the manual path: use what is owned, or buy. */
export function manualBuyCard(view: RunView): Draft {
  const { t, format, run } = view;
  const source = sourceFound(run);
  const needed = source ? seatsNeeded(source, run.plan ?? '') : 0;
  // The number is the place among all that is owned: who writes "use 2" means what the card calls 2.
  const owned = (source?.owned ?? [])
    .map((one, index) => ({ ...one, number: index + 1 }))
    .filter(({ sku }) => sku === run.plan);
  const lasting = owned.filter(({ because }) => because === undefined);
  const fits = lasting.filter(({ free }) => free >= needed);
  const tooFew = lasting.filter(({ free }) => free < needed);
  const canBuy = ordersByApi(run, 'purchase');
  const rows = [
    ...[...fits, ...tooFew.filter(({ seats }) => canBuy && seats > 0)].map((one) => ({
      ...ownedRow(view, one),
      title: one.free < needed ? t('verbs.useAndBuy', { count: needed - one.free }) : t('verbs.useSubscription'),
    })),
    ...owned.flatMap((one) => passingRow(view, one)),
  ];
  return {
    id: 'manual-buy',
    title: t('manualBuy.title'),
    data: {
      intro: t('manualBuy.intro', { people: people(needed, view), plan: newPlan(view) }),
      owned: rows.slice(0, most),
      lines: [
        ...alreadyLines(view, source, needed),
        ...moreLine(view, rows),
        ...(canBuy ? [] : tooFew).map(({ sku, free }) =>
          t('manualBuy.tooFew', { plan: productName(sku), free: format.number(free), needed: format.number(needed) }),
        ),
        ...(fits.length === 0 && (!canBuy || tooFew.length === 0) ? [t('manualBuy.noneFits')] : []),
        ...(owned.length > lasting.length ? [passingThen(view)] : []),
        t('manualBuy.sameOrganization'),
        ...(canBuy ? [] : byHandLines(view)),
      ],
    },
    alsoSay: ['schedule', 'stop'],
  };
}

/** Those who hold both plans, whom nothing has to be bought for. */
function alreadyLines(view: RunView, source: SourceFound | undefined, needed: number): string[] {
  const { t, run } = view;
  const count = source?.alreadyHold[run.plan ?? ''] ?? 0;
  if (count === 0) return [];
  const plan = newPlan(view);
  return [
    t('manualBuy.alreadyHave', { count, plan }),
    ...(needed === 0 ? [t('manualBuy.nothingNeeded', { plan })] : []),
  ];
}

/** Why the plan cannot be ordered from here, where there is more to say than that it is bought by hand. */
function byHandLines(view: RunView): string[] {
  const { t, run } = view;
  const because = whyByHand(run.offer);
  return [...(because ? [t(`byHand.${because}`, { plan: newPlan(view) })] : []), t('manualBuy.byHand')];
}

function moreLine({ t }: RunView, rows: readonly { place: number }[]): string[] {
  const more = rows.slice(most);
  const [first] = more;
  return first ? [t('manualBuy.more', { count: more.length, example: first.place })] : [];
}

type Numbered = SourceFound['owned'][number] & { number: number };

function ownedRow({ t, format }: RunView, { number, subscriptionId, sku, free, seats }: Numbered) {
  return {
    place: number,
    number: format.number(number),
    subscription: subscriptionId,
    text: t('manualBuy.owned', { plan: productName(sku), free: format.number(free), seats: format.number(seats) }),
    warning: [] as string[],
    accept: 'false',
  };
}

/** Licences that will not last: what they are, what happens then, and a button that takes them knowing it. */
function passingRow(view: RunView, one: Numbered) {
  const { because, until } = one;
  if (because === undefined) return [];
  const { t } = view;
  const what = passingWhat(view, { because, until: until ?? null });
  const warning = [t('manualBuy.passing', { what })];
  return [{ ...ownedRow(view, one), warning, accept: 'true', title: t('verbs.useAnyway') }];
}
