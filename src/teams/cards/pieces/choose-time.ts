import { permissionToBegin, type Scheduled } from '../../../upgrade/run/states.js';
import type { Element, RunView } from '../view.js';

/** A button that opens the inputs for the date and the time to begin, and the time zone where none is known. */
export function chooseTime(view: RunView, title: string, begins?: Scheduled['begins']): Element {
  const { t } = view;
  const { date, time, earliest, timeZone } = suggested(view);
  const needs = begins === undefined ? {} : { needs: permissionToBegin[begins] };
  return {
    type: 'Action.ShowCard',
    title,
    card: {
      type: 'AdaptiveCard',
      body: [
        {
          type: 'Input.Date',
          id: 'date',
          label: t('scheduled.date'),
          isRequired: true,
          errorMessage: t('scheduled.dateError'),
          value: date,
          min: earliest,
        },
        {
          type: 'Input.Time',
          id: 'time',
          label: timeZone === undefined ? t('scheduled.time') : t('scheduled.timeIn', { timeZone }),
          isRequired: true,
          errorMessage: t('scheduled.timeError'),
          value: time,
        },
        ...(timeZone === undefined ? [zoneInput(view)] : []),
      ],
      actions: [
        {
          type: 'Action.Execute',
          verb: 'schedule',
          title: t('verbs.schedule'),
          style: 'positive',
          associatedInputs: 'auto',
          // What is filled in is meant in the zone that the label names, whoever presses it.
          data: timeZone === undefined ? {} : { timeZone },
          ...needs,
        },
      ],
    },
  };
}

function zoneInput({ t }: RunView): Element {
  return {
    type: 'Input.Text',
    id: 'timeZone',
    label: t('scheduled.timeZone'),
    isRequired: true,
    errorMessage: t('scheduled.timeZoneError'),
    // An IANA name is the same in every language.
    placeholder: 'Europe/Stockholm',
    maxLength: 60,
  };
}

/**
 * What the inputs are filled with, in the viewer's zone: the chosen moment; once it has passed, the next time that the
 * clock shows the same; where none was chosen, tomorrow at ten in the evening.
 */
function suggested({ format, run, context, viewer }: RunView) {
  const { schedule } = run;
  const timeZone = viewer.timeZone ?? schedule?.timeZone;
  const zone = timeZone ?? 'UTC';
  const now = format.inputsOf(context.now, zone);
  const tomorrow = format.inputsOf(new Date(context.now.getTime() + 24 * 3_600_000), zone).date;
  const around = { earliest: now.date, timeZone };
  if (!schedule) return { date: tomorrow, time: '22:00', ...around };
  const chosen = format.inputsOf(new Date(schedule.at), zone);
  if (Date.parse(schedule.at) > context.now.getTime()) return { ...chosen, ...around };
  return { date: chosen.time > now.time ? now.date : tomorrow, time: chosen.time, ...around };
}
