import type { Run } from '../../upgrade/run/run.js';
import { type Follower, languageOf, newFollower } from '../people/follower.js';
import type { Asking, Visit } from './conversation.js';

/** Keeps how to reach the person, and says how they are spoken to. Never rejects. */
export async function askingOf(visit: Visit): Promise<Asking> {
  const follower = await keepPerson(visit);
  let run: Promise<Run | undefined> | undefined;
  return {
    ...visit,
    person: { ...visit.person, timeZone: follower.timeZone ?? undefined },
    language: languageOf(follower),
    currentRun() {
      run ??= visit.upgrades.current(visit.person.tenantId);
      return run;
    },
  };
}

/** A disk that takes no writes must not keep a person from an answer. @returns what is known of them */
async function keepPerson({ turn, person, followers, notices, log }: Visit): Promise<Follower> {
  const { tenantId, id } = person;
  const asOfNow = (before: Follower): Follower => ({
    ...before,
    name: person.name || before.name,
    reference: turn.reference,
    locale: person.locale || before.locale,
    timeZone: person.timeZone ?? before.timeZone,
    blocked: false,
  });
  try {
    let isBack = false;
    const follower = await followers.change(tenantId, id, (before) => {
      isBack = before.reference === null || before.blocked;
      return asOfNow(before);
    });
    if (isBack) notices.outbox.nudge();
    return follower;
  } catch (error) {
    log.warn({ err: error }, 'how to reach a person could not be kept');
    const known = await followers.get(tenantId, id).catch(() => undefined);
    return asOfNow(known ?? newFollower(tenantId, id));
  }
}
