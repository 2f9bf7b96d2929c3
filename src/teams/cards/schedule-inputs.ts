import type { RunView } from './view.js';

/** What the inputs for a date and a time are filled with: the chosen moment, else tomorrow at ten in the evening. */
export function scheduleInputs(view: RunView): Record<string, unknown> {
  const { t, format, run, context } = view;
  const { schedule } = run;
  const timeZone = schedule?.timeZone ?? view.viewer.timeZone;
  const tomorrow = new Date(context.now.getTime() + 24 * 3_600_000);
  const { date, time } = format.inputsOf(schedule ? new Date(schedule.at) : tomorrow, timeZone ?? 'UTC');
  return {
    date,
    time: schedule ? time : '22:00',
    earliest: format.inputsOf(context.now, timeZone ?? 'UTC').date,
    timeLabel: timeZone === undefined ? t('scheduled.time') : t('scheduled.timeIn', { timeZone }),
    asksZone: timeZone === undefined,
  };
}
