import { failureCount, failureList } from './failures.js';
import { newPlan, oldPlan, people, sourceFound } from './pieces.js';
import type { Draft, RunView } from './view.js';

/** Step 3 of the manual path: what will happen to whom; after a pilot or failures, what is left. */
export function manualReassign(view: RunView): Draft {
  const { t, format, run } = view;
  const work = run.reassign;
  const total = work?.total ?? run.snapshot?.people ?? sourceFound(run)?.assigned ?? 0;
  const done = work?.done ?? 0;
  const failed = work === null ? 0 : failureCount(work);
  const left = Math.max(total - done, 0);
  const withSwitchedOff = run.snapshot?.withSwitchedOff ?? 0;
  const failures = work === null ? { rows: [], more: [] } : failureList(view, work);
  return {
    id: 'manual-reassign',
    title: t('manualReassign.title'),
    data: {
      lines: [
        t('manualReassign.intro', { count: left, from: oldPlan(run), to: newPlan(view) }),
        ...(withSwitchedOff > 0 ? [t('manualReassign.switchedOff', { count: withSwitchedOff })] : []),
        t('manualReassign.otherLicenses'),
        ...(done > 0 ? [t('manualReassign.moved', { done: format.number(done), total: people(total, view) })] : []),
        ...(done > 0 && left > failed ? [t('manualReassign.pilotDone')] : []),
      ],
      failed: failed > 0 ? [t('manualReassign.failed', { count: failed })] : [],
      failures: failures.rows,
      more: failures.more,
      hasFailures: (work?.failures.length ?? 0) > 0,
      maximum: left,
      pilotError: t('manualReassign.pilotError', { maximum: left }),
    },
    alsoSay: ['pilot', 'stop'],
  };
}
