import { describe, expect, it } from '@jest/globals';
import type { BlockerId } from '../../src/upgrade/tenant/blockers.js';
import { aRun, aSource, at, now } from '../support/runs.js';
import { cards, elementsOf } from './every-card.js';
import { alex } from './states/viewer.js';

/** What stands in the way: no reason on the card says what another one rules out. */

const textOf = (...ids: BlockerId[]): string => {
  const blockers = ids.map((id) => ({ id, evidence: { is: 'sku' as const, sku: 'ENTERPRISEWITHSCAL_GOV' } }));
  const assessment = { is: 'blocked' as const, readAt: at, source: aSource(), blockers, warnings: [] };
  return JSON.stringify(elementsOf(cards.run(aRun({ assessment, state: { is: 'assessed' } }), alex, { now }).card));
};

describe('an upgrade that is blocked', () => {
  it('is told to go the manual way by no reason where another one rules that out, which is named', () => {
    const both = textOf('GOV_OR_NONPROFIT', 'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING');
    expect(both).not.toMatch(/[Uu]pgrade manually/);
    expect(both).toContain('until this is cleared: “Another upgrade or a credit check is under way”');
    expect(textOf('GOV_OR_NONPROFIT')).toContain('Upgrade manually, or contact support.');
  });

  it('for good says so, and neither "right now" nor when to look again', () => {
    const text = textOf('GOV_OR_NONPROFIT');
    expect(text).toContain("The Upgrade tab can't be used for this plan");
    expect(text).toContain("This won't change by itself.");
    expect(text).not.toMatch(/right now|as soon as it is done/);
  });

  it('names a plan that is sold under another name, rather than its id alone', () => {
    expect(textOf('GOV_OR_NONPROFIT')).toMatch(/The plan is Office 365 E4, sold as ENTERPRISEWITHSCAL.?.?_GOV/);
  });
});
