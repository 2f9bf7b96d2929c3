import { expect, it } from '@jest/globals';
import { product } from '../../src/upgrade/plans/plans.js';
import type { OrderRequest } from '../../src/upgrade/ports.js';
import { readContract } from '../support/api-contract.js';
import { type Exchange, withInner } from '../support/exchange.js';
import { schemasDir } from '../support/openapi.js';
import { startCloud, tenantId } from './cloud.js';
import { notingFetch } from './noting-fetch.js';

const e4 = product('ENTERPRISEWITHSCAL')?.skuId ?? '';
const e5 = product('ENTERPRISEPREMIUM')?.skuId ?? '';

const whenDescribed = schemasDir === undefined ? it.skip : it;

whenDescribed('every request and every answer is as Microsoft describes it (set SCHEMAS_DIR to run)', async () => {
  const graphCalls: Exchange[] = [];
  const commerceCalls: Exchange[] = [];
  const cloud = await startCloud(notingFetch('/v1.0', graphCalls, notingFetch('/partnercenter', commerceCalls)));
  try {
    await cloud.put({ users: 6, seats: 6, groups: [{ name: 'Staff', users: 2 }], addOns: ['SHAREPOINTSTORAGE'] });
    const { directory, commerce } = cloud;
    await directory.organization(tenantId);
    await directory.skus(tenantId);
    const [source] = (await directory.subscriptions(tenantId)).filter(({ sku }) => sku === 'ENTERPRISEWITHSCAL');
    if (!source) throw new Error('No source subscription');
    await directory.serviceIssues(tenantId);
    await directory.rolesOf(tenantId, '00000000-0000-4000-8000-000000000001');
    await directory.peopleWith(tenantId, ['globalAdministrator', 'billingAdministrator'], 5);
    const people = [];
    for await (const page of directory.holders(tenantId, e4)) people.push(...page);
    await directory.users(
      tenantId,
      people.map(({ id }) => id),
    );
    const [group] = await directory.groupsWith(tenantId, e4);
    const groupId = group?.id ?? '';
    await directory.group(tenantId, groupId);
    for await (const _ of directory.groupMembers(tenantId, groupId));
    await directory.membersInError(tenantId, groupId);

    await commerce.eligibility(tenantId, source);
    const parties = await commerce.parties(tenantId);
    if (parties) await commerce.saveParties(tenantId, parties);
    const purchase: OrderRequest = {
      tenantId,
      kind: 'purchase',
      key: '7d1f3a52-95a7-4f7e-8f43-0a6c1c6a0001',
      sourceCommerceId: source.commerceId ?? '',
      plan: 'ENTERPRISEPREMIUM',
      quantity: 8,
      billingCycle: 'monthly',
      term: 'P1Y',
      payer: undefined,
      attested: false,
      cartId: undefined,
      placedAt: await cloud.now(),
    };
    const bought = { ...purchase, ...(await commerce.prepare(purchase)) };
    await commerce.place(bought);
    await commerce.find(bought);
    await cloud.advance('P1D');
    await directory.changeLicences(
      tenantId,
      people.map(({ id }) => ({ userId: id, add: [{ skuId: e5, disabledPlans: [] }], remove: [e4] })),
    );
    await directory.changeGroupLicence(tenantId, groupId, { add: [{ skuId: e5, disabledPlans: [] }], remove: [e4] });
    await cloud.advance('PT1H');
    const upgrade: OrderRequest = {
      ...purchase,
      kind: 'upgrade',
      key: '7d1f3a52-95a7-4f7e-8f43-0a6c1c6a0002',
      placedAt: await cloud.now(),
    };
    await commerce.find(upgrade);
    await commerce.place(upgrade);
    await commerce.find(upgrade);
    await cloud.advance('P1D');
    await commerce.find(upgrade);
    await cloud.put({ users: 2, seats: 2 });
    const [old] = (await directory.subscriptions(tenantId)).filter(({ sku }) => sku === 'ENTERPRISEWITHSCAL');
    await commerce.end(tenantId, old?.commerceId ?? '', 'run-1');
    await commerce.end(tenantId, old?.commerceId ?? '', 'run-1');
  } finally {
    await cloud.close();
  }

  const graph = readContract('graph-openapi.json', '/v1.0');
  const partnerCenter = readContract('partnercenter-openapi.json', '/partnercenter');
  expect(graphCalls.length).toBeGreaterThan(10);
  expect(commerceCalls.length).toBeGreaterThan(10);
  const faults = [
    ...withInner(graphCalls, '/v1.0').flatMap((exchange) => graph.faults(exchange)),
    ...commerceCalls.flatMap((exchange) => partnerCenter.faults(exchange)),
  ];
  expect(faults).toEqual([]);
});
