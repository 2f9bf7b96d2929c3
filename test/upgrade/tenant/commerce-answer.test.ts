import { describe, expect, it } from '@jest/globals';
import { targetSkus } from '../../../src/upgrade/plans/plans.js';
import type { SourceFound } from '../../../src/upgrade/tenant/assessment.js';
import type { Blocker } from '../../../src/upgrade/tenant/blockers.js';
import { commerceAnswer } from '../../../src/upgrade/tenant/commerce-answer.js';
import { assess } from '../../../src/upgrade/tenant/eligibility.js';
import { aSource } from '../../support/runs.js';
import { aTenant } from '../tenant-facts.js';

type Finding = { code: string; text: string };
const addOns = { code: '6', text: 'Add-ons.' };
const unpaid = { code: '0', text: 'Your subscription has an unpaid balance' };
const conflict = { code: '3', text: 'Conflicting.' };
const notFound = { code: '8', text: 'Not found.' };

/** What the commerce says of some plans; the others it does not list. */
function answer(said: Record<string, Finding[] | 'sold'>, source: Partial<SourceFound> = {}, seen: Blocker[] = []) {
  const targets = Object.entries(said).map(([sku, findings]) => ({
    sku,
    eligible: findings === 'sold',
    findings: findings === 'sold' ? [] : findings,
  }));
  return commerceAnswer({ is: 'known', targets }, aSource(source), seen);
}
const ids = (...asked: Parameters<typeof answer>) => answer(...asked).blockers.map(({ id }) => id);
const saidBy = (finding: Finding) => ({ is: 'commerce', ...finding });

describe('what the answer of the commerce comes to', () => {
  it.each(['unknown', 'notSoldHere'] as const)('is nothing where it is %s', (is) => {
    expect(commerceAnswer({ is }, aSource(), [])).toEqual({ plans: [], refused: [], blockers: [] });
  });

  it('is the plans that it offers, and each other one with what stands against it alone', () => {
    const [offered = '', refused = '', ...unlisted] = targetSkus;
    expect(answer({ [offered]: 'sold', [refused]: [unpaid, addOns] })).toEqual({
      plans: [offered],
      refused: [
        { plan: refused, blocker: { id: 'UNPAID_BALANCE', evidence: saidBy(unpaid) } },
        ...unlisted.map((plan) => ({
          plan,
          blocker: { id: 'TARGET_NOT_SUPPORTED', evidence: { is: 'sku', sku: plan } },
        })),
      ],
      blockers: [],
    });
  });

  it('is what stands against every plan that it lists, and not what stands against some of them', () => {
    const { plans, refused, blockers } = answer({ SPE_E3: [notFound, unpaid], SPE_E5: [unpaid, addOns] });
    expect([plans, refused]).toEqual([[], []]);
    for (const one of blockers) expect(one).toEqual({ id: 'UNPAID_BALANCE', evidence: saidBy(unpaid) });
    expect(blockers).not.toEqual([]);
  });

  it('is everything it says of those that it lists, where nothing stands against every one', () => {
    expect(answer({ SPE_E5: [addOns], SPE_E3: [notFound] }).blockers).toEqual([
      { id: 'HAS_ADDON', evidence: saidBy(addOns) },
      { id: 'TARGET_NOT_SUPPORTED', evidence: saidBy(notFound) },
    ]);
  });

  it('is told each kind once, by its first words', () => {
    const said = targetSkus.map((sku) => ({ sku, eligible: false, findings: [{ ...unpaid, code: sku }] }));
    expect(assess(aTenant({ commerce: { is: 'known', targets: said } }))).toMatchObject({
      is: 'blocked',
      blockers: [{ id: 'UNPAID_BALANCE', evidence: { code: targetSkus[0] } }],
    });
  });

  it('is that the old plan is not eligible where it refuses without a word, or lists nothing', () => {
    const unexplained = [{ id: 'NOT_ELIGIBLE', evidence: { is: 'sku', sku: 'ENTERPRISEWITHSCAL' } }];
    expect(answer({ SPE_E3: [] })).toEqual({ plans: [], refused: [], blockers: unexplained });
    expect(answer({})).toEqual({ plans: [], refused: [], blockers: unexplained });
  });
});

describe('what a finding of the commerce means', () => {
  const twice: Blocker = {
    id: 'MULTIPLE_PLANS_SAME_PRODUCT',
    evidence: { is: 'subscriptions', count: 2, sku: 'ENTERPRISEWITHSCAL' },
  };

  it('is two purchases by a conflict once two were seen, and by nothing else', () => {
    expect(ids({ SPE_E3: [conflict] }, {}, [twice])).toEqual(['MULTIPLE_PLANS_SAME_PRODUCT']);
    expect(ids({ SPE_E3: [notFound] }, {}, [twice])).toEqual(['TARGET_NOT_SUPPORTED']);
    expect(ids({ SPE_E3: [unpaid] }, {}, [twice])).toEqual(['UNPAID_BALANCE']);
    expect(ids({ SPE_E3: [conflict] }, {}, [{ id: 'TRIAL', evidence: { is: 'trial' } }])).toEqual([
      'TARGET_NOT_SUPPORTED',
    ]);
  });

  it('is shown by the add-ons that are owned where it means add-ons, and else by its own words', () => {
    const owning = { addOns: ['SHAREPOINTSTORAGE'] };
    expect(answer({ SPE_E3: [addOns] }, owning).blockers[0]?.evidence).toEqual({
      is: 'addOns',
      skus: ['SHAREPOINTSTORAGE'],
    });
    expect(answer({ SPE_E3: [unpaid] }, owning).blockers[0]?.evidence).toEqual(saidBy(unpaid));
  });
});

describe('of a plan whose ways on Microsoft does not name', () => {
  const standard = { sku: 'O365_BUSINESS_PREMIUM' };

  it('the answer is what it lists and people can be moved to', () => {
    expect(answer({ SPB: 'sold', NEVER_HEARD_OF: 'sold', O365_BUSINESS_PREMIUM: 'sold' }, standard)).toEqual({
      plans: ['SPB'],
      refused: [],
      blockers: [],
    });
  });

  it('no Business plan is offered to more people than it is sold for, whatever it lists', () => {
    const said = { SPB: 'sold', SPE_E3: 'sold' } as const;
    expect(answer(said, { ...standard, assigned: 300 }).plans.toSorted()).toEqual(['SPB', 'SPE_E3']);
    expect(answer(said, { ...standard, assigned: 301 }).plans).toEqual(['SPE_E3']);
  });

  it('the answer is of Microsoft’s own ways on where the plan is a variant of Office 365 E4', () => {
    expect(answer({ SPE_E3: 'sold', STANDARDPACK: 'sold' }, { sku: 'ENTERPRISEWITHSCAL_GOV' }).plans).toEqual([
      'SPE_E3',
    ]);
  });
});
