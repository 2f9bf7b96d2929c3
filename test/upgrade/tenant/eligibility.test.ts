import { describe, expect, it } from '@jest/globals';
import { targetSkus } from '../../../src/upgrade/plans/plans.js';
import { assessmentSchema } from '../../../src/upgrade/tenant/assessment.js';
import { assess } from '../../../src/upgrade/tenant/eligibility.js';
import type { CommerceEligibility, TenantFacts } from '../../../src/upgrade/tenant/facts.js';
import { aSubscription, aTenant, someUnits } from '../tenant-facts.js';

const all = (findings: { code: string; text: string }[]): CommerceEligibility => ({
  is: 'known',
  targets: targetSkus.map((sku) => ({ sku, eligible: findings.length === 0, findings })),
});
const everyPlan = all([]);

function blockersOf(facts: TenantFacts) {
  const answer = assess(facts);
  if (answer.is !== 'blocked') throw new Error(`expected blocked, got ${answer.is}`);
  return answer.blockers;
}
const idsOf = (facts: TenantFacts) => blockersOf(facts).map((one) => one.id);

describe('who can use the Upgrade tab', () => {
  it('finds nothing to upgrade in a tenant without the plan', () => {
    const facts = aTenant({ subscriptions: [aSubscription({ sku: 'ENTERPRISEPACK' })], skus: [] });
    expect(assess(facts)).toEqual({ is: 'noSource', readAt: '2026-03-02T09:00:00.000Z' });
  });

  it('finds nothing to upgrade when the plan is deleted', () => {
    expect(assess(aTenant({ subscriptions: [aSubscription({ status: 'Deleted' })] })).is).toBe('noSource');
  });

  it('offers what the commerce offers', () => {
    const answer = assess(aTenant({ commerce: everyPlan }));
    expect(answer).toMatchObject({ is: 'available', plans: [...targetSkus], refused: [] });
    expect(assessmentSchema.safeParse(answer).success).toBe(true);
  });

  it('asks the admin when the commerce cannot be asked and nothing stands against it', () => {
    expect(assess(aTenant()).is).toBe('askTheAdmin');
  });

  it('names the blockers it sees even when the commerce cannot be asked', () => {
    expect(idsOf(aTenant({ skus: [someUnits({ assigned: 26 })] }))).toEqual(['MORE_USERS_THAN_LICENSES']);
  });
});

describe('a plan bought elsewhere', () => {
  it('belongs to the partner who sold it', () => {
    const facts = aTenant({ subscriptions: [aSubscription({ ownerTenantId: 'other-partner' })], commerce: everyPlan });
    expect(assess(facts)).toMatchObject({ is: 'notDirect', ownerTenantId: 'other-partner' });
  });

  it('belongs to the partner who sold it even where it is suspended', () => {
    const subscriptions = [aSubscription({ status: 'Suspended', ownerTenantId: 'other-partner' })];
    expect(assess(aTenant({ subscriptions, commerce: everyPlan }))).toMatchObject({
      is: 'notDirect',
      ownerTenantId: 'other-partner',
    });
  });

  it('is ours when the partner who sold it runs the bot', () => {
    const subscriptions = [aSubscription({ ownerTenantId: 'OUR-partner' })];
    expect(assess(aTenant({ subscriptions, partnerTenantId: 'our-PARTNER', commerce: everyPlan })).is).toBe(
      'available',
    );
  });

  it('is what the commerce does not know', () => {
    expect(assess(aTenant({ commerce: { is: 'notSoldHere' } }))).toMatchObject({
      is: 'notDirect',
      ownerTenantId: null,
    });
  });

  it('does not count when it is a remnant beside a plan bought directly', () => {
    const remnant = aSubscription({ id: 'old', status: 'Suspended', ownerTenantId: 'other-partner' });
    expect(assess(aTenant({ subscriptions: [remnant, aSubscription()], commerce: everyPlan })).is).toBe('available');
  });
});

