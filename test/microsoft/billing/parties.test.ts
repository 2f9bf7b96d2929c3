import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnsweringServer } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { accountPath, billed, connectedCommerce, tenantId } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

const profile = {
  name: 'AAAA-BBBB',
  properties: {
    displayName: 'Contoso',
    soldTo: {
      companyName: 'Contoso AB',
      addressLine1: 'Storgatan 1',
      city: 'Umeå',
      postalCode: '903 26',
      country: 'SE',
    },
    billTo: {
      companyName: 'Contoso Inc',
      addressLine1: '1 Main St',
      region: 'WA',
      country: 'US',
      email: 'a@b.example',
    },
  },
};
const blank = {
  companyName: '',
  firstName: '',
  lastName: '',
  email: '',
  phoneNumber: '',
  addressLine1: '',
  addressLine2: '',
  city: '',
  state: '',
  postalCode: '',
  country: '',
};

async function connected(subscriptions: unknown[]) {
  const both = await connectedCommerce((route) => {
    if (route === 'GET /billingSubscriptions') return { body: { value: subscriptions } };
    return route === 'GET /billingProfiles/AAAA-BBBB' ? { body: profile } : undefined;
  });
  server = both.server;
  return both;
}

describe('who is sold to and billed', () => {
  it('stands on the billing profile of the source plan', async () => {
    const elsewhere = { skuDescription: 'Visio Plan 2', billingProfileId: `${accountPath}/billingProfiles/CCCC` };
    const { commerce } = await connected([billed('visio', elsewhere), billed('source')]);
    expect(await commerce.parties(tenantId)).toEqual({
      soldTo: {
        ...blank,
        companyName: 'Contoso AB',
        addressLine1: 'Storgatan 1',
        city: 'Umeå',
        postalCode: '903 26',
        country: 'SE',
      },
      billedTo: {
        ...blank,
        companyName: 'Contoso Inc',
        addressLine1: '1 Main St',
        state: 'WA',
        country: 'US',
        email: 'a@b.example',
      },
    });
  });

  it.each([
    ['has no source plan', [billed('visio', { skuDescription: 'Visio Plan 2' })]],
    ['has an ended source plan only', [billed('source', { status: 'Cancelled' })]],
    ['has the source plan for another tenant only', [billed('source', { provisioningTenantId: 'another' })]],
    [
      'has it on two profiles',
      [billed('one'), billed('two', { billingProfileId: `${accountPath}/billingProfiles/CCCC` })],
    ],
  ])('is not told when the account %s', async (_, subscriptions) => {
    const { commerce, server } = await connected(subscriptions);
    expect(await commerce.parties(tenantId)).toBeUndefined();
    expect(server.seen).toHaveLength(1);
  });

  it('is changed by an admin, not here', async () => {
    const { commerce, server } = await connected([]);
    expect(await problemFrom(commerce.saveParties(tenantId, { soldTo: blank, billedTo: blank }))).toMatchObject({
      is: 'refused',
      code: 'noApi',
    });
    expect(server.seen).toEqual([]);
  });
});
