import type { RunState } from '../../../upgrade/run/run.js';
import { seatsToBuyMore } from '../../../upgrade/run/states/manual-verify.js';
import { boughtBeside } from '../../../upgrade/run/together.js';
import type { Verification } from '../../../upgrade/run/verification.js';
import { isAcceptable, type Passing } from '../../../upgrade/tenant/worth.js';
import { endingOutlook } from '../lines/ending-outlook.js';
import { heldUpLines } from '../lines/held-up.js';
import { passingThen, passingWhat } from '../lines/passing.js';
import { folded } from '../pieces/folded.js';
import { newPlan, oldPlan, productNames } from '../pieces/pieces.js';
import type { Draft, RunView } from '../view.js';
import { serviceByName } from '../words/service-names.js';

/** Named at most; the rest follow when these are set up. */
const most = 8;

/** Step 2 of the manual path: each condition, met or what is missing. */
export function manualVerifyCard(view: RunView, state: Extract<RunState, { is: 'manualVerify' }>): Draft {
  const { t, format } = view;
  const { seen } = state;
  const missing = seatsToBuyMore({ ...view.run, state }, view.context.now);
  const mayAccept = seen?.passing.some(({ because }) => isAcceptable(because)) ?? false;
  return {
    id: 'manual-verify',
    title: t('manualVerify.title'),
    data: {
      conditions: seen === null ? [t('manualVerify.notYet')] : conditions(view, seen, missing),
      passing: (seen?.passing ?? []).map((one) => passingRow(view, one)),
      lines: [
        ...(mayAccept ? [passingThen(view)] : []),
        ...(view.run.split ? [t('split.looking', { plan: newPlan(view) })] : []),
        t(boughtBeside(view.run).length > 0 ? 'manualVerify.introAll' : 'manualVerify.intro'),
        ...heldUpLines(view, oldPlan(view.run)),
        ...(seen === null || seen.pending.length === 0
          ? []
          : [t('manualVerify.pending', { names: namesOf(view, seen.pending) })]),
        ...(seen === null ? [] : [t('manualVerify.checkedAt', { at: format.moment(seen.checkedAt) })]),
      ],
      folded: seen === null ? [] : folded(view, endingOutlook(view)),
      buyMore: missing > 0,
      buyMoreTitle: t('verbs.buyMore', { count: missing }),
    },
    alsoSay: ['schedule', 'stop'],
    ...(mayAccept ? { examples: { useSubscription: t('manualVerify.sayUse') } } : {}),
  };
}

/** @param missing licenses that still have to be bought: none while those of an order may show late */
function conditions(view: RunView, seen: Verification, missing: number): string[] {
  const { t } = view;
  const seats = { seats: seen.seats, needed: seen.seatsNeeded };
  const line = (met: boolean, text: string): string => t(met ? 'manualVerify.ok' : 'manualVerify.missing', { text });
  const enough = seen.seats >= seen.seatsNeeded;
  const allSetUp = seen.notProvisioned.length === 0;
  return [
    line(seen.active, t(seen.active ? 'manualVerify.active' : 'manualVerify.notActive')),
    line(
      enough,
      t(enough ? 'manualVerify.seats' : missing > 0 ? 'manualVerify.notSeats' : 'manualVerify.seatsLate', seats),
    ),
    line(
      allSetUp,
      allSetUp
        ? t('manualVerify.services')
        : t('manualVerify.notServices', { names: namesOf(view, seen.notProvisioned) }),
    ),
    ...besideLine(view, seen).map(({ met, text }) => line(met, text)),
  ];
}

/** What was ordered beside the plan: people get both at once, so that it is waited for. */
function besideLine(view: RunView, { waitsFor }: Verification) {
  const { t, run } = view;
  const beside = boughtBeside(run).map(({ plan }) => plan);
  if (beside.length === 0) return [];
  const met = waitsFor === undefined;
  const names = productNames(waitsFor === undefined ? beside : [waitsFor], view);
  return [{ met, text: t(met ? 'manualVerify.beside' : 'manualVerify.notBeside', { plan: names }) }];
}

function namesOf({ format }: RunView, services: readonly string[]): string {
  return format.list(services.slice(0, most).map(serviceByName));
}

/** Licences that are not counted since they will not last; those that are there can be taken, knowing what it does. */
function passingRow(view: RunView, one: Passing) {
  const { t } = view;
  const what = t('manualVerify.passing', { count: one.seats, what: passingWhat(view, one) });
  const accept = isAcceptable(one.because);
  return {
    subscription: one.subscriptionId,
    text: what,
    accept,
    title: t('verbs.useAnyway'),
  };
}
