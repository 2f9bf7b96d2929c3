import { canByApi } from '../../../upgrade/order/commerce-forms.js';
import { displayName, sourceSku } from '../../../upgrade/plans/plans.js';
import { type ShownBy, stepOf } from '../../../upgrade/run/next-step.js';
import type { Run } from '../../../upgrade/run/run.js';
import type { Work } from '../../../upgrade/run/shape.js';
import { canReport } from '../answers/report.js';
import { barOf, percentOf, type Share } from '../pieces/bar.js';
import { duration, type Fact, newPlan, people, sourceFound } from '../pieces/pieces.js';
import { undoButton } from '../pieces/undo-button.js';
import type { Draft, RunView } from '../view.js';

/** Work that is under way or paused: step, bar, counts, pace, time left, failures so far. */
export function progressCard(view: RunView, state: ShownBy<'progress'>): Draft {
  const paused = state.is === 'paused';
  const working = paused ? state.resume : state;
  const { t, format, run } = view;
  const { step, place, of } = stepOf(run);
  const old = displayName(sourceFound(run)?.sku ?? sourceSku);
  const byHand = working.is === 'cancelling' && !canByApi[run.commerce].cancel;
  const what = byHand ? 'cancellingByHand' : working.is;
  const checking = working.is === 'cancelling' && !working.sent && !byHand;
  const now = checking ? 'cancellingChecks' : what;
  const doing = t(`progress.title.${what}`, { plan: old });
  const found = countOf(run, working);
  const count = found === undefined || found.total === 0 ? undefined : found;
  const canStop =
    working.is === 'preparing' ||
    working.is === 'reassigning' ||
    (working.is === 'cancelling' && !run.cancelSent && !working.sent);
  return {
    id: 'progress',
    title: paused ? t('progress.title.paused', { doing }) : doing,
    data: {
      step: t('steps.line', { place, of, name: t(`steps.${step}`) }),
      lines: [
        t(`progress.doing.${now}`, { plan: newPlan(view) }),
        ...(paused ? [] : heldUp(view, old)),
        ...(paused ? [t(working.is === 'undoing' ? 'progress.pausedUndoing' : 'progress.paused')] : []),
      ],
      bar: count === undefined ? [] : [barOf(view, count)],
      facts: [
        ...(count === undefined ? [] : countFacts(view, count, paused)),
        { title: t('progress.since'), value: format.moment(working.since) },
      ],
      canPause: !paused && (working.is === 'reassigning' || working.is === 'restoring' || working.is === 'undoing'),
      canResume: paused,
      canReport: canReport(run),
      undo: undoButton(view),
      canStop,
    },
    ...(canStop ? { alsoSay: ['stop'] } : {}),
  };
}

/** What Microsoft's answers have to agree on before the run goes on. */
function heldUp({ t, format, run }: RunView, plan: string): string[] {
  if (run.holdup === null) return [];
  const { counted, found, since } = run.holdup;
  const key = counted === 0 ? 'notListed' : found > 0 ? 'list' : 'nobody';
  return [t(`progress.heldUp.${key}`, { counted, found, plan, since: format.moment(since) })];
}

type Working = Exclude<ShownBy<'progress'>, { is: 'paused' }>;
type Count = Share & { startedAt: string | null };

function countOf(run: Run, working: Working): Count | undefined {
  switch (working.is) {
    case 'reassigning':
      return run.reassign === null ? undefined : countOfWork(run.reassign);
    case 'restoring':
      return run.restore === null ? undefined : countOfWork(run.restore);
    case 'undoing':
      return run.undo === null ? undefined : countOfWork(run.undo);
    case 'transition':
      return { done: working.moved, total: working.total, failed: 0, startedAt: working.since };
    case 'preparing':
    case 'ordering':
    case 'cancelling':
      return undefined;
    default:
      return working satisfies never;
  }
}

function countOfWork({ done, total, failures, failuresUnlisted, startedAt }: Work): Count {
  return { done, total, failed: failures.length + failuresUnlisted, startedAt };
}

function countFacts(view: RunView, count: Count, paused: boolean): Fact[] {
  const { t, format, context } = view;
  const counts = t('progress.counts', {
    done: format.number(count.done),
    total: people(count.total, view),
    percent: format.percent(percentOf(count) / 100),
  });
  return [
    { title: t('progress.countsLabel'), value: counts },
    ...(paused ? [] : paceFacts(view, count, context.now)),
    { title: t('progress.failures'), value: format.number(count.failed) },
  ];
}

/** Less time than this says nothing about the pace. */
const shortestSpan = 5_000;

function paceFacts(view: RunView, { done, total, failed, startedAt }: Count, now: Date): Fact[] {
  const { t } = view;
  const span = startedAt === null ? 0 : now.getTime() - Date.parse(startedAt);
  if (done === 0 || span < shortestSpan) return [];
  const perMinute = done / (span / 60_000);
  const left = Math.max(total - done - failed, 0);
  return [
    ...(perMinute >= 1
      ? [{ title: t('progress.rate'), value: t('progress.ratePerMinute', { count: Math.round(perMinute) }) }]
      : []),
    ...(left > 0 ? [{ title: t('progress.timeLeft'), value: duration(left / perMinute, view) }] : []),
  ];
}
