import { type Losing, losesOf, lossesOf } from '../../upgrade/licences/losses.js';
import type { Along } from '../../upgrade/plans/along.js';
import type { ListedService } from '../../upgrade/plans/core-services.js';
import { gigabyte, type MailboxLoss, mailboxLoss } from '../../upgrade/plans/mailbox-room.js';
import { isSourcePlan, product } from '../../upgrade/plans/plans.js';
import { type Directory, hasProblem, PortError } from '../../upgrade/ports.js';
import type { LosingRead } from '../../upgrade/run/losing.js';
import type { Run } from '../../upgrade/run/run.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import { planFor } from '../../upgrade/run/targets.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';
import type { World } from '../read-facts.js';
import type { Unused } from './unused.js';

/** Counts who loses what by a move to a plan with less, before anybody is moved. Changes nothing. */

/**
 * Who loses what of those who go to a plan (a skuPartNumber), and whose mailbox is too large for it.
 * @param along what goes and comes with the plan, as far as that is known
 * @param unused sees everyone who is read
 * @returns null where nothing is lost, and for Office 365 E4, whose ways on Microsoft compares itself
 * @throws PortError when it cannot be read who holds what; what the usage report does not tell is left open
 */
export async function readLosing(
  run: Run,
  plan: string | null,
  along: Along,
  world: World,
  unused?: Unused,
): Promise<LosingRead | null> {
  const source = sourceOf(run);
  if (plan === null || isSourcePlan(source.sku)) return null;
  const losses = lossesOf(plan, source.sku);
  const room = mailboxLoss(plan, source.sku);
  if (losses.length === 0 && !room) return null;
  const { directory, clock } = world;
  const tally = new Tally(await losingIn(run, losses, along, directory));
  const planOf = planFor(run.split ? run : { plan, split: null });
  for await (const page of directory.holders(run.tenantId, source.skuId))
    for (const user of page) {
      unused?.look(user);
      if (planOf(user.id) === plan) tally.add(user);
    }
  return {
    people: tally.people.size,
    services: Object.fromEntries(tally.services),
    mail: room ? await readMail(run.tenantId, room, tally.signInNames, directory) : null,
    readAt: clock.now().toISOString(),
  };
}

/** How many lose each service; everybody counts once, however often they are listed. */
class Tally {
  readonly people = new Set<string>();
  readonly signInNames = new Set<string>();
  readonly services: Map<string, number>;

  constructor(private readonly losing: Losing) {
    this.services = new Map(losing.losses.map(({ name }) => [name, 0]));
  }

  add(user: LicensedUser): void {
    this.signInNames.add(user.userPrincipalName.toLowerCase());
    const lost = this.people.has(user.id) ? [] : losesOf(user, this.losing);
    if (lost.length > 0) this.people.add(user.id);
    for (const name of lost) this.services.set(name, (this.services.get(name) ?? 0) + 1);
  }
}

async function losingIn(
  run: Run,
  losses: Losing['losses'],
  { from, to }: Along,
  directory: Directory,
): Promise<Losing> {
  const { skuId: fromSkuId } = sourceOf(run);
  const skus = await directory.skus(run.tenantId);
  const staying = skus.filter(({ sku, skuId }) => skuId !== fromSkuId && !from.includes(sku));
  return {
    fromSkuId,
    losses,
    staying: new Map(staying.map(({ skuId, services }) => [skuId, services])),
    coming: to.flatMap((name): readonly ListedService[] => {
      const units = skus.find(({ sku }) => sku === name);
      return units?.services ?? product(name)?.services ?? [];
    }),
  };
}

/** What the usage report tells of the mailboxes; where it conceals names, of all of them. */
async function readMail(
  tenantId: string,
  { to }: MailboxLoss,
  signInNames: ReadonlySet<string>,
  directory: Directory,
): Promise<LosingRead['mail']> {
  try {
    const { asOf, concealed, mailboxes } = await directory.mailboxes(tenantId);
    const own = concealed ? mailboxes : mailboxes.filter(({ signInName }) => signInNames.has(signInName.toLowerCase()));
    const told = own.some(({ hasArchive }) => hasArchive !== null) || own.length === 0;
    return {
      is: 'read',
      asOf,
      concealed,
      over: own.filter(({ bytes }) => bytes > to.gigabytes * gigabyte).length,
      archives: told ? own.filter(({ hasArchive }) => hasArchive).length : null,
    };
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    return { is: 'notRead', why: hasProblem(error, 'denied') ? 'denied' : 'noAnswer' };
  }
}
