import { endingOf } from '../../../upgrade/tenant/terms.js';
import { oldPlan } from '../pieces/pieces.js';
import type { RunView } from '../view.js';

/** What step 4 can be, so that it is known before anybody is moved: the old plan is ended at once, or runs out on a date. */
export function endingOutlook(view: RunView): string[] {
  const { t, format, run, context } = view;
  const plan = oldPlan(run);
  const ending = endingOf(run.termsOfOld ?? undefined, context.now);
  switch (ending.is) {
    case 'now': {
      const { until, refund } = ending;
      const line =
        until === null ? t('outlook.now', { plan }) : t('outlook.nowUntil', { plan, at: format.date(until) });
      return [refund === null ? line : `${line} ${t(`outlook.refund.${refund}`)}`];
    }
    case 'runsOut':
      return [
        ending.at === null
          ? t('outlook.runsOutSomeDay', { plan })
          : t('outlook.runsOut', { plan, at: format.date(ending.at) }),
      ];
    case 'unknown':
      return [t('outlook.unknown', { plan })];
    default:
      return ending satisfies never;
  }
}

/** What comes of ending it by API: it is billed no more, at once or from a date on. */
export function whatEndingDoes(view: RunView): string[] {
  const { t, run, context } = view;
  const ending = endingOf(run.termsOfOld ?? undefined, context.now);
  return ending.is === 'runsOut'
    ? [runsOutLine(view, ending.at), t('manualCancel.untilThen')]
    : [t('manualCancel.billing', { plan: oldPlan(run) }), t('manualCancel.cannotUndo')];
}

/** That it runs out, and when. */
export function runsOutLine({ t, format, run }: RunView, at: string | null): string {
  const plan = oldPlan(run);
  return at === null
    ? t('manualCancel.runsOutSomeDay', { plan })
    : t('manualCancel.runsOut', { plan, at: format.date(at) });
}