describe('blockers seen in the tenant', () => {
  it('are more people than seats, with both figures', () => {
    const [blocker] = blockersOf(aTenant({ skus: [someUnits({ assigned: 28, enabled: 20, warning: 5 })] }));
    expect(blocker).toEqual({
      id: 'MORE_USERS_THAN_LICENSES',
      evidence: { is: 'seats', assigned: 28, bought: 25 },
    });
  });

  it('are not as many people as seats, seats in grace included', () => {
    const facts = aTenant({ skus: [someUnits({ assigned: 25, enabled: 20, warning: 5 })], commerce: everyPlan });
    expect(assess(facts).is).toBe('available');
  });

  it.each(['PendingProvisioning', 'PendingActivation', 'PendingInput', 'Disabled'] as const)(
    'are not services that are %s, not even those that people depend on',
    (provisioning) => {
      const services = aSubscription().services.map((one) => ({ ...one, provisioning }));
      const subscriptions = [aSubscription({ services })];
      expect(assess(aTenant({ subscriptions, commerce: everyPlan }))).toMatchObject({ is: 'available', warnings: [] });
      expect(assess(aTenant({ subscriptions }))).toMatchObject({ is: 'askTheAdmin', warnings: [] });
    },
  );

  it('are not open issues: those with a service of the plan are told beside the answer, and no other', () => {
    const issue = (service: string) => ({ id: service, service, title: `Trouble with ${service}` });
    const serviceIssues = [issue('Exchange Online'), issue('Microsoft Intune'), issue('Power Platforms')];
    const warnings = [{ is: 'incident', titles: ['Trouble with Exchange Online'] }];
    expect(assess(aTenant({ serviceIssues }))).toMatchObject({ is: 'askTheAdmin', warnings });
    expect(assess(aTenant({ serviceIssues, commerce: everyPlan }))).toMatchObject({ is: 'available', warnings });
  });

  it('are none from service health that could not be read', () => {
    expect(assess(aTenant({ serviceIssues: undefined, commerce: everyPlan })).is).toBe('available');
  });

  it('are two active purchases of the plan', () => {
    const subscriptions = [aSubscription({ id: 'one' }), aSubscription({ id: 'two' })];
    expect(blockersOf(aTenant({ subscriptions }))).toEqual([
      {
        id: 'MULTIPLE_PLANS_SAME_PRODUCT',
        evidence: { is: 'subscriptions', count: 2, sku: 'ENTERPRISEWITHSCAL' },
      },
    ]);
  });

  it('are a plan for governments or schools', () => {
    const sku = 'ENTERPRISEWITHSCAL_FACULTY';
    const facts = aTenant({ subscriptions: [aSubscription({ sku })], skus: [someUnits({ sku })] });
    expect(blockersOf(facts)).toEqual([{ id: 'GOV_OR_NONPROFIT', evidence: { is: 'sku', sku } }]);
  });

  it('are only the suspension of a suspended plan, not that it has no seats', () => {
    const subscriptions = [aSubscription({ status: 'Suspended' })];
    const skus = [someUnits({ status: 'Suspended', enabled: 0, suspended: 25 })];
    expect(blockersOf(aTenant({ subscriptions, skus }))).toEqual([
      { id: 'SUBSCRIPTION_NOT_ACTIVE', evidence: { is: 'status', status: 'Suspended' } },
    ]);
  });

  it('are a trial', () => {
    expect(idsOf(aTenant({ subscriptions: [aSubscription({ isTrial: true })] }))).toEqual(['TRIAL']);
  });

  it('are not an add-on by itself', () => {
    const skus = [someUnits(), someUnits({ sku: 'MCOMEETADV' })];
    const answer = assess(aTenant({ skus, commerce: everyPlan }));
    expect(answer).toMatchObject({ is: 'available', source: { addOns: ['MCOMEETADV'] } });
  });
});

