import { type Begins, permissionToBegin } from '../../../upgrade/run/entering.js';
import { opening, requiredInput, sending } from '../frame/elements.js';
import type { Element, RunView } from '../view.js';

/** A button that opens the inputs for the date and the time to begin, and the time zone where none is known. */
export function chooseTime(view: RunView, title: string, begins?: Begins): Element {
  const { t } = view;
  const { date, time, earliest, timeZone } = suggested(view);
  const clock = timeZone === undefined ? t('scheduled.time') : t('scheduled.timeIn', { timeZone });
  // An IANA name is the same in every language.
  const zone = { placeholder: 'Europe/Stockholm', maxLength: 60 };
  return opening(
    title,
    [
      requiredInput('Date', 'date', t('scheduled.date'), t('scheduled.dateError'), { value: date, min: earliest }),
      requiredInput('Time', 'time', clock, t('scheduled.timeError'), { value: time }),
      ...(timeZone === undefined
        ? [requiredInput('Text', 'timeZone', t('scheduled.timeZone'), t('scheduled.timeZoneError'), zone)]
        : []),
    ],
    sending('schedule', t('verbs.schedule'), {
      // What is filled in is meant in the zone that the label names, whoever presses it.
      data: timeZone === undefined ? {} : { timeZone },
      ...(begins === undefined ? {} : { needs: permissionToBegin[begins] }),
    }),
  );
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
