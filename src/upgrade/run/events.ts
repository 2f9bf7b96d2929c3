import { ofKept } from '../../base/grown.js';
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
  return countOf(audit, personId).beside < mostBeside;
}

/** Whether the person has changed the run so often that they may only stop it. */
export function goesInCircles(audit: readonly Written[], personId: string): boolean {
  return countOf(audit, personId).all >= mostOfOne;
}

type Count = { all: number; beside: number };
const none: Count = { all: 0, beside: 0 };

/** How many entries there are of a person. It is asked in every turn. */
function countOf(audit: readonly Written[], personId: string): Count {
  const { made, after } = countsOf(audit);
  return after.filter(({ by }) => by?.id === personId).reduce(withOneMore, made.get(personId) ?? none);
}

const countsOf = ofKept<Written, Map<string, Count>>((counts = new Map(), added) => {
  for (const entry of added) if (entry.by) counts.set(entry.by.id, withOneMore(counts.get(entry.by.id) ?? none, entry));
  return counts;
});

const withOneMore = ({ all, beside }: Count, { what }: Written): Count => ({
  all: all + 1,
  beside: movesRun(what) ? beside : beside + 1,
});
