import type { Logger } from 'pino';
import type { PriceList } from '../../upgrade/order/price-list.js';
import type { Clock } from '../../upgrade/ports.js';
import type { Run } from '../../upgrade/run/run.js';
import type { Role } from '../../upgrade/tenant/roles.js';
import type { NamedFollowers, RunContext } from '../cards/run-context.js';
import { canBeReached, type Followers } from '../notices/followers.js';
import type { Handover } from '../notices/handover.js';

const mostNamed = 5;

/** What a run's card says beside the run itself, to one person: the time, prices, who is told, who takes the next step. */
export type RunContexts = (run: Run, personId: string, roles: readonly Role[]) => Promise<RunContext>;

type Options = {
  clock: Clock;
  prices: PriceList | undefined;
  followers: Pick<Followers, 'get'>;
  handover: Pick<Handover, 'nextStep'>;
  log: Logger;
};

export function createRunContexts({ clock, prices, followers, handover, log }: Options): RunContexts {
  async function namesOfFollowers(
    { id, tenantId, ...run }: Run,
    personId: string,
  ): Promise<NamedFollowers | undefined> {
    // Whoever is shown a run follows it from then on, unless they left.
    const ids = run.left.includes(personId) ? run.followers : [...new Set([...run.followers, personId])];
    try {
      const people = (await Promise.all(ids.map((one) => followers.get(tenantId, one)))).filter(canBeReached);
      const names = people.flatMap(({ name }) => (name === '' ? [] : [name])).slice(0, mostNamed);
      return { names, more: people.length - names.length, you: ids.includes(personId) };
    } catch (error) {
      log.warn({ err: error, run: id }, 'who is told could not be read');
      return undefined;
    }
  }

  return async (run, personId, roles) => {
    const [named, nextStep] = await Promise.all([
      namesOfFollowers(run, personId),
      handover.nextStep(run, roles, personId),
    ]);
    return { now: clock.now(), prices, followers: named, nextStep };
  };
}
