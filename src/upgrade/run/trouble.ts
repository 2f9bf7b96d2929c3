import type { Problem } from '../ports.js';
import { type Due, type Ticking, ticking, type Watched } from './due.js';
import { movesOf } from './next-step.js';
import { amend, raiseNotice, to } from './record.js';
import type { Resume, Run, RunState, Trouble } from './run.js';
import { hour, lookAgainAt, tryAgainAt } from './waiting.js';

/** What goes wrong, and what becomes of the run. */

export function troubled(run: Run, trouble: Trouble, resume: Resume, now: Date): Run {
  const since = now.toISOString();
  // Consent is given elsewhere and tells nobody: look for it.
  const nextAt = trouble.is === 'denied' ? { nextAt: lookAgainAt(since, now, { atLeast: 5_000 }) } : {};
  const state: RunState = { is: 'needsAttention', since, trouble, ...nextAt, resume };
  return raiseNotice(to(run, state, now, 'needsAttention', {}, about(trouble)), 'needsAttention', now);
}

export function problemMet(run: Run, problem: Problem, now: Date): Run {
  const state = ticking(run);
  if (!state) return run;
  if (state.is === 'needsAttention' || state.is === 'assessed') return lookedInVain(run, state, now);
  const attempts = run.attempts + 1;
  switch (problem.is) {
    case 'busy':
    case 'unreachable': {
      const nextAt = tryAgainAt(attempts, now, problem.is === 'busy' ? problem.retryAfterMs : 0);
      return amend(run, { attempts, state: { ...state, nextAt } });
    }
    case 'unknownOutcome':
      return amend(run, { state: { ...state, nextAt: tryAgainAt(1, now) } });
    case 'denied': {
      const trouble = { is: 'denied', needs: problem.needs ?? null } as const;
      const inVain = resumedInVain(run, trouble.needs, now);
      return inVain === 0
        ? troubled(run, trouble, resumeOf(state), now)
        : deniedAgain(run, trouble, resumeOf(state), inVain, now);
    }
    case 'notFound':
      return troubled(run, { is: 'refused', code: 'notFound', text: '' }, resumeOf(state), now);
    case 'refused':
      return troubled(run, { is: 'refused', code: problem.code, text: problem.text }, resumeOf(state), now);
    default: {
      const never: never = problem;
      return never;
    }
  }
}

/** A denial that comes so soon after going on is the one that there was before. */
const soonMs = 60_000;

/** How often in a row a permission seemed to be there, and the same was denied as soon as the run went on. */
function resumedInVain(run: Run, needs: string | null, now: Date): number {
  const moves = movesOf(run).reverse();
  const [last, before] = moves;
  if (last?.what !== 'permission' || now.getTime() - Date.parse(last.at) > soonMs) return 0;
  if (before?.details?.needs !== needs) return 0;
  const other = moves.findIndex(({ what }) => what !== 'permission' && what !== 'needsAttention');
  return moves.slice(0, other === -1 ? moves.length : other).filter(({ what }) => what === 'permission').length;
}

/** Some permissions cannot be tried without doing what they are for: it is tried ever more rarely, and nobody is told again. */
function deniedAgain(run: Run, trouble: Trouble, resume: Resume, inVain: number, now: Date): Run {
  const nextAt = new Date(now.getTime() + Math.min(hour, 5_000 * 2 ** Math.min(inVain, 16))).toISOString();
  const state: RunState = { is: 'needsAttention', since: now.toISOString(), trouble, nextAt, resume };
  return to(run, state, now, 'needsAttention', {}, about(trouble));
}

const about = (trouble: Trouble): Record<string, string | null> =>
  trouble.is === 'denied' ? { trouble: trouble.is, needs: trouble.needs } : { trouble: trouble.is };

/** Nothing could be seen of something that is only watched: it is looked at again later. */
function lookedInVain(run: Run, state: Exclude<Watched, Ticking>, now: Date): Run {
  const atLeast = state.is === 'assessed' ? hour : 5_000;
  const since = state.is === 'assessed' ? now.toISOString() : state.since;
  return amend(run, { state: { ...state, nextAt: lookAgainAt(since, now, { atLeast, atMost: hour }) } });
}

/** Something the engine did not foresee: the run waits for a person, nothing is lost. */
export function stumbled(run: Run, text: string, now: Date, of?: Due['is']): Run {
  if (of === 'appointment') return putOff(run, now);
  const state = ticking(run);
  if (!state) return run;
  if (state.is === 'needsAttention' || state.is === 'assessed') return lookedInVain(run, state, now);
  return troubled(run, { is: 'unexpected', text }, resumeOf(state), now);
}

function resumeOf(state: Ticking): Resume {
  return state.is === 'manualVerify' ? { is: 'manualVerify' } : state;
}

/** Whether the beginning may take place could not be found out: it is looked at again, until it is too late to begin unasked. */
export function putOff(run: Run, now: Date): Run {
  const { schedule } = run;
  if (!schedule || schedule.nextAt === null) return run;
  const attempts = run.attempts + 1;
  return amend(run, { attempts, schedule: { ...schedule, nextAt: tryAgainAt(attempts, now) } });
}
