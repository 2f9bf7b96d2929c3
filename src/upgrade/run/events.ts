import { ofGrown } from '../../base/grown.js';
import { type Verb, verbs } from './commands.js';

/**
 * What an entry of a run's audit can be of: a person's command, or something that the engine found. Some rules look at
 * the audit, so the names are closed; what each of them is stands here once.
 */

type Kind =
  /** It brought the run to where it stands. */
  | 'move'
  /** Somebody only looked: no reason to ask anybody for anything. */
  | 'look'
  /** Who is told changed, or somebody took the report: the run stays where it stands. */
  | 'beside';

/** How many entries of a person that stand beside what moves the run its audit keeps; the log of the bot has them all. */
const mostBeside = 40;
/** How many of any sort: beyond them a person only steers in circles. */
const mostOfOne = 1_000;

/** Entries that are no command. */
const found = {
  abandon: 'move',
  assessed: 'look',
  blockerCleared: 'move',
  cancelByHand: 'move',
  completed: 'move',
  confirmedTooLongAgo: 'move',
  creditCheckEnded: 'move',
  creditCheckStarted: 'move',
  groupsMoved: 'move',
  handover: 'beside',
  keptReminder: 'beside',
  located: 'move',
  moved: 'move',
  needsAttention: 'move',
  notDoneYet: 'move',
  orderedByHand: 'move',
  onlyByPerson: 'move',
  orderLapsed: 'move',
  orderRoleLost: 'move',
  orderTaken: 'move',
  orderTakenInPart: 'move',
  otherPlanBought: 'move',
  permission: 'move',
  ranOut: 'move',
  reassigned: 'move',
  renewed: 'move',
  reportTaken: 'beside',
  roleLost: 'move',
  scheduleBegun: 'move',
  scheduleBlocked: 'move',
  scheduleDue: 'move',
  scheduleMissed: 'move',
  scheduleRoleLost: 'move',
  sentAnew: 'move',
  snapshot: 'move',
  snapshotForgotten: 'beside',
  undone: 'move',
  verification: 'move',
  verified: 'move',
} as const satisfies Record<string, Kind>;

export type EventName = Verb | keyof typeof found;

/** Every name that an entry may have. */
export const eventNames: readonly EventName[] = [...verbs, ...(Object.keys(found) as (keyof typeof found)[])];

const lookingVerbs: readonly Verb[] = ['check', 'watch'];
const besideVerbs: readonly Verb[] = ['follow', 'unfollow'];

/** Whether the entry brought the run to where it stands, or somebody who looked at it there. */
export function movesRun(name: EventName): boolean {
  return kindOf(name) !== 'beside';
}

/** Whether somebody only looked. */
export function onlyLooked(name: EventName): boolean {
  return kindOf(name) === 'look';
}

function kindOf(name: EventName): Kind {
  if (Object.hasOwn(found, name)) return found[name as keyof typeof found];
  if (lookingVerbs.includes(name as Verb)) return 'look';
  return besideVerbs.includes(name as Verb) ? 'beside' : 'move';
}

type Written = { by: { id: string } | null; what: EventName };

/** Whether one more entry of the person beside the others is written down. */
export function writesBeside(audit: readonly Written[], personId: string): boolean {
  return (countsOf(audit).get(personId)?.beside ?? 0) < mostBeside;
}

/** Whether the person has changed the run so often that they may only stop it. */
export function goesInCircles(audit: readonly Written[], personId: string): boolean {
  return (countsOf(audit).get(personId)?.all ?? 0) >= mostOfOne;
}

/** How many entries there are of each person. It is asked in every turn. */
const countsOf = ofGrown<Written, Map<string, { all: number; beside: number }>>((counts = new Map(), added) => {
  for (const { by, what } of added) {
    if (by === null) continue;
    const { all, beside } = counts.get(by.id) ?? { all: 0, beside: 0 };
    counts.set(by.id, { all: all + 1, beside: movesRun(what) ? beside : beside + 1 });
  }
  return counts;
});
