import type { Logger } from 'pino';
import type { Offer } from '../upgrade/order/offer.js';
import { lacksSomething } from '../upgrade/order/order.js';
import type { Payer } from '../upgrade/order/payer.js';
import { isWayOn } from '../upgrade/plans/ways-on.js';
import { type Commerce, PortError } from '../upgrade/ports.js';
import type { Command } from '../upgrade/run/commands.js';
import { plansOfSplit } from '../upgrade/run/rules/split-people.js';
import type { Run } from '../upgrade/run/run.js';
import { sourceOf } from '../upgrade/run/source-of.js';
import type { World } from './read-facts.js';

type Tools = { world: World; log: Logger };

/** What a decision on a purchase depends on, as the commerce tells it now; nothing where the command is about none. */
export async function askCommerce(
  run: Run,
  command: Command,
  { world, log }: Tools,
): Promise<{ payers?: Payer[] | undefined; offer?: Offer | undefined }> {
  const { tenantId } = run;
  if (command.do === 'goToCheckout' && (!run.checkout || lacksSomething(run.checkout)))
    return { payers: await (await world.commerceFor(tenantId)).payers(tenantId, sourceOf(run).sku) };
  const plan = planMeant(run, command);
  if (plan === undefined) return {};
  const commerce = await world.commerceFor(tenantId);
  return commerce.can.buy ? { offer: await offerOf(commerce, tenantId, plan, log) } : {};
}

/** The plan that is chosen, or about to be bought. */
function planMeant(run: Run, command: Command): string | undefined {
  switch (command.do) {
    case 'choosePlan':
      return isWayOn(command.plan, sourceOf(run).sku) ? command.plan : undefined;
    case 'splitPeople': {
      const plans = plansOfSplit(run, command);
      return plans.ok && isWayOn(plans.plan, sourceOf(run).sku) ? plans.plan : undefined;
    }
    case 'buyNew':
    case 'buyMore':
      return run.plan ?? undefined;
    default:
      return undefined;
  }
}

/** A commerce that cannot be asked leaves it open: what it does not sell, it refuses when it is ordered. */
export async function offerOf(
  commerce: Commerce,
  tenantId: string,
  plan: string,
  log: Logger,
): Promise<Offer | undefined> {
  try {
    return await commerce.offer(tenantId, plan);
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    log.warn({ doing: error.doing, problem: error.problem.is }, 'how a plan can be ordered stays open');
    return undefined;
  }
}
