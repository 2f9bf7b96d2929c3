import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Blocker, blockerIds } from '../../src/sandbox/scenario.js';
import { assign, type Json, type OpenSandbox, openSandbox, people, sku } from './support.js';

const codes: Readonly<Record<Exclude<Blocker, 'NOT_DIRECT_PURCHASE'>, number>> = {
  MORE_USERS_THAN_LICENSES: 0,
  NOT_PROVISIONED_OR_UNHEALTHY: 9,
  OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING: 4,
  NOT_ELIGIBLE: 7,
  UNKNOWN_MESSAGE: 0,
  MULTIPLE_PLANS_SAME_PRODUCT: 3,
  PREPAID: 0,
  GOV_OR_NONPROFIT: 0,
  TEMPORARY_ISSUE: 0,
  TARGET_NOT_SUPPORTED: 8,
  HAS_ADDON: 6,
  UNPAID_BALANCE: 0,
  MISSING_ROLE: 13,
  SUBSCRIPTION_NOT_ACTIVE: 2,
  TRIAL: 0,
};

describe('blockers', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  const errors = async () => {
    const [source] = (await sandbox.commerce('/subscriptions')).body.items;
    const { items } = (await sandbox.commerce(`/subscriptions/${source.id}/transitioneligibilities`)).body;
    expect(items).toHaveLength(5);
    return items[0].eligibilities[0].errors;
  };

  it.each(Object.entries(codes))('%s is told as code %d, and cleared by a patch', async (blocker, code) => {
    await sandbox.put({ users: 12, blockers: [blocker] });
    expect((await errors()).map((error: Json) => error.code)).toEqual([code]);
    await sandbox.patch({ blockers: [] });
    expect(await errors()).toEqual([]);
    expect((await sandbox.report()).users).toMatchObject({ holding: { ENTERPRISEWITHSCAL: 12 } });
  });

  it('are all known to the scenario', () => {
    expect([...Object.keys(codes), 'NOT_DIRECT_PURCHASE'].sort()).toEqual([...blockerIds].sort());
  });

  it('of more users than licences go when somebody gives theirs back', async () => {
    await sandbox.put({ users: 4, seats: 3 });
    expect(await errors()).toHaveLength(1);
    const [one] = await people(sandbox);
    await assign(sandbox, one.id, [], [sku.e4]);
    expect(await errors()).toEqual([]);
  });

  it('that are temporary go after an hour', async () => {
    await sandbox.put({ users: 4, blockers: ['TEMPORARY_ISSUE'] });
    await sandbox.advance('PT59M');
    expect(await errors()).toHaveLength(1);
    await sandbox.advance('PT2M');
    expect(await errors()).toEqual([]);
  });

  it('can concern one plan and not the others', async () => {
    await sandbox.put({ users: 4, unsupportedTargets: ['SPE_E3'] });
    const [source] = (await sandbox.commerce('/subscriptions')).body.items;
    const { items } = (await sandbox.commerce(`/subscriptions/${source.id}/transitioneligibilities`)).body;
    const refused = items.filter((item: Json) => !item.eligibilities[0].isEligible);
    expect(refused).toMatchObject([{ title: 'Microsoft 365 E3' }]);
  });
});
