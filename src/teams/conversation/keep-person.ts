import { sameJson } from '../../base/same-json.js';
import { withMore } from '../../base/sharing.js';
import type { Run } from '../../upgrade/run/run.js';
import { may } from '../../upgrade/tenant/roles.js';
import { type Follower, gone, languageOf, newFollower } from '../people/follower.js';
import type { Asking, Visit } from './conversation.js';
import { turnIdOf } from './turns-taken.js';

/** Says how the person is spoken to. Keeps nothing yet, and never rejects. */
export async function askingOf(visit: Visit): Promise<Asking> {
  const { tenantId, id } = visit.person;
  const known = await knownOf(visit);
  const follower = asOfNow(visit, known ?? newFollower(tenantId, id));
  const isAsKept = follower === known;
  let run: Promise<Run | undefined> | undefined;
  let kept: Promise<void> | undefined;
  return withMore(visit, {
    person: { ...visit.person, timeZone: follower.timeZone ?? undefined },
    language: languageOf(follower),
    teamsId: visit.turn.reference.user?.id,
    question: known?.question ?? null,
    turnId: () => turnIdOf(visit.turn.activity),
    keep() {
      kept ??= keepPerson(visit, isAsKept ? known : undefined);
      return kept;
    },
    currentRun() {
      run ??= visit.upgrades.current(tenantId);
      return run;
    },
  });
}

/**
 * Keeps how to reach the person: whoever may see their tenant, and whoever waits until that can be told. Of others
 * nothing is kept. A disk that takes no writes must not keep a person from an answer: never rejects.
 * @param asNow what is kept of them, where the turn tells nothing new
 */
async function keepPerson(visit: Visit, asNow: Follower | undefined): Promise<void> {
  const { person, followers, leavings, notices, log } = visit;
  const { tenantId, id } = person;
  try {
    const known = await followers.get(tenantId, id);
    if (!(await mayBeKept(visit, known))) return;
    // Who is known and can be reached is seen again: what is new of them may be written later. That they were asked
    // something, and have said something else, may not.
    if (known?.reference && !known.blocked && !known.question) {
      if (known !== asNow) await followers.note(tenantId, id, (before) => asOfNow(visit, before));
      return notices.outbox.seen(tenantId, id);
    }
    await followers.keep(tenantId, id, (before) => asOfNow(visit, before));
    notices.outbox.seen(tenantId, id);
    await leavings.remove(tenantId);
    notices.outbox.nudge();
  } catch (error) {
    log.warn({ err: error }, 'how to reach a person could not be kept');
  }
}

/** The person removed the bot. With the last of their tenant the time begins after which nothing is kept of it. */
export async function personLeft({ person, followers, leavings, clock }: Visit): Promise<void> {
  const { tenantId, id } = person;
  const now = clock.now();
  if (!(await followers.change(tenantId, id, (follower) => gone(follower, now)))) return;
  for await (const other of followers.all(tenantId)) if (!other.blocked) return;
  await leavings.note(tenantId, now);
}

async function mayBeKept({ access, person: { tenantId, id } }: Visit, known: Follower | undefined): Promise<boolean> {
  // Of somebody who is known it is enough what the turn has shown; whoever is new is asked about.
  const roles = known ? access.rolesSeen(tenantId, id) : await access.rolesForReading(tenantId, id);
  if (roles) return may('see', roles);
  // What Graph does not tell yet is told once an administrator has let it.
  return known !== undefined || access.denied(tenantId) !== undefined;
}

async function knownOf({ person: { tenantId, id }, followers, log }: Visit): Promise<Follower | undefined> {
  try {
    return await followers.get(tenantId, id);
  } catch (error) {
    log.warn({ err: error }, 'what is kept of a person could not be read');
    return undefined;
  }
}

/** What is known of the person with this turn; the very same where that is nothing new. */
function asOfNow({ turn, person, clock }: Visit, before: Follower): Follower {
  const now: Partial<Follower> = {
    name: person.name || before.name,
    reference: turn.reference,
    locale: person.locale || before.locale,
    timeZone: person.timeZone ?? before.timeZone,
    blocked: false,
    leftAt: null,
    // It is answered in the turn after it was asked, or not at all.
    question: null,
    seenOn: clock.now().toISOString().slice(0, 10),
  };
  const same = Object.entries(now).every(([name, value]) => sameJson(value, before[name as keyof Follower]));
  return same ? before : { ...before, ...now };
}
