import { describe, expect, it } from '@jest/globals';
import { links } from '../../../src/upgrade/tenant/admin-center-links.js';
import { blockerFacts } from '../../../src/upgrade/tenant/blocker-facts.js';
import { type BlockerId, blockerIds } from '../../../src/upgrade/tenant/blockers.js';

describe('what is known of each blocker', () => {
  it.each([...blockerIds])('says when to look again at %s exactly when waiting clears it', (id) => {
    const { clearedBy, lookAgainMinutes } = blockerFacts[id];
    expect(lookAgainMinutes !== null).toBe(clearedBy === 'time');
  });

  it.each([...blockerIds])('says who may clear %s exactly when an admin can', (id) => {
    const { clearedBy, permission } = blockerFacts[id];
    expect(permission !== null).toBe(clearedBy === 'admin');
  });

  it.each([...blockerIds])('leads to pages for %s, and to support where Microsoft names it as a way out', (id) => {
    const facts = blockerFacts[id];
    expect(facts.links.length).toBeGreaterThan(0);
    for (const link of facts.links)
      expect(links[link]).toMatch(/^https:\/\/go\.microsoft\.com\/fwlink\/p\/\?linkid=\d+$/);
    if (facts.links.includes('support')) expect(facts.support).toBe(true);
  });

  it('waits as long as the article says', () => {
    expect(blockerFacts.NOT_PROVISIONED_OR_UNHEALTHY.lookAgainMinutes).toBe(180);
    expect(blockerFacts.TEMPORARY_ISSUE.lookAgainMinutes).toBe(60);
    expect(blockerFacts.OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING.lookAgainMinutes).toBe(240);
  });

  it('leaves to whoever may buy what is bought, paid or cancelled, and the rest to any admin of the upgrade', () => {
    const clearedWith = (permission: string) => blockerIds.filter((id) => blockerFacts[id].permission === permission);
    expect(clearedWith('buy')).toEqual(['HAS_ADDON', 'UNPAID_BALANCE', 'SUBSCRIPTION_NOT_ACTIVE', 'TRIAL']);
    expect(clearedWith('steer')).toEqual(['MORE_USERS_THAN_LICENSES', 'MULTIPLE_PLANS_SAME_PRODUCT', 'MISSING_ROLE']);
  });

  it('names support everywhere but where it could do no more than time, payment, a role or the seller', () => {
    const withoutSupport: BlockerId[] = [
      'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING',
      'TEMPORARY_ISSUE',
      'UNPAID_BALANCE',
      'NOT_DIRECT_PURCHASE',
      'MISSING_ROLE',
    ];
    expect(blockerIds.filter((id) => !blockerFacts[id].support)).toEqual(withoutSupport);
  });

  it('leaves to Microsoft only what nobody else knows, and says of what stands for good that nobody clears it', () => {
    const clearedBy = (who: string) => blockerIds.filter((id) => blockerFacts[id].clearedBy === who);
    expect(clearedBy('microsoft')).toEqual(['UNKNOWN_MESSAGE']);
    expect(clearedBy('nobody')).toEqual([
      'NOT_ELIGIBLE',
      'PREPAID',
      'GOV_OR_NONPROFIT',
      'TARGET_NOT_SUPPORTED',
      'NOT_DIRECT_PURCHASE',
    ]);
  });

  it('does not offer the manual way where Microsoft tells people to wait, to pay or to ask somebody else', () => {
    const notManual = blockerIds.filter((id) => !blockerFacts[id].manual);
    const expected: BlockerId[] = [
      'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING',
      'TEMPORARY_ISSUE',
      'UNPAID_BALANCE',
      'NOT_DIRECT_PURCHASE',
      'MISSING_ROLE',
      'SUBSCRIPTION_NOT_ACTIVE',
    ];
    expect(notManual.sort()).toEqual(expected.sort());
  });
});
