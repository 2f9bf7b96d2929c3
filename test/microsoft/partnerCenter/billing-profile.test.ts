import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnsweringServer } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { connectedCommerce } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

const profile = {
  id: 'b1',
  firstName: 'Megan',
  lastName: 'Bowen',
  email: 'megan@contoso.example',
  culture: 'sv-SE',
  language: 'sv',
  companyName: 'Contoso AB',
  defaultAddress: { country: 'SE', city: 'Umeå', addressLine1: 'Storgatan 1', postalCode: '903 26', region: 'kept' },
  attributes: { etag: 'e1', objectType: 'CustomerBillingProfile' },
};

const address = {
  companyName: 'Contoso AB',
  firstName: 'Megan',
  lastName: 'Bowen',
  email: 'megan@contoso.example',
  phoneNumber: '',
  addressLine1: 'Storgatan 1',
  addressLine2: '',
  city: 'Umeå',
  state: '',
  postalCode: '903 26',
  country: 'SE',
};

async function connected() {
  const both = await connectedCommerce((route) =>
    route.endsWith('/profiles/billing') ? { body: profile } : undefined,
  );
  server = both.server;
  return both;
}

describe('who is billed', () => {
  it('is the one address Partner Center keeps, for sold-to and billed-to', async () => {
    const { commerce } = await connected();
    expect(await commerce.parties('customer')).toEqual({ soldTo: address, billedTo: address });
  });

  it('is not read from an answer that is no profile: it does not say that no address is on record', async () => {
    const { commerce, server: answering } = await connectedCommerce(() => ({ body: { value: 5, status: [] } }));
    server = answering;
    expect(await problemFrom(commerce.parties('customer'))).toEqual({ is: 'unreadable' });
  });

  it('is read for every other customer while Partner Center does not answer for one', async () => {
    const { commerce, server: answering } = await connectedCommerce((_, { url }) =>
      url.includes('/sick/') ? { status: 500 } : { body: profile },
    );
    server = answering;
    for (let n = 0; n < 4; n += 1) expect(await problemFrom(commerce.parties('sick'))).toEqual({ is: 'unreachable' });
    expect(await commerce.parties('customer')).toEqual({ soldTo: address, billedTo: address });
  });

  it('is written into the profile as read, leaving what is no address as it was', async () => {
    const { commerce, server } = await connected();
    const billedTo = { ...address, companyName: 'Contoso Nord AB', city: 'Luleå', postalCode: '972 31' };
    await commerce.saveParties('customer', { soldTo: billedTo, billedTo });
    const put = server.seen.at(-1);
    expect(put?.method).toBe('PUT');
    expect(put?.headers['if-match']).toBe('"e1"');
    expect(put?.body).toMatchObject({
      culture: 'sv-SE',
      companyName: 'Contoso Nord AB',
      defaultAddress: { city: 'Luleå', postalCode: '972 31', country: 'SE', region: 'kept' },
    });
  });
});
