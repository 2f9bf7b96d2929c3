import { displayName, sourceSku } from '../../../upgrade/plans/plans.js';
import type { Work } from '../../../upgrade/run/shape.js';
import { refusedForLocation } from '../../../upgrade/run/snapshot.js';
import { alongOf } from '../../../upgrade/run/targets.js';
import { canReport } from '../answers/report.js';
import { paragraph } from '../frame/elements.js';
import { shortMoment } from '../lines/appointment.js';
import { endingOutlook } from '../lines/ending-outlook.js';
import { losingLines } from '../lines/losing.js';
import { teamsForPlan } from '../lines/other-plan.js';
import { beginWithFew } from '../pieces/begin-with-few.js';
import { chooseTime } from '../pieces/choose-time.js';
import { failureCount, failureList } from '../pieces/failures.js';
import { folded } from '../pieces/folded.js';
import { movedBack } from '../pieces/moved-back.js';
import { minutesToMove } from '../pieces/pace.js';
import { faces } from '../pieces/people-shown.js';
import { duration, eitherPlan, oldPlan, people, productName, productNames, sourceFound } from '../pieces/pieces.js';
import { canBeSetHere, locatedLines } from '../pieces/set-location.js';
import { splitLines } from '../pieces/split.js';
import { isOfEveryone, mending } from '../pieces/to-mend.js';
import { undoButton } from '../pieces/undo-button.js';
import type { Draft, Element, RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';

/** Step 3 of the manual path: what will happen to whom; after a pilot or failures, what is left; after undo, how it is. */
export function manualReassignCard(view: RunView): Draft {
  const { t, format, run } = view;
  const back = run.reassign === null ? run.undo : null;
  const work = run.reassign ?? back;
  const { total, done } = run.reassign ?? { total: toMove(view), done: 0 };
  const failed = work === null ? 0 : failureCount(work);
  const left = Math.max(total - done, 0);
  const failures = work === null ? { rows: [], more: [] } : failureList(view, work, canBeSetHere(view));
  const onlyFailed = back === null && failed > 0 && left <= failed;
  return {
    id: 'manual-reassign',
    title: title(view, back, failed),
    data: {
      pilot: pilotMoved(view),
      lines: [
        ...(done > 0 ? [t('manualReassign.moved', { done: format.number(done), total: people(total, view) })] : []),
        ...(done > 0 && left > failed ? [t('manualReassign.pilotDone'), ...restTakes(view, left)] : []),
        ...(back === null ? willMove(view, left, onlyFailed) : movedBack(view, back)),
        ...locatedLines(view),
        ...(run.schedule === null ? [] : [t('manualReassign.pilotNow')]),
      ],
      failed:
        failed > 0 ? [t(back === null ? 'manualReassign.failed' : 'manualReassign.failedBack', { count: failed })] : [],
      failures: failures.rows,
      more: failures.more,
      folded: toUnfold(view, back),
      ...mending(view, left),
      ...moving(view, onlyFailed),
      canReport: canReport(run),
      ...whenToMove(view, left, done > 0),
      beginWithFew: onlyFailed ? [] : beginWithFew(view, left, done > 0),
      undo: undoButton(view),
    },
    alsoSay: ['pilot', 'schedule', 'stop'],
  };
}

/** What goes along, and what step 4 can be, for whoever wants to know before anybody is moved. */
function toUnfold(view: RunView, back: Work | null) {
  return back === null ? folded(view, [...goingAlong(view), ...endingOutlook(view)]) : [];
}

/** Where everyone who is left has failed, moving them and trying them again are one and the same: one button for both. */
function moving({ run }: RunView, onlyFailed: boolean) {
  const { failures = [], failuresUnlisted = 0 } = run.reassign ?? {};
  const hasTime = run.schedule !== null;
  // Trying again begins at once, with those who are listed: with a time, or a longer list, it is something else.
  const isSame = onlyFailed && failuresUnlisted === 0 && !hasTime;
  return { canMove: !isSame, hasFailures: failures.length > 0 && (isSame || !onlyFailed || hasTime) };
}

/** A time that was chosen is changed where it stands. */
function whenToMove(view: RunView, left: number, isRest: boolean) {
  const { t, run } = view;
  return run.schedule === null
    ? {
        reassignTitle: t(isRest ? 'manualReassign.everyoneLeft' : 'manualReassign.everyone', {
          people: people(left, view),
        }),
        // Where some are to be mended first there are buttons enough: a time is chosen in words.
        chooseTime: refusedForLocation(run).length > 0 ? [] : [chooseTime(view, t('verbs.chooseTime'), 'reassign')],
      }
    : { reassignTitle: t('manualReassign.everyoneAt', { at: shortMoment(view) }), chooseTime: [] };
}

/** About how long it takes to move the rest, as moving the first has shown. */
function restTakes(view: RunView, left: number): string[] {
  const minutes = minutesToMove(view.run, left, view.context.now);
  return minutes === undefined ? [] : [view.t('manualReassign.restTakes', { time: duration(minutes, view) })];
}

function toMove({ run }: RunView): number {
  return run.snapshot?.people ?? sourceFound(run)?.assigned ?? 0;
}

function willMove(view: RunView, count: number, onlyFailed: boolean): string[] {
  const { t, run } = view;
  return [
    // Those who failed are counted where they are named.
    ...(onlyFailed ? [] : [t('manualReassign.intro', { count, from: oldPlan(run), to: eitherPlan(view) })]),
    ...splitLines(view),
    ...switchedOff(view, count),
    ...foretold(view, count),
    ...losingTeams(view),
    ...losingLines(view),
  ];
}

/** How many cannot be moved as they are, each with the way to mend it. */
function foretold(view: RunView, left: number): string[] {
  const { t, run } = view;
  const { snapshot } = run;
  if (!snapshot || !isOfEveryone(view, left)) return [];
  const { withoutLocation, clashing, overLimit, mayLocate } = snapshot;
  const plan = eitherPlan(view);
  return [
    ...(withoutLocation > 0
      ? [t(mayLocate ? 'manualReassign.noLocationHere' : 'manualReassign.noLocation', { count: withoutLocation })]
      : []),
    ...(clashing > 0 ? [t('manualReassign.clashing', { count: clashing, plan })] : []),
    ...(overLimit > 0 ? [t('manualReassign.overLimit', { count: overLimit, plan })] : []),
  ];
}

function switchedOff(view: RunView, left: number): string[] {
  const { t, run } = view;
  const count = run.snapshot?.withSwitchedOff ?? 0;
  if (count === 0) return [];
  return [isOfEveryone(view, left) ? t('manualReassign.switchedOff', { count }) : t('manualReassign.switchedOffAny')];
}

/** Whom the last pilot moved, by name and as pictures. */
function pilotMoved({ t, format, run }: RunView): { items: Element[] }[] {
  const { pilot, reassign } = run;
  if (pilot === null || reassign === null) return [];
  const names = pilot.names.map(escapeMarkdown);
  const more = pilot.people - names.length;
  const listed = format.list(more > 0 ? [...names, t('upgradeAvailable.more', { count: more })] : names);
  const shown = faces(pilot.names.map((name, index) => ({ id: pilot.ids[index], name })));
  return [{ items: [...shown, paragraph(t('manualReassign.movedFirst', { names: listed }), { spacing: 'Small' })] }];
}

/** Every other licence stays, but for what goes and comes with the plan. */
function goingAlong(view: RunView): string[] {
  const { t, run } = view;
  const lines = alongOf(run).flatMap(({ plan, along: { from, to } }) => [
    ...(from.length > 0
      ? [t('manualReassign.alsoFrom', { products: productNames(from, view), plan: productName(plan) })]
      : []),
    ...(to.length > 0 ? [t('manualReassign.alsoTo', { products: productNames(to, view) })] : []),
  ]);
  return [...lines, t('manualReassign.otherLicenses')];
}

/** Counted before anybody was moved; later it says nothing of those who are left. */
function losingTeams(view: RunView): string[] {
  const { t, run } = view;
  const teams = teamsForPlan(run);
  if (teams === undefined || run.losingTeams === null || run.reassign !== null) return [];
  return run.losingTeams > 0
    ? [t('otherPlans.losing', { count: run.losingTeams, old: oldPlan(run), teams })]
    : [t('otherPlans.nobodyLosing', { plan: eitherPlan(view) })];
}

function title({ t, run }: RunView, back: Work | null, failed: number): string {
  if (back === null) return t('manualReassign.title');
  const plan = displayName(sourceFound(run)?.sku ?? sourceSku);
  return t(failed > 0 ? 'manualReassign.titleBackInPart' : 'manualReassign.titleBack', { plan });
}
