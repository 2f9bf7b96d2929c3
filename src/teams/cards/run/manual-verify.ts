import type { RunState } from '../../../upgrade/run/run.js';
import { seatsToBuyMore } from '../../../upgrade/run/states/manual-verify.js';
import type { Verification } from '../../../upgrade/run/verification.js';
import type { Draft, RunView } from '../view.js';
import { serviceByName } from '../words/service-names.js';

/** NamedColleague at most; the rest follow when these are set up. */
const most = 8;

/** Step 2 of the manual path: each condition, met or what is missing. */
export function manualVerifyCard(view: RunView, state: Extract<RunState, { is: 'manualVerify' }>): Draft {
  const { t, format } = view;
  const { seen } = state;
  const missing = seatsToBuyMore({ ...view.run, state }, view.context.now);
  return {
    id: 'manual-verify',
    title: t('manualVerify.title'),
    data: {
      conditions: seen === null ? [t('manualVerify.notYet')] : conditions(view, seen),
      lines: [
        t('manualVerify.intro'),
        ...(seen === null ? [] : [t('manualVerify.checkedAt', { at: format.moment(seen.checkedAt) })]),
      ],
      buyMore: missing > 0,
      buyMoreTitle: t('verbs.buyMore', { count: missing }),
    },
    alsoSay: ['schedule', 'stop'],
  };
}

function conditions({ t, format }: RunView, seen: Verification): string[] {
  const seats = { seats: seen.seats, needed: seen.seatsNeeded };
  const names = format.list(seen.notProvisioned.slice(0, most).map(serviceByName));
  const line = (met: boolean, text: string): string => t(met ? 'manualVerify.ok' : 'manualVerify.missing', { text });
  const enough = seen.seats >= seen.seatsNeeded;
  const allSetUp = seen.notProvisioned.length === 0;
  return [
    line(seen.active, t(seen.active ? 'manualVerify.active' : 'manualVerify.notActive')),
    line(enough, t(enough ? 'manualVerify.seats' : 'manualVerify.notSeats', seats)),
    line(allSetUp, allSetUp ? t('manualVerify.services') : t('manualVerify.notServices', { names })),
  ];
}
