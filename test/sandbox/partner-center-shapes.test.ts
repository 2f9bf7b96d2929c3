import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeExamples, exampleNames, officialExample } from '../support/official-examples.js';
import { shapeDifferences } from '../support/shape-differences.js';
import { compared, type Made, notCompared } from './partner-center-compared.js';
import { type Json, type OpenSandbox, openSandbox, startUpgrade } from './support.js';

/** The sandbox's Partner Center beside Microsoft's own payloads: no difference in shape but those that are written down with why. */

/** An order, a cart and an upgrade, and the purchases that they are about. */
async function makeAll(sandbox: OpenSandbox): Promise<Made> {
  await sandbox.put({ users: 3, owned: [{ sku: 'SPE_E5', seats: 3 }] });
  const { items } = (await sandbox.commerce('/subscriptions')).body;
  const named = (name: string): string => items.find(({ offerName }: Json) => offerName === name).id;
  const legacy = named('Office 365 E4');
  const targets = (await sandbox.commerce(`/subscriptions/${legacy}/transitioneligibilities`)).body.items;
  const line = {
    id: 0,
    catalogItemId: targets[0].catalogItemId,
    quantity: 3,
    billingCycle: 'monthly',
    termDuration: 'P1Y',
  };
  const cart = await sandbox.commerce('/carts', { method: 'POST', body: { lineItems: [line] } });
  const placed = await sandbox.commerce(`/carts/${cart.body.id}/checkout`, { method: 'POST' });
  const { answer: transition } = await startUpgrade(sandbox);
  const order = placed.body.orders[0].id;
  return { legacy, newCommerce: named('Microsoft 365 E5'), order, cart, placed, transition };
}

describeExamples('the Partner Center of the sandbox has the shape of Microsoft’s', () => {
  let sandbox: OpenSandbox;
  let made: Made;
  beforeAll(async () => {
    sandbox = await openSandbox();
    made = await makeAll(sandbox);
  });
  afterAll(() => sandbox.close());

  it.each(Object.entries(compared))('%s', async (name, { ask, differs }) => {
    const { response: there } = officialExample('partner-center', name);
    const here = await ask(sandbox, made);
    expect(here.status).toBe(there.status);
    expect(shapeDifferences(there.body, here.body).sort()).toEqual(differs.flatMap(({ at }) => at).sort());
  });

  it('in each of them, but for those of which is said why not', () => {
    const names = [...Object.keys(compared), ...Object.keys(notCompared)];
    expect(names.sort()).toEqual(exampleNames('partner-center'));
  });
});
