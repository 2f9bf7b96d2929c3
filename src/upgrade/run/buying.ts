import { canByApi } from '../order/commerce-forms.js';
import { whyByHand } from '../order/offer.js';
import { type Least, leastOf } from '../order/order.js';
import type { OrderRecord, RunRecord } from './shape.js';
import { sourceOf } from './source-of.js';
import { seatsFor } from './targets.js';

/** What a run orders, how much of it at least, and whether by API. */

/** Whether an order leaves by API; an admin places it by hand otherwise. */
export function ordersByApi(
  { commerce, offer }: Pick<RunRecord, 'commerce' | 'offer'>,
  kind: OrderRecord['kind'],
): boolean {
  const because = whyByHand(offer);
  switch (kind) {
    case 'upgrade':
      return canByApi[commerce].upgrade;
    case 'purchase':
      return canByApi[commerce].buy && because === undefined;
    case 'seats':
      // A subscription that is there needs nothing looked up to grow.
      return canByApi[commerce].buy && because !== 'needsPerson';
    default: {
      const never: never = kind;
      return never;
    }
  }
}

/** What the run's order would be. */
export function kindOfOrder({ path, growing }: Pick<RunRecord, 'path' | 'growing'>): OrderRecord['kind'] {
  return path === 'automatic' ? 'upgrade' : growing ? 'seats' : 'purchase';
}

/** What the run's order must at least come to; of more seats only those that are missing are needed. */
export function leastOfRun(
  run: Pick<RunRecord, 'id' | 'assessment' | 'plan' | 'path' | 'seatsToBuy' | 'split' | 'cart'>,
): Least {
  const { seatsToBuy, plan, path, split, cart } = run;
  if (cart?.alone) return { needed: cart.alone.needed, owned: 0 };
  if (seatsToBuy !== null) return { needed: seatsToBuy, owned: 0 };
  if (split) return { needed: seatsFor(run, plan ?? ''), owned: 0 };
  return leastOf(sourceOf(run), plan ?? '', path ?? 'automatic');
}

/** Whether somebody can attest for the order: a partner that buys for its customer. */
export function canBeAttested(run: Pick<RunRecord, 'commerce' | 'path' | 'growing'>): boolean {
  return run.commerce === 'partner-center' && kindOfOrder(run) === 'purchase';
}

/** Whether the order needs that somebody attests, as far as is known. */
export function needsAttestation(run: RunRecord): boolean {
  const { offer, attestationAsked, attested } = run;
  if (attested !== null || !canBeAttested(run)) return false;
  return attestationAsked || (offer?.is === 'sold' && offer.attestation);
}
