import { calledOf } from '../../upgrade/licences/called.js';
import type { PlanRef } from '../../upgrade/licences/closed-off.js';
import { readLicenceFailure } from '../../upgrade/licences/licence-failures.js';
import type { Loss } from '../../upgrade/licences/losses.js';
import type { Target } from '../../upgrade/licences/move.js';
import { offIn, switchedOff } from '../../upgrade/licences/switched-off.js';
import { serviceName } from '../../upgrade/plans/plans.js';
import { learntIn } from '../../upgrade/run/learnt.js';
import type { Run } from '../../upgrade/run/run.js';
import type { Failure, Work } from '../../upgrade/run/shape.js';
import type { LicenceState, LicensedUser } from '../../upgrade/tenant/facts.js';
import type { HeldBefore } from '../snapshot/pages.js';

/** What became of one person, told from what was written down before and from what Graph shows now. */

export const outcomes = [
  /** Has the new plan in place of the old. */
  'moved',
  /** The same, with everything off again that was off before. */
  'movedAndRestored',
  /** The same, but services are on that were off before. */
  'movedNotRestored',
  /** Was to be moved and could not be. */
  'notMoved',
  /** Has both plans, and had not before. */
  'both',
  /** Still has the old plan; nobody tried to move them. */
  'kept',
  /** Has the old plan as before, after everyone was moved back. */
  'back',
  /** Is there and has neither plan. */
  'neither',
  /** No longer exists. */
  'gone',
  /** Has one of the plans, and was not among those who were to be moved. */
  'joined',
] as const;
export type Outcome = (typeof outcomes)[number];

/** A service plan by Microsoft's name for it. */
type ServiceName = string;

/** One plan as a person has or had it. */
export type Holding = {
  /** skuPartNumber. */
  sku: string;
  switchedOff: ServiceName[];
  direct: boolean;
  /** Names of the groups that it comes through; ids where no name is known. Empty when that is not known. */
  groups: string[];
};

export type ReportedPerson = {
  id: string;
  name: string;
  /** The user principal name; null for whoever is gone. */
  signInName: string | null;
  /** Empty for whoever was not there before. */
  before: Holding[];
  after: Holding[];
  outcome: Outcome;
  /** skuPartNumber of the plan they go to, where people go to two; left out where everybody goes to one. */
  target?: string;
  /** Why a change was refused, with Microsoft's own sentence ('' where it was not kept). */
  failure: { reason: Failure['reason']; text: string } | null;
  /** Services that were off before and have no counterpart in the new plan. */
  unmapped: ServiceName[];
  /** Services that are off now since they need one that was off before. */
  alsoOff: ServiceName[];
  /**
   * Services that were on in the old plan and that neither the new one has nor what came with it; another license may
   * give them all the same. Left out where the new plan has all that the old one has.
   */
  lost?: ServiceName[];
};

/** What the people of one run are read against. */
export type Course = {
  run: Run;
  from: { sku: string; skuId: string };
  to: { sku: string; skuId: string; services: readonly PlanRef[] | undefined };
  /** Names of groups by id. */
  groups: ReadonlyMap<string, string>;
  /** What the new plan lacks or has less of, and nothing that came with it has. */
  losses: readonly Loss[];
  /** Groups that handed out the old plan before. */
  groupsBefore: readonly string[];
};

/**
 * @param before undefined: the person was not there when it was written down
 * @param now undefined: no such person any more
 */
export function reported(
  { before, now }: { before: HeldBefore | undefined; now: LicensedUser | undefined },
  course: Course,
): ReportedPerson {
  const found = outcomeOf(before, now, course);
  const failure = now ? failureOf(now, found, course) : undefined;
  const wasTried = failure !== undefined || everyoneWasTried(course.run);
  const outcome = found === 'kept' && wasTried ? 'notMoved' : found;
  return {
    id: before?.id ?? now?.id ?? '',
    name: (now && calledOf(now)) || before?.name || before?.id || '',
    signInName: now?.userPrincipalName || null,
    before: before ? heldBefore(before, course) : [],
    after: now ? [course.from, course.to].flatMap((plan) => holdingOf(now, plan, course)) : [],
    outcome,
    ...(course.run.split ? { target: course.to.sku } : {}),
    // Failures beyond those a run lists by name are only counted.
    failure: failure ?? (outcome === 'notMoved' ? { reason: 'other', text: '' } : null),
    ...leftBehind({ before, now, outcome }, course),
    ...(course.losses.length > 0 ? { lost: lostBy(before, outcome, course) } : {}),
  };
}

function leftBehind(
  { before, now, outcome }: { before: HeldBefore | undefined; now: LicensedUser | undefined; outcome: Outcome },
  course: Course,
): Pick<ReportedPerson, 'unmapped' | 'alsoOff'> {
  if (!before || !now || !hasMoved(outcome)) return { unmapped: [], alsoOff: [] };
  const { unmapped, alsoOff } = offIn(before.switchedOff, targetOf(course));
  const off = namesOf(switchedOff(now, course.to.skuId));
  // A new plan that was there before keeps its own settings.
  return { unmapped, alsoOff: hadBefore(before, course.to.skuId) ? [] : alsoOff.filter((name) => off.includes(name)) };
}

