import type { RunState } from '../../upgrade/run.js';
import { newPlan, oldPlan } from './pieces.js';
import { scheduleInputs } from './schedule-inputs.js';
import type { Draft, RunView } from './view.js';

/** Everything is decided and waits for the chosen time: when, what will happen then, and how to change it. */
export function scheduled(view: RunView, { begins }: Extract<RunState, { is: 'scheduled' }>): Draft {
  const { t, format, run } = view;
  const { schedule } = run;
  if (schedule === null) throw new Error('a run that waits for its time has no time');
  const at = format.momentIn(schedule.at, schedule.timeZone);
  return {
    id: 'scheduled',
    title: t(schedule.missed ? 'scheduled.titleMissed' : 'scheduled.title'),
    data: {
      when: t(schedule.missed ? 'scheduled.was' : 'scheduled.at', { at }),
      lines: [
        t(schedule.missed ? 'scheduled.missed' : `scheduled.begins.${begins}`, {
          from: oldPlan(run),
          to: newPlan(view),
        }),
        ...(schedule.missed ? [] : [t('scheduled.lookedAt')]),
      ],
      ...scheduleInputs(view),
    },
    alsoSay: ['schedule'],
  };
}
