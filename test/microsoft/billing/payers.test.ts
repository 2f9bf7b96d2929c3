import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnsweringServer, Reply } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import {
  account,
  accountPath,
  alias,
  billed,
  connectedCommerce,
  e5Product,
  failed,
  order,
  tenantId,
} from './connected.js';

const servers: AnsweringServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const street = { companyName: 'Contoso AB', addressLine1: 'Storgatan 1', city: 'Umeå', region: 'AC', country: 'SE' };
const read = { companyName: 'Contoso AB', addressLine1: 'Storgatan 1', city: 'Umeå', state: 'AC', country: 'SE' };
const list = (...value: unknown[]): Reply => ({ body: { value } });
const profile = (name: string, properties: object = {}) => ({
  name,
  properties: { displayName: `Profile ${name}`, soldTo: street, billTo: street, ...properties },
});
const section = (name: string, properties: object = {}) => ({
  name,
  properties: { displayName: `Section ${name}`, state: 'Active', ...properties },
});
const link = (family: string, status = 'active') => ({ properties: { family, status } });

async function accountWith(answers: Record<string, Reply>) {
  const all: Record<string, Reply> = {
    [`GET ${accountPath}`]: { body: { name: account, properties: {} } },
    'GET /billingSubscriptions': list(billed('source')),
    ...answers,
  };
  const { commerce, server } = await connectedCommerce((route) => all[route], {
    products: { ENTERPRISEPREMIUM: e5Product },
  });
  servers.push(server);
  return { commerce, server };
}

const payersOf = async (answers: Record<string, Reply>) => {
  const { commerce } = await accountWith(answers);
  return (await commerce.payers(tenantId, 'ENTERPRISEWITHSCAL')) ?? [];
};