function lostBy(before: HeldBefore | undefined, outcome: Outcome, { losses }: Course): ServiceName[] {
  if (!before || !hasMoved(outcome)) return [];
  return losses.filter(({ id }) => !before.switchedOff.includes(id)).map(({ name }) => name);
}

function outcomeOf(before: HeldBefore | undefined, now: LicensedUser | undefined, course: Course): Outcome {
  if (!now) return 'gone';
  if (!before) return 'joined';
  const { run, from, to } = course;
  const hasNew = holds(now, to.skuId);
  if (!holds(now, from.skuId)) return hasNew ? movedAs(before, now, course) : 'neither';
  if (hasNew && !hadBefore(before, to.skuId)) return 'both';
  return run.undo === null ? 'kept' : 'back';
}

function movedAs(before: HeldBefore, now: LicensedUser, course: Course): Outcome {
  const { mapped } = offIn(before.switchedOff, targetOf(course));
  // A new plan that was there before keeps its own settings.
  if (mapped.length === 0 || hadBefore(before, course.to.skuId)) return 'moved';
  const off = switchedOff(now, course.to.skuId);
  return mapped.every((id) => off.includes(id)) ? 'movedAndRestored' : 'movedNotRestored';
}

const hasMoved = (outcome: Outcome): boolean =>
  outcome === 'moved' || outcome === 'movedAndRestored' || outcome === 'movedNotRestored';

/** Whether all who are left were tried: the run counts more failures than it lists. */
function everyoneWasTried({ reassign, state }: Run): boolean {
  if (reassign === null || reassign.failuresUnlisted === 0 || state.is === 'reassigning') return false;
  return reassign.done + reassign.failures.length + reassign.failuresUnlisted >= reassign.total;
}

/** Why Microsoft refused what would have led to another outcome. */
function failureOf(now: LicensedUser, outcome: Outcome, course: Course): Refused | undefined {
  const { run, from, to } = course;
  switch (outcome) {
    case 'moved':
      return listed(run.undo, [now.id]);
    case 'movedNotRestored':
      return listed(run.undo, [now.id]) ?? listed(run.restore, [now.id]);
    case 'kept':
    case 'both':
    case 'neither': {
      const states = now.licences.filter(({ skuId }) => skuId === from.skuId || skuId === to.skuId);
      const groups = states.flatMap((one) => (one.skuId === from.skuId ? (one.assignedByGroup ?? []) : []));
      const error = states.find((one) => one.state === 'Error' && one.error)?.error;
      return (
        listed(run.reassign, [now.id, ...groups]) ??
        (error ? { reason: readLicenceFailure(error), text: error } : undefined)
      );
    }
    default:
      return undefined;
  }
}

type Refused = NonNullable<ReportedPerson['failure']>;

function listed(work: Work | null, ids: readonly string[]): Refused | undefined {
  const found = work?.failures.find(({ id }) => ids.includes(id));
  return found && { reason: found.reason, text: found.text };
}

function heldBefore(before: HeldBefore, course: Course): Holding[] {
  const groups = before.direct ? [] : onlyOne(course.groupsBefore);
  const old = { sku: course.from.sku, switchedOff: namesOf(before.switchedOff), direct: before.direct, groups };
  const target = before.targets.find(({ skuId }) => skuId === course.to.skuId);
  return [
    old,
    ...(target ? [{ ...old, sku: course.to.sku, switchedOff: namesOf(target.off), direct: true, groups: [] }] : []),
  ];
}

/** With several groups it was not written down which of them a person had the plan through. */
const onlyOne = (groups: readonly string[]): string[] => (groups.length === 1 ? [...groups] : []);

function holdingOf(now: LicensedUser, { sku, skuId }: { sku: string; skuId: string }, { groups }: Course): Holding[] {
  const given = now.licences.filter((one) => one.skuId === skuId && isGiven(one));
  if (given.length === 0) return [];
  return [
    {
      sku,
      switchedOff: namesOf(switchedOff(now, skuId)),
      direct: given.some(({ assignedByGroup }) => assignedByGroup === null),
      groups: given.flatMap(({ assignedByGroup: id }) => (id === null ? [] : [groups.get(id) ?? id])),
    },
  ];
}

/** An assignment in error gives nothing. */
const isGiven = ({ state }: LicenceState): boolean => state !== 'Error';
const holds = (user: LicensedUser, skuId: string): boolean =>
  user.licences.some((one) => one.skuId === skuId && isGiven(one));
const hadBefore = (before: HeldBefore, skuId: string): boolean => before.targets.some((one) => one.skuId === skuId);
const namesOf = (ids: readonly string[]): ServiceName[] => ids.map((id) => serviceName({ id }));
const targetOf = ({ run, to }: Course): Target => ({
  toSkuId: to.skuId,
  toServices: to.services,
  learnt: learntIn(run),
});
