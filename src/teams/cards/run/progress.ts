import { canByApi } from '../../../upgrade/order/commerce-forms.js';
import { displayName, sourceSku } from '../../../upgrade/plans/plans.js';
import type { ShownBy } from '../../../upgrade/run/next-step.js';
import { whyNot } from '../../../upgrade/run/possible.js';
import type { Run } from '../../../upgrade/run/run.js';
import type { Work } from '../../../upgrade/run/shape.js';
import { canReport } from '../answers/report.js';
import { heldUpLines } from '../lines/held-up.js';
import { stepLine } from '../lines/step-line.js';
import { barOf, percentOf, type Share } from '../pieces/bar.js';
import { pace } from '../pieces/pace.js';
import { duration, type Fact, newPlan, people, sourceFound } from '../pieces/pieces.js';
import { stopButton } from '../pieces/stop-button.js';
import { undoButton } from '../pieces/undo-button.js';
import type { Draft, RunView } from '../view.js';

/** Work that is under way or paused: step, bar, counts, pace, time left, failures so far. */
export function progressCard(view: RunView, state: ShownBy<'progress'>): Draft {
  const paused = state.is === 'paused';
  const working = paused ? state.resume : state;
  const { t, format, run } = view;
  const old = displayName(sourceFound(run)?.sku ?? sourceSku);
  const { what, now } = wordsFor(run, working);
  const doing = t(`progress.title.${what}`, { plan: old });
  const found = countOf(run, working);
  const count = found?.total === 0 ? undefined : found;
  const can = (verb: 'pause' | 'stop'): boolean => whyNot(run, { do: verb }) === undefined;
  // Whoever asks to stop while people are moved back is heard, but it is no button: half of them would be left there.
  const canStop = can('stop') && working.is !== 'undoing';
  return {
    id: 'progress',
    title: paused ? t('progress.title.paused', { doing }) : doing,
    data: {
      step: stepLine(view, run),
      lines: [
        t(`progress.doing.${now}`, { plan: newPlan(view) }),
        ...(paused ? [] : heldUpLines(view, old)),
        ...(paused ? [t(working.is === 'undoing' ? 'progress.pausedUndoing' : 'progress.paused')] : []),
      ],
      bar: count === undefined ? [] : [barOf(view, count)],
      facts: [
        ...(count === undefined ? [] : countFacts(view, count, paused)),
        { title: t('progress.since'), value: format.moment(working.since) },
      ],
      canPause: can('pause'),
      canResume: paused,
      canReport: canReport(run),
      undo: undoButton(view),
      canStop,
      stop: canStop ? stopButton(view) : { stops: false, asks: [] },
    },
    ...(canStop ? { alsoSay: ['stop'] } : {}),
  };
}

/** Which of the locale's words say what is done, and what just now. */
function wordsFor(run: Run, working: Working) {
  if (working.is === 'ordering' && !mayBeThere(working)) return { what: working.is, now: 'orderingPrepares' } as const;
  if (working.is !== 'cancelling') return { what: working.is, now: working.is } as const;
  if (!canByApi[run.commerce].cancel) return { what: 'cancellingByHand', now: 'cancellingByHand' } as const;
  return { what: working.is, now: working.sent ? working.is : 'cancellingChecks' } as const;
}

/** Whether the order may have reached Microsoft. */
const mayBeThere = ({ sent, doubtedAt }: ShownBy<'progress'> & { is: 'ordering' }): boolean =>
  sent || doubtedAt !== null;

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
    case 'locating':
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

function paceFacts(view: RunView, count: Count, now: Date): Fact[] {
  const { t } = view;
  const { perMinute = 0, minutesLeft } = pace(count, now) ?? {};
  return [
    ...(perMinute >= 1
      ? [{ title: t('progress.rate'), value: t('progress.ratePerMinute', { count: Math.round(perMinute) }) }]
      : []),
    ...(minutesLeft === undefined ? [] : [{ title: t('progress.timeLeft'), value: duration(minutesLeft, view) }]),
  ];
}
