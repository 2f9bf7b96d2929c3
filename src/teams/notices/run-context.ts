import { cardOf } from '../../upgrade/run/next-step.js';
import type { Run } from '../../upgrade/run/run.js';
import type { Role } from '../../upgrade/tenant/roles.js';
import { tellsFollowers } from '../cards/lines/colleagues.js';
import type { NamedFollowers, RunContext } from '../cards/run-context.js';
import type { Parts } from '../parts.js';
import { canBeReached } from '../people/follower.js';
import type { Colleagues } from './colleagues.js';

const mostNamed = 5;

/** What is read for what a run's card says beside the run. */
export type RunContexts = Pick<Parts, 'clock' | 'prices' | 'followers' | 'log'> & { colleagues: Colleagues };

/**
 * What a run's card says beside the run, to one person: the time, prices, who is told, who takes the next step. Who is told
 * may be a hundred people, and is read for a card that says it, or for somebody who asked.
 */
export async function runContextFor(
  contexts: RunContexts,
  run: Run,
  personId: string,
  roles: readonly Role[],
  what: 'card' | 'answer' = 'card',
): Promise<RunContext> {
  const areTold = what === 'answer' || tellsFollowers(cardOf(run));
  const [followers, nextStep] = await Promise.all([
    areTold ? namedFollowers(contexts, run, personId) : undefined,
    contexts.colleagues.nextStep(run, roles, personId),
  ]);
  return { now: contexts.clock.now(), prices: contexts.prices, followers, nextStep, note: undefined };
}

async function namedFollowers(
  { followers, log }: RunContexts,
  run: Run,
  personId: string,
): Promise<NamedFollowers | undefined> {
  // Whoever is shown a run follows it from then on, unless they left.
  const ids = run.left.includes(personId) ? run.followers : [...new Set([...run.followers, personId])];
  try {
    const people = (await followers.lately(run.tenantId, ids)).filter(canBeReached);
    const named = people.filter(({ name }) => name !== '').slice(0, mostNamed);
    return {
      people: named.map(({ personId: id, name }) => ({ id, name })),
      more: people.length - named.length,
      you: ids.includes(personId),
    };
  } catch (error) {
    log.warn({ err: error, run: run.id }, 'who is told could not be read');
    return undefined;
  }
}