describe('what the commerce says', () => {
  it('blocks with a finding that hits every plan', () => {
    const commerce = all([{ code: '0', text: 'Your subscription has an unpaid balance' }]);
    expect(blockersOf(aTenant({ commerce }))).toEqual([
      {
        id: 'UNPAID_BALANCE',
        evidence: { is: 'commerce', code: '0', text: 'Your subscription has an unpaid balance' },
      },
    ]);
  });

  it('shows the add-ons owned when it says that an add-on is in the way', () => {
    const skus = [someUnits(), someUnits({ sku: 'SHAREPOINTSTORAGE' })];
    const commerce = all([{ code: '6', text: 'Add-ons.' }]);
    expect(blockersOf(aTenant({ skus, commerce }))).toEqual([
      { id: 'HAS_ADDON', evidence: { is: 'addOns', skus: ['SHAREPOINTSTORAGE'] } },
    ]);
    expect(blockersOf(aTenant({ commerce }))[0]?.evidence).toEqual({ is: 'commerce', code: '6', text: 'Add-ons.' });
  });

  it('refuses only the plans that it refuses', () => {
    const targets = targetSkus.map((sku) => ({
      sku,
      eligible: sku !== 'SPE_E3',
      findings: sku === 'SPE_E3' ? [{ code: '8', text: 'Not found.' }] : [],
    }));
    expect(assess(aTenant({ commerce: { is: 'known', targets } }))).toMatchObject({
      is: 'available',
      plans: targetSkus.filter((sku) => sku !== 'SPE_E3'),
      refused: [{ plan: 'SPE_E3', blocker: { id: 'TARGET_NOT_SUPPORTED' } }],
    });
  });

  it('refuses plans that it does not list', () => {
    const commerce: CommerceEligibility = {
      is: 'known',
      targets: [{ sku: 'ENTERPRISEPREMIUM', eligible: true, findings: [] }],
    };
    const answer = assess(aTenant({ commerce }));
    if (answer.is !== 'available') throw new Error(answer.is);
    expect(answer.plans).toEqual(['ENTERPRISEPREMIUM']);
    expect(answer.refused.map((one) => one.plan)).toEqual(targetSkus.filter((sku) => sku !== 'ENTERPRISEPREMIUM'));
  });

  it('blocks with everything found when every plan is refused for a reason of its own', () => {
    const targets = targetSkus.map((sku, index) => ({
      sku,
      eligible: false,
      findings: [{ code: index === 0 ? '7' : '8', text: 'No.' }],
    }));
    expect(idsOf(aTenant({ commerce: { is: 'known', targets } }))).toEqual(['NOT_ELIGIBLE', 'TARGET_NOT_SUPPORTED']);
  });

  it.each([
    ['lists no plan', []],
    ['refuses without a word', targetSkus.map((sku) => ({ sku, eligible: false, findings: [] }))],
  ])('makes the plan not eligible when it %s', (_what, targets) => {
    expect(idsOf(aTenant({ commerce: { is: 'known', targets } }))).toEqual(['NOT_ELIGIBLE']);
  });

  it('is joined with what was seen, each blocker once and by what was read rather than said', () => {
    const commerce = all([
      { code: '0', text: 'You have more users than licenses.' },
      { code: '0', text: 'You have a prepaid plan' },
    ]);
    const blockers = blockersOf(aTenant({ skus: [someUnits({ assigned: 30 })], commerce }));
    expect(blockers.map((one) => [one.id, one.evidence.is])).toEqual([
      ['MORE_USERS_THAN_LICENSES', 'seats'],
      ['PREPAID', 'commerce'],
    ]);
  });

  it('means by "conflicting services" the second purchase that was seen', () => {
    const subscriptions = [aSubscription({ id: 'one' }), aSubscription({ id: 'two' })];
    const commerce = all([{ code: '3', text: 'Subscription cannot be transitioned: conflicting services.' }]);
    expect(idsOf(aTenant({ subscriptions, commerce }))).toEqual(['MULTIPLE_PLANS_SAME_PRODUCT']);
    expect(idsOf(aTenant({ commerce }))).toEqual(['TARGET_NOT_SUPPORTED']);
  });
});
