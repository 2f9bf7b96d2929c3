import { expect, it } from '@jest/globals';
import { order } from '../../../src/engine/steps/order.js';
import type { Commerce, Parties } from '../../../src/upgrade/ports.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { anOrder, aPayer, runIn } from '../../support/runs.js';
import { inTenant } from './in-tenant.js';

/** An order is sold and billed to whom the admin said: that is written before it leaves, and only where it is new. */

const { soldTo, billedTo } = aPayer() as Parties;
const finance = { ...billedTo, companyName: 'Contoso Finance' };
const can = { upgrade: true, buy: true, buySeveral: true, cancel: true, changeParties: true };

function orderTo(parties: Partial<Parties>, kind: 'upgrade' | 'purchase' | 'seats' = 'upgrade'): Run {
  const run = runIn.ordering();
  const checkout = run.checkout && { ...run.checkout, soldTo: null, billedTo: null, ...parties };
  const state = { ...run.state, sent: false, sends: 0 } as Run['state'];
  return { ...run, checkout, state, order: anOrder({ kind, cartId: 'cart-1' }) };
}

/** What is saved, and whether the order leaves only after that. */
async function saved(run: Run, recorded: Parties | undefined, commerce: Partial<Commerce> = { can }) {
  const all: [string, Parties][] = [];
  const tenant = inTenant({
    commerce: {
      ...commerce,
      parties: async () => recorded,
      saveParties: async (tenantId, wanted) => void all.push([tenantId, wanted]),
      place: async () => ({ is: 'inProgress' }),
    },
  });
  await tenant.take(order, run);
  const writes = tenant.happened.filter((what) => what === 'saveParties' || what === 'place');
  expect(writes).toEqual([...all.map(() => 'saveParties'), 'place']);
  return all;
}

it.each<[string, Parties | undefined]>([
  ['where others are on record', { soldTo, billedTo }],
  ['where nobody is', undefined],
])('is written before the order leaves %s', async (_where, recorded) => {
  const wanted = { soldTo, billedTo: finance };
  expect(await saved(orderTo(wanted), recorded)).toEqual([['contoso', wanted]]);
});

it.each<[string, Run, Parties | undefined, Partial<Commerce>]>([
  ['they are on record', orderTo({ soldTo, billedTo: finance }), { soldTo, billedTo: finance }, { can }],
  ['nobody is billed', orderTo({ soldTo }), undefined, { can }],
  ['nobody is sold to', orderTo({ billedTo }), undefined, { can }],
  ['there was no checkout', { ...orderTo({}), checkout: null }, undefined, { can }],
  ['licences are added to what is there', orderTo({ soldTo, billedTo }, 'seats'), undefined, { can }],
  ['it cannot be changed', orderTo({ soldTo, billedTo }), undefined, { can: { ...can, changeParties: false } }],
])('is not written where %s', async (_where, run, recorded, commerce) => {
  expect(await saved(run, recorded, commerce)).toEqual([]);
});
