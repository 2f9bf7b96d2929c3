import { expect, it } from '@jest/globals';
import { camelCased } from '../../../../src/microsoft/partnerCenter/casing.js';
import type { Parties } from '../../../../src/upgrade/ports.js';
import { describeExamples } from '../../../support/official-examples.js';
import { example, replayed, replyOf } from './examples.js';

type Profile = { defaultAddress: Record<string, unknown> };

const route = 'GET /profiles/billing';

const microsoft = { addressLine2: '', city: 'Redmond', state: 'WA', postalCode: '98052', country: 'US' };
const page = {
  ...microsoft,
  companyName: 'CompanyName',
  firstName: 'FirstName',
  lastName: 'LastName',
  email: 'email@sample.com',
  phoneNumber: '4255555555',
  addressLine1: '1 Microsoft Way',
};
const staging = 'CustomMetersStagingTest';

describeExamples('a billing profile', () => {
  it.each([
    ['billing-profile--1', 'has a name at the top and in the address', page],
    [
      'billing-profile--2',
      'has a name in the address alone, and no telephone',
      {
        ...microsoft,
        companyName: 'test company',
        firstName: 'Test',
        lastName: 'Test',
        email: 'test@contoso.example',
        phoneNumber: '',
        addressLine1: 'One Microsoft Way',
      },
    ],
    [
      'billing-profile--3',
      'has nulls for what is not there',
      {
        companyName: staging,
        firstName: staging,
        lastName: staging,
        email: `${staging}@${staging}.com`,
        phoneNumber: '',
        addressLine1: staging,
        addressLine2: '',
        city: 'Seattle',
        state: 'WA',
        postalCode: '98122',
        country: 'US',
      },
    ],
  ])('%s %s', async (name, _, address) => {
    const { commerce } = await replayed({ [route]: replyOf(name) });
    expect(await commerce.parties('customer')).toEqual({ soldTo: address, billedTo: address });
  });

  it.each([
    ['billing-profile--1', '"<etag>"'],
    ['billing-profile--2', '"5920358838484612121"'],
    ['billing-profile--3', '"-2279334701316321663"'],
  ])('%s is written back for the version that was read, with all that is no address', async (name, etag) => {
    const { commerce, sent } = await replayed({ [route]: replyOf(name), 'PUT /profiles/billing': { body: {} } });
    const parties = (await commerce.parties('customer')) as Parties;
    await commerce.saveParties('customer', parties);
    const [put] = sent();
    expect(put?.headers['if-match']).toBe(etag);
    const { defaultAddress, ...rest } = replyOf(name).body as Profile;
    const written = put?.body as Profile;
    expect(written).toMatchObject(rest);
    expect(Object.keys(written.defaultAddress)).toEqual(expect.arrayContaining(Object.keys(defaultAddress)));
  });

  it('put-billing-profile--1 is written as the page writes it', async () => {
    const name = 'put-billing-profile--1';
    const asSent = camelCased(example(name).request.body) as { defaultAddress: object };
    const old = { ...asSent, companyName: 'Before' };
    const { commerce, sent } = await replayed({ [route]: { body: old }, 'PUT /profiles/billing': replyOf(name) });
    const billedTo = { ...page, addressLine1: 'One Microsoft Way' };
    await commerce.saveParties('customer', { soldTo: billedTo, billedTo });
    expect(sent()[0]?.body).toEqual({
      ...asSent,
      // What is empty on the page is null; here it is the empty text.
      defaultAddress: { ...asSent.defaultAddress, addressLine2: '' },
    });
    expect(sent()[0]?.headers['if-match']).toBe('"<etag>"');
  });
});
