import { expect } from '@jest/globals';
import type { Meaning, Replayed } from './replayed.js';

/** What a tenant is and owns. */

const e5 = 'c7df2760-2c81-4ef7-b578-5b5392b571df';
const cloudAppSecurity = {
  id: '8c098270-9dd4-4350-9b30-ba4703f3b36b',
  name: 'ADALLOM_S_O365',
  provisioning: 'Success',
};
const crm = {
  sku: 'CRMSTANDARD',
  status: 'Suspended',
  assigned: 14,
  enabled: 0,
  suspended: 25,
  services: [{ provisioning: 'Disabled' }],
};
const purchase = {
  id: '860697e3-b0aa-4196-a6c6-7ec361ed58f7',
  commerceId: 'f9c1ea2d-2c6e-4717-8c3b-7130812d70ba',
  sku: 'MyPartNumber',
  status: 'Enabled',
  seats: 25,
  isTrial: false,
  nextLifecycleAt: '2023-02-01T00:00:00Z',
  ownerTenantId: '331af819-4e0b-49f7-a6bf-14e1165ad3a0',
  services: [{ name: 'MyPlanName', provisioning: 'Success', appliesTo: 'User' }],
};
export const tenants: Record<string, Meaning> = {
  'organization--1': isIn('NL'),
  'organization--2': isIn('NL'),
  'organization--3': isIn('US'),
  'organization--4': isIn('IE'),
  /** What is resolved blocks nothing; a link that leads to the same page again ends the list. */
  async 'serviceIssues--1'({ directory, server }) {
    expect(await directory.serviceIssues('t')).toEqual([]);
    expect(server.seen).toHaveLength(2);
  },
  async 'subscribedSkus--1'({ directory }) {
    expect(await directory.skus('t')).toMatchObject([
      {
        sku: 'ENTERPRISEPREMIUM',
        skuId: e5,
        status: 'Enabled',
        assigned: 14,
        enabled: 25,
        services: [{ ...cloudAppSecurity, appliesTo: 'Company' }],
      },
      crm,
    ]);
  },
  async 'subscribedSkus--2'({ directory }) {
    const services = [{ ...cloudAppSecurity, appliesTo: 'User' }];
    expect(await directory.skus('t')).toMatchObject([{ skuId: e5, warning: 0, suspended: 0, services }, crm]);
  },
  async 'subscribedSkus--3'({ directory }) {
    const [product, ...others] = await directory.skus('t');
    expect(others).toEqual([]);
    expect(product?.services.map(({ name }) => name)).toEqual(['ADALLOM_S_O365', 'LOCKBOX_ENTERPRISE']);
  },
  /** Sold by a partner. */
  async 'subscriptions--1'({ directory }) {
    expect(await directory.subscriptions('t')).toMatchObject([purchase]);
  },
  async 'subscriptions--2'({ directory }) {
    expect(await directory.subscriptions('t')).toMatchObject([purchase]);
  },
  /** Bought directly: the commerce's id is not told, and nobody owns it. */
  async 'subscriptions--3'({ directory }) {
    expect(await directory.subscriptions('t')).toMatchObject([{ ...purchase, commerceId: null, ownerTenantId: null }]);
  },
};

function isIn(country: string) {
  return async ({ directory }: Replayed) => {
    expect(await directory.organization('t')).toEqual({ displayName: 'Contoso', country });
  };
}
