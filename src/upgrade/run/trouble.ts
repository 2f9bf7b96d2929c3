import { z } from 'zod';
import { backoffMs } from '../../base/backoff.js';
import { whyAskedAnew } from '../decision.js';
import type { Problem, Service } from '../ports.js';
import type { AnyState } from './definition.js';
import type { Found } from './found.js';
import { heldUp, unanswered } from './holdup.js';
import { movesOf } from './moves.js';
import { raiseNotice, to } from './record.js';
import { type In, type RunRecord, saidSchema } from './shape.js';
import { hour, lookAgainAt } from './waiting.js';

/** What goes wrong, and what becomes of the run. */

/** Why a run stopped to ask for help. Nothing was lost; `resume` of the state says where it goes on. */
export const troubleSchema = z.discriminatedUnion('is', [
  /** Of two products in one order, `plan` was declined and `taken` was not (skuPartNumbers); left out of any other order. */
  z.object({
    is: z.literal('orderDeclined'),
    ...saidSchema.shape,
    plan: z.string().optional(),
    taken: z.string().optional(),
  }),
  z.object({ is: z.literal('orderUnsettled'), since: z.string() }),
  /** `mendedBy` operator: nothing an admin of the tenant grants would change it. */
  z.object({ is: z.literal('denied'), needs: z.string().nullable(), mendedBy: z.literal('operator').optional() }),
  z.object({ is: z.literal('refused'), ...saidSchema.shape }),
  /** It takes longer than Microsoft says it should. */
  z.object({
    is: z.literal('overdue'),
    what: z.enum(['transition', 'creditCheck', 'review', 'provisioning', 'cancel']),
    since: z.string(),
  }),
  z.object({ is: z.literal('stillHeld'), users: z.number().int(), groups: z.number().int() }),
  /** After Microsoft's upgrade groups hand out the old plan still, or people have not got the new one from theirs. */
  z.object({
    is: z.literal('groupsLeft'),
    groups: z.number().int(),
    people: z.number().int(),
    /** Microsoft was to process those people again, and the assistant may not ask for it. */
    mayNotReprocess: z.boolean(),
  }),
  /** The plan that people were moved to is not active, or not set up. */
  z.object({ is: z.literal('newPlanNotReady') }),
  /** People were to be moved back to a plan that is not active any more. */
  z.object({ is: z.literal('oldPlanEnded') }),
  /** Whoever decided it lost the role, or did so too long ago: somebody who may lets it go on in their own name. */
  z.object({ is: z.literal('askedAnew'), because: z.enum(whyAskedAnew), by: z.string() }),
  z.object({ is: z.literal('unexpected'), text: z.string() }),
]);
export type Trouble = z.infer<typeof troubleSchema>;

type Attention<R> = { is: 'needsAttention'; since: string; trouble: Trouble; nextAt?: string; resume: R };
type Working = AnyState & { nextAt: string };

/** Asks for help; followers are told. @param resume where the run goes on */
export function troubled<R extends AnyState>(run: RunRecord, trouble: Trouble, resume: R, now: Date): In<Attention<R>> {
  const since = now.toISOString();
  // Consent is given elsewhere and tells nobody: look for it.
  const nextAt = trouble.is === 'denied' ? { nextAt: lookAgainAt(since, now, { atLeast: 5_000 }) } : {};
  const state: Attention<R> = { is: 'needsAttention', since, trouble, ...nextAt, resume };
  return raiseNotice(to(run, state, now, 'needsAttention', {}, about(trouble)), 'needsAttention', now);
}

/** Microsoft could not be asked, or refused, while the run works or waits: it goes on there. */
export function meetsProblem<S extends Working>(
  run: In<S>,
  { problem, service }: Extract<Found, { found: 'problem' }>,
  now: Date,
): In<S> | In<Attention<S>> {
  return problemMet(run, { problem, service }, run.state, now);
}

/** Something the engine did not foresee: the run waits for a person, nothing is lost. */
export function stumbles<S extends Working>(run: In<S>, { text }: Extract<Found, { found: 'defect' }>, now: Date) {
  return troubled(run, { is: 'unexpected', text }, run.state, now);
}

/** A problem, and what was asked where that was one. */
export type Met = { problem: Problem; service?: Service | undefined };

/** @param resume where the run goes on, where that is not where it stands */
export function problemMet<S extends Working, R extends AnyState>(
  run: In<S>,
  { problem, service }: Met,
  resume: R,
  now: Date,
): In<S> | In<Attention<R>> {
  switch (problem.is) {
    case 'busy':
    case 'unreachable':
    case 'unknownOutcome':
    case 'unreadable':
      return unanswered(run, { problem, service }, now);
    case 'denied': {
      const { needs = null, mendedBy } = problem;
      const trouble = { is: 'denied', needs, mendedBy } as const;
      const inVain = resumedInVain(run, trouble.needs, now);
      return inVain === 0 ? troubled(run, trouble, resume, now) : deniedAgain(run, trouble, resume, inVain, now);
    }
    case 'cartExpired':
    case 'notFound':
      return troubled(run, { is: 'refused', code: problem.is, text: '' }, resume, now);
    case 'refused':
      return troubled(run, problem, resume, now);
    case 'underReview':
      return heldUp(run, { is: 'accountReview' }, now, hour);
    case 'unclear':
      return heldUp(run, { is: 'unknownWord', word: problem.word }, now);
    default: {
      const never: never = problem;
      return never;
    }
  }
}

/** A denial that comes so soon after going on is the one that there was before. */
const soonMs = 60_000;

/** How often in a row a permission seemed to be there, and the same was denied as soon as the run went on. */
function resumedInVain(run: RunRecord, needs: string | null, now: Date): number {
  const moves = movesOf(run);
  const [last, before] = [moves.at(-1), moves.at(-2)];
  if (last?.what !== 'permission' || now.getTime() - Date.parse(last.at) > soonMs) return 0;
  if (before?.details.needs !== needs) return 0;
  const other = moves.findLastIndex(({ what }) => what !== 'permission' && what !== 'needsAttention');
  return moves.slice(other + 1).filter(({ what }) => what === 'permission').length;
}

/** Some permissions cannot be tried without doing what they are for: it is tried ever more rarely, and nobody is told again. */
function deniedAgain<R extends AnyState>(run: RunRecord, trouble: Trouble, resume: R, inVain: number, now: Date) {
  const nextAt = new Date(now.getTime() + backoffMs(inVain + 1, { firstMs: 5_000, longestMs: hour })).toISOString();
  const state: Attention<R> = { is: 'needsAttention', since: now.toISOString(), trouble, nextAt, resume };
  return to(run, state, now, 'needsAttention', {}, about(trouble));
}

const about = (trouble: Trouble): Record<string, string | null> =>
  trouble.is === 'denied'
    ? { trouble: trouble.is, needs: trouble.needs }
    : trouble.is === 'askedAnew'
      ? { trouble: trouble.is, because: trouble.because, by: trouble.by }
      : { trouble: trouble.is };
