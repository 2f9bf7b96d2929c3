import { canByApi } from '../../../upgrade/order/commerce-forms.js';
import { displayName, sourceSku } from '../../../upgrade/plans/plans.js';
import { holdupToSay } from '../../../upgrade/run/holdup.js';
import type { ShownBy } from '../../../upgrade/run/next-step.js';
import { whyNot } from '../../../upgrade/run/possible.js';
import type { Run } from '../../../upgrade/run/run.js';
import { canReport } from '../answers/report.js';
import { heldUpLines } from '../lines/held-up.js';
import { orderingAs } from '../lines/ordering-as.js';
import { stepLine } from '../lines/step-line.js';
import { barOf, percentOf, type Share } from '../pieces/bar.js';
import { countedIn, minutesToMove, pace } from '../pieces/pace.js';
import { duration, eitherPlan, type Fact, people, sourceFound } from '../pieces/pieces.js';
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
  const found = countOf(run, working, view.context.now);
  const count = found?.total === 0 ? undefined : found;
  const can = (verb: 'pause' | 'stop'): boolean => whyNot(run, { do: verb }) === undefined;
  // Whoever asks to stop while people are moved back is heard, but it is no button: half of them would be left there.
  const canStop = can('stop') && working.is !== 'undoing';
  // What stands still has no pace.
  const stands = paused || holdupToSay(run, view.context.now) !== undefined;
  return {
    id: 'progress',
    title: paused ? t('progress.title.paused', { doing }) : doing,
    data: {
      step: stepLine(view, run),
      lines: [
        t(`progress.doing.${now}`, { plan: eitherPlan(view) }),
        ...(paused ? [] : heldUpLines(view, old)),
        ...(paused ? [t(working.is === 'undoing' ? 'progress.pausedUndoing' : 'progress.paused')] : []),
      ],
      bar: count === undefined ? [] : [barOf(view, count)],
      facts: [
        ...(count === undefined ? [] : countFacts(view, count, stands)),
        { title: t('progress.since'), value: format.moment(working.since) },
      ],
      canPause: can('pause'),
      canResume: paused,
      canReport: canReport(run),
      // Where it is paused, going on is what moves the others back.
      undo: working.is === 'undoing' ? [] : undoButton(view),
      canStop,
      stop: canStop ? stopButton(view) : { stops: false, asks: [] },
    },
    ...(canStop ? { alsoSay: ['stop'] } : {}),
  };
}

/** Which of the locale's words say what is done, and what just now. */
function wordsFor(run: Run, working: Working) {
  if (working.is === 'ordering') return { what: working.is, now: orderingAs(working) } as const;
  if (working.is !== 'cancelling') return { what: working.is, now: working.is } as const;
  if (!canByApi[run.commerce].cancel) return { what: 'cancellingByHand', now: 'cancellingByHand' } as const;
  return { what: working.is, now: working.sent ? working.is : 'cancellingChecks' } as const;
}

type Working = Exclude<ShownBy<'progress'>, { is: 'paused' }>;
type Count = Share & { workedMs: number };

function countOf(run: Run, working: Working, now: Date): Count | undefined {
  switch (working.is) {
    case 'reassigning':
    case 'restoring':
    case 'undoing':
      return countedIn(run, working.is, now);
    case 'transition': {
      const workedMs = Math.max(0, now.getTime() - Date.parse(working.since));
      return { done: working.moved, total: working.total, failed: 0, workedMs };
    }
    case 'preparing':
    case 'locating':
    case 'ordering':
    case 'cancelling':
      return undefined;
    default:
      return working satisfies never;
  }
}

function countFacts(view: RunView, count: Count, stands: boolean): Fact[] {
  const { t, format } = view;
  const counts = t('progress.counts', {
    done: format.number(count.done),
    total: people(count.total, view),
    percent: format.percent(percentOf(count) / 100),
  });
  return [
    { title: t('progress.countsLabel'), value: counts },
    ...(stands ? restFacts(view, count) : paceFacts(view, count)),
    { title: t('progress.failures'), value: format.number(count.failed) },
  ];
}

/** How long the rest takes once it goes on. */
function restFacts(view: RunView, { done, total, failed }: Count): Fact[] {
  const minutes = minutesToMove(view.run, total - done - failed, view.context.now);
  return minutes === undefined ? [] : [{ title: view.t('progress.rest'), value: duration(minutes, view) }];
}

function paceFacts(view: RunView, count: Count): Fact[] {
  const { t, run, context } = view;
  const { perMinute = 0, minutesLeft = minutesToMove(run, count.total - count.done - count.failed, context.now) } =
    pace(count) ?? {};
  return [
    ...(perMinute >= 1
      ? [{ title: t('progress.rate'), value: t('progress.ratePerMinute', { count: Math.round(perMinute) }) }]
      : []),
    ...(minutesLeft === undefined ? [] : [{ title: t('progress.timeLeft'), value: duration(minutesLeft, view) }]),
  ];
}