describe('who may pay', () => {
  it('is each invoice section of each profile, and the one of the old plan pays now', async () => {
    const payers = await payersOf({
      'GET /billingProfiles': list(profile('AAAA-BBBB'), profile('CCCC')),
      'GET /billingProfiles/AAAA-BBBB/invoiceSections': list(section('S1'), section('S2'), section('S3')),
      'GET /billingProfiles/CCCC/invoiceSections': list(section('S9')),
      'GET /billingSubscriptions': list(
        billed('source', { invoiceSectionId: `${accountPath}/billingProfiles/AAAA-BBBB/invoiceSections/s2` }),
      ),
    });
    expect(payers.map(({ id, name, paysNow }) => [id, name, paysNow])).toEqual([
      ['AAAA-BBBB/S1', 'Profile AAAA-BBBB, Section S1', false],
      ['AAAA-BBBB/S2', 'Profile AAAA-BBBB, Section S2', true],
      ['AAAA-BBBB/S3', 'Profile AAAA-BBBB, Section S3', false],
      ['CCCC/S9', 'Profile CCCC', false],
    ]);
    expect(payers[0]).toMatchObject({ soldTo: read, billedTo: read });
  });

  it.each([
    ['is disabled', { status: 'Disabled' }],
    ['is of another relationship', { billingRelationshipType: 'IndirectPartner' }],
    ['cannot be read', { hasReadAccess: false }],
    ['is in a word that nobody knows', { status: 'Musing' }],
  ])('is no profile that %s', async (_, properties) => {
    const payers = await payersOf({ 'GET /billingProfiles': list(profile('AAAA-BBBB', properties)) });
    expect(payers).toEqual([]);
  });

  it('is a profile that owes something, and no section that is closed', async () => {
    const payers = await payersOf({
      'GET /billingProfiles': list(profile('AAAA-BBBB', { status: 'Warned' })),
      'GET /billingProfiles/AAAA-BBBB/invoiceSections': list(section('S1', { state: 'Restricted' }), section('S2')),
    });
    expect(payers.map(({ id }) => id)).toEqual(['AAAA-BBBB/S2']);
  });

  it.each([
    ['card', [link('CreditCard')], {}, ['card']],
    ['invoice', [link('CheckWire')], {}, ['invoice']],
    ['both, each once', [link('CreditCard'), link('checkwire'), link('CREDITCARD')], {}, ['card', 'invoice']],
    ['what is active', [link('CreditCard', 'inactive'), link('CheckWire')], {}, ['invoice']],
    ['a term, where nothing else tells', [], { currentPaymentTerm: { term: 'net30' } }, ['invoice']],
    ['nothing that is known', [link('DirectDebit')], {}, null],
    ['nothing', [], {}, null],
  ])('pays as is told by %s', async (_, links, properties, payments) => {
    const [payer] = await payersOf({
      'GET /billingProfiles': list(profile('AAAA-BBBB', properties)),
      'GET /billingProfiles/AAAA-BBBB/paymentMethodLinks': list(...links),
    });
    expect(payer?.payments).toEqual(payments);
  });

  it.each(['invoiceSections', 'paymentMethodLinks'])('is told also where its %s may not be read', async (what) => {
    const payers = await payersOf({
      'GET /billingProfiles': list(profile('AAAA-BBBB')),
      [`GET /billingProfiles/AAAA-BBBB/${what}`]: failed(403, 'AuthorizationFailed', 'No'),
    });
    expect(payers).toMatchObject([{ id: 'AAAA-BBBB', name: 'Profile AAAA-BBBB', paysNow: true, payments: null }]);
  });

  it('has the address of the account where it has none of its own, and none where neither has', async () => {
    const bare = profile('AAAA-BBBB', { soldTo: null, billTo: { city: null } });
    const ofAccount = { [`GET ${accountPath}`]: { body: { name: account, properties: { soldTo: street } } } };
    expect(await payersOf({ 'GET /billingProfiles': list(bare), ...ofAccount })).toMatchObject([
      { soldTo: read, billedTo: null },
    ]);
    expect(await payersOf({ 'GET /billingProfiles': list(bare) })).toMatchObject([{ soldTo: null, billedTo: null }]);
  });

  it('is not told by an answer that is no account: it does not say that nobody is sold to', async () => {
    const noAccount = { [`GET ${accountPath}`]: { body: { value: 5, status: [] } } };
    const { commerce } = await accountWith({ 'GET /billingProfiles': list(profile('AAAA-BBBB')), ...noAccount });
    expect(await problemFrom(commerce.payers(tenantId, 'ENTERPRISEWITHSCAL'))).toEqual({ is: 'unreadable' });
  });

  it('is not told where the profiles may not be read', async () => {
    const { commerce } = await accountWith({ 'GET /billingProfiles': failed(403, 'AuthorizationFailed', 'No') });
    expect(await problemFrom(commerce.payers(tenantId, 'ENTERPRISEWITHSCAL'))).toMatchObject({ is: 'denied' });
  });
});

const made: Reply = { status: 201, body: { name: order.key, properties: { status: 'Active' } } };

function bought({ seen }: AnsweringServer): Record<string, string> {
  const sent = seen.at(-1)?.body as { properties?: Record<string, string> } | undefined;
  return sent?.properties ?? {};
}

describe('a purchase', () => {
  it.each([
    ['AAAA-BBBB/S2', { billingProfileId: 'AAAA-BBBB', invoiceSectionId: 'S2' }],
    ['AAAA-BBBB', { billingProfileId: 'AAAA-BBBB' }],
  ])('names who pays: %s', async (payer, named) => {
    const { commerce, server } = await accountWith({ [`PUT ${alias}`]: made });
    await commerce.place({ ...order, payer });
    const properties = bought(server);
    const path = `${accountPath}/billingProfiles/AAAA-BBBB`;
    expect(properties.billingProfileId).toBe(path);
    expect(properties.invoiceSectionId).toBe('invoiceSectionId' in named ? `${path}/invoiceSections/S2` : undefined);
  });

  it('names nobody where there is nobody to choose from, and binds as it was chosen', async () => {
    const { commerce, server } = await accountWith({ [`PUT ${alias}`]: made });
    await commerce.place({ ...order, term: 'P1M' });
    const properties = bought(server);
    expect(properties).not.toHaveProperty('billingProfileId');
    expect(properties.termDuration).toBe('P1M');
  });
});
