import { displayName, sourceSku } from '../../../upgrade/plans/plans.js';
import type { Work } from '../../../upgrade/run/shape.js';
import { canReport } from '../answers/report.js';
import { shortMoment } from '../lines/appointment.js';
import { endingOutlook } from '../lines/ending-outlook.js';
import { teamsForPlan } from '../lines/other-plan.js';
import { chooseTime } from '../pieces/choose-time.js';
import { failureCount, failureList } from '../pieces/failures.js';
import { movedBack } from '../pieces/moved-back.js';
import { namePeople } from '../pieces/name-people.js';
import { newPlan, oldPlan, people, sourceFound } from '../pieces/pieces.js';
import { undoButton } from '../pieces/undo-button.js';
import type { Draft, RunView } from '../view.js';

/** Step 3 of the manual path: what will happen to whom; after a pilot or failures, what is left; after undo, how it is. */
export function manualReassignCard(view: RunView): Draft {
  const { t, format, run } = view;
  const back = run.reassign === null ? run.undo : null;
  const work = run.reassign ?? back;
  const { total, done } = run.reassign ?? { total: toMove(view), done: 0 };
  const failed = work === null ? 0 : failureCount(work);
  const left = Math.max(total - done, 0);
  const failures = work === null ? { rows: [], more: [] } : failureList(view, work);
  return {
    id: 'manual-reassign',
    title: title(view, back, failed),
    data: {
      lines: [
        ...(back === null ? willMove(view, left) : movedBack(view, back)),
        ...(done > 0 ? [t('manualReassign.moved', { done: format.number(done), total: people(total, view) })] : []),
        ...(done > 0 && left > failed ? [t('manualReassign.pilotDone')] : []),
        ...(run.schedule === null ? [] : [t('manualReassign.pilotNow')]),
      ],
      failed:
        failed > 0 ? [t(back === null ? 'manualReassign.failed' : 'manualReassign.failedBack', { count: failed })] : [],
      failures: failures.rows,
      more: failures.more,
      hasFailures: (run.reassign?.failures.length ?? 0) > 0,
      canReport: canReport(run),
      ...whenToMove(view),
      maximum: left,
      pilotLabel: t(done > 0 ? 'manualReassign.pilotNext' : 'manualReassign.pilot'),
      pilotError: t('manualReassign.pilotError', { maximum: left }),
      namePeople: namePeople(view),
      undo: undoButton(view),
    },
    alsoSay: ['pilot', 'schedule', 'stop'],
  };
}

/** A time that was chosen is changed where it stands. */
function whenToMove(view: RunView) {
  const { t, run } = view;
  return run.schedule === null
    ? { reassignTitle: t('verbs.reassign'), chooseTime: [chooseTime(view, t('verbs.chooseTime'), 'reassign')] }
    : { reassignTitle: t('verbs.reassignAt', { at: shortMoment(view) }), chooseTime: [] };
}

function toMove({ run }: RunView): number {
  return run.snapshot?.people ?? sourceFound(run)?.assigned ?? 0;
}

function willMove(view: RunView, count: number): string[] {
  const { t, run } = view;
  const withSwitchedOff = run.snapshot?.withSwitchedOff ?? 0;
  return [
    t('manualReassign.intro', { count, from: oldPlan(run), to: newPlan(view) }),
    ...(withSwitchedOff > 0 ? [t('manualReassign.switchedOff', { count: withSwitchedOff })] : []),
    t('manualReassign.otherLicenses'),
    ...losingTeams(view),
    ...endingOutlook(view),
  ];
}

/** Counted before anybody was moved; later it says nothing of those who are left. */
function losingTeams(view: RunView): string[] {
  const { t, run } = view;
  const teams = teamsForPlan(run);
  if (teams === undefined || run.losingTeams === null || run.reassign !== null) return [];
  return run.losingTeams > 0
    ? [t('otherPlans.losing', { count: run.losingTeams, old: oldPlan(run), teams })]
    : [t('otherPlans.nobodyLosing', { plan: newPlan(view) })];
}

function title({ t, run }: RunView, back: Work | null, failed: number): string {
  if (back === null) return t('manualReassign.title');
  const plan = displayName(sourceFound(run)?.sku ?? sourceSku);
  return t(failed > 0 ? 'manualReassign.titleBackInPart' : 'manualReassign.titleBack', { plan });
}
