import { statesWith } from '../../../upgrade/run/decide.js';
import { beginsWith } from '../../../upgrade/run/entering.js';
import { isOver } from '../../../upgrade/run/run.js';
import type { Schedule } from '../../../upgrade/run/schedule.js';
import { button, paragraph } from '../frame/elements.js';
import { chooseTime } from '../pieces/choose-time.js';
import type { Element, RunView } from '../view.js';

/** What a run's cards say of the time that was chosen for it to begin. */

/** On a card before the beginning: when that is, what is still to be done for it, and how to change or drop the time. */
export function appointmentLines(view: RunView): Element[] {
  const { t, run } = view;
  const { schedule, state } = run;
  if (!schedule || state.is === 'scheduled' || isOver(run)) return [];
  const begins = beginsWith(run);
  // On the card itself it says what does not wait for the time.
  const undecided = state.is === 'manualReassign' ? 'here' : begins;
  const when = isTimeSaidAbove(view) ? [] : [t(`scheduled.planned.${begins}`, { at: momentText(view, schedule) })];
  return [
    {
      type: 'Container',
      style: 'emphasis',
      roundedCorners: true,
      items: [
        ...when.map((text) => paragraph(text, { weight: 'Bolder' })),
        paragraph(t(`scheduled.undecided.${undecided}`), { spacing: 'Small' }),
        {
          type: 'ActionSet',
          spacing: 'Small',
          actions: [
            ...(statesWith('schedule').includes(state.is) ? [chooseTime(view, t('verbs.changeTime'))] : []),
            button('unschedule', t('verbs.unschedule')),
          ],
        },
      ],
    },
  ];
}

/** Whether the line at the top of the card has just said the time: it was set, or somebody is reminded of it. */
export const isTimeSaidAbove = ({ context: { note, news } }: RunView): boolean =>
  note?.why === 'timeSet' || news?.what === 'scheduleSoon';

/** The answer to a time that was just chosen. */
export function timeSet(view: RunView): string {
  const { t, run } = view;
  const { schedule } = run;
  return schedule === null ? t('notes.timeDropped') : t('notes.timeSet', { at: momentText(view, schedule) });
}

/** The moment with its day of the week and its zone, and what the clock shows then where the viewer is, if it differs. */
export function momentText(
  { t, format, viewer }: RunView,
  { at, timeZone }: Pick<Schedule, 'at' | 'timeZone'>,
): string {
  const there = format.momentIn(at, timeZone);
  const { timeZone: own } = viewer;
  if (own === undefined || format.shortMomentIn(at, own) === format.shortMomentIn(at, timeZone)) return there;
  const isSameDay = format.inputsOf(new Date(at), own).date === format.inputsOf(new Date(at), timeZone).date;
  return isSameDay
    ? t('scheduled.alsoHere', { there, here: format.timeIn(at, own) })
    : t('scheduled.alsoHereOn', { there, here: format.momentIn(at, own) });
}

/** The chosen time as it stands on a button. */
export function shortMoment({ format, run }: RunView): string {
  return run.schedule === null ? '' : format.shortMomentIn(run.schedule.at, run.schedule.timeZone);
}
