import type { Command } from '../../../upgrade/run/commands.js';
import { lastMoveOf } from '../../../upgrade/run/moves.js';
import type { Refusal } from '../../../upgrade/run/refusal.js';
import type { Run } from '../../../upgrade/run/run.js';
import type { FollowingNote, Note } from '../../cards/note.js';

/** Why nothing changed, or that a time was set or dropped: nothing else shows on a card that stays the same. */
export function noteFor(run: Run, refusal: Refusal | undefined, command: Command, personId: string): Note | undefined {
  if (refusal?.why === 'notNow') return { ...refusal, verb: command.do };
  if (refusal) return refusalNote(run, refusal, personId);
  if (command.do === 'schedule' && run.schedule) return { why: 'timeSet' };
  const dropped = command.do === 'unschedule' || (command.do === 'startNow' && !run.schedule);
  return dropped ? { why: 'timeDropped' } : undefined;
}

/** What joining or leaving came to; undefined for other commands. */
export function followingNote(
  { do: what }: Command,
  before: Run | undefined,
  run: Run,
  personId: string,
): FollowingNote | undefined {
  if (what !== 'follow' && what !== 'unfollow') return undefined;
  const followed = before?.followers.includes(personId) ?? false;
  if (what === 'follow') return followed ? 'joinedAlready' : 'joined';
  if (!followed) return 'leftAlready';
  return run.followers.length === 0 ? 'leftLast' : 'left';
}

/** What changed last of a run that is not as the person saw it when they wrote. */
export function changedSince(run: Run): Note {
  const last = lastMoveOf(run);
  return { why: 'changedSince', by: last?.by?.name ?? null, what: last?.what ?? null };
}

/** A card that went stale because a colleague was quicker says so. */
function refusalNote(run: Run, refusal: Refusal, personId: string): Note {
  const last = lastMoveOf(run)?.by;
  return refusal.why === 'stale' && last && last.id !== personId ? { why: 'doneBy', name: last.name } : refusal;
}
