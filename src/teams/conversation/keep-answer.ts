import { withMore } from '../../base/sharing.js';
import { isOver, type Run } from '../../upgrade/run/run.js';
import { isAskedBack } from '../cards/note.js';
import { settleOlder } from '../notices/settle-older.js';
import type { Follower } from '../people/follower.js';
import type { Answer, Visit } from './conversation.js';

/**
 * Keeps what an answer leads to: the language that was chosen, that whoever is shown a run follows it, and whether they
 * wait for consent. Rejects when the language could not be kept.
 */
export async function keepAnswer(visit: Visit, answer: Answer): Promise<void> {
  const { person, followers } = visit;
  const { language } = answer;
  if (language) await followers.change(person.tenantId, person.id, (now) => ({ ...now, languageChoice: language }));
  await follow(visit, answer);
  await keepConsent(visit, answer);
}

async function follow({ person, upgrades, log }: Visit, { shows: run }: Answer): Promise<void> {
  if (!run || isOver(run) || run.followers.includes(person.id) || run.left.includes(person.id)) return;
  try {
    await upgrades.follow(person.tenantId, run.id, person.id);
  } catch (error) {
    // What the person asked for was done; they must not be told otherwise.
    log.warn({ err: error, run: run.id }, 'a person could not be made a follower');
  }
}

async function keepConsent({ person, notices, log }: Visit, { consent: seen }: Answer): Promise<void> {
  if (!seen) return;
  try {
    await notices.consent[seen](person.tenantId, person.id);
  } catch (error) {
    log.warn({ err: error, seen }, 'whether a person waits for consent could not be kept');
  }
}

/**
 * Keeps which message shows the run, so that it is kept up to date; lets the answer know its message, and takes back one
 * that has served its purpose. The answer was given; nothing may spoil it: never rejects.
 */
export async function keepMessage(visit: Visit, answer: Answer, activityId: string | undefined): Promise<void> {
  const { turn, sender, log } = visit;
  await (activityId === undefined ? keepQuestion(visit, answer) : keepShown(visit, answer, activityId));
  try {
    if (activityId !== undefined) await answer.sent?.(activityId);
    if (answer.drops !== undefined) await sender.remove(turn.reference, answer.drops);
  } catch (error) {
    log.warn({ err: error }, 'a message could not be noted or taken back');
  }
}

async function keepShown(visit: Visit, { shows: run, confirms, note }: Answer, activityId: string): Promise<void> {
  if (!run) return;
  const {
    person: { tenantId, id },
    notices,
    followers,
    newId,
    clock,
    log,
  } = visit;
  const { revision } = run;
  const question = questionOf(run, note, clock);
  const said = note ?? (confirms && { why: confirms });
  const live = { runId: run.id, activityId, news: null, note: said ? { said, revision } : null, shownBy: newId() };
  try {
    const before = await followers.get(tenantId, id);
    const kept = (now: Follower): Follower => ({ ...now, live, question });
    // Whoever answers at once, perhaps to another process, has been asked.
    await (question ? followers.change(tenantId, id, kept) : followers.note(tenantId, id, kept));
    // Beside whatever waits for the answer. What was pressed further up shows it there, and nothing is below.
    if (before && visit.deed.is !== 'pressed' && before.live?.activityId !== activityId)
      void settleOlder(withMore(visit, { colleagues: notices.colleagues }), before, visit.turn.reference, run.id);
  } catch (error) {
    log.warn({ err: error }, 'which message shows a run could not be kept');
  }
}

/** What was asked back in an answer that is no message of its own, but comes with the response to the request. */
async function keepQuestion(visit: Visit, { shows: run, note }: Answer): Promise<void> {
  const { person, followers, clock, log } = visit;
  const question = run ? questionOf(run, note, clock) : null;
  if (!question) return;
  try {
    await followers.change(person.tenantId, person.id, (now) => ({ ...now, question }));
  } catch (error) {
    log.warn({ err: error }, 'what was asked back could not be kept');
  }
}

/** What the answer asks back of which revision of the run, to be answered with a bare yes or no; null where nothing. */
function questionOf({ id, revision }: Run, note: Answer['note'], clock: Visit['clock']): Follower['question'] {
  return note && isAskedBack(note.why) ? { why: note.why, runId: id, revision, at: clock.now().toISOString() } : null;
}
