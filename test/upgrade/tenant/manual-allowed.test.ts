import { describe, expect, it } from '@jest/globals';
import type { Assessment } from '../../../src/upgrade/tenant/assessment.js';
import { manualAllowed } from '../../../src/upgrade/tenant/manual-allowed.js';
import { aBlocker, aSource, at, available, blocked } from '../../support/runs.js';

describe('the manual way', () => {
  it.each<[string, Assessment, boolean]>([
    ['beside plans that are offered', available(), true],
    ['where only the admin can see the tab', { is: 'askTheAdmin', readAt: at, source: aSource(), warnings: [] }, true],
    ['past a blocker that nothing clears', blocked([aBlocker('PREPAID')]), true],
    ['past several such', blocked([aBlocker('PREPAID'), aBlocker('TRIAL')]), true],
    ['past one that has to be waited out', blocked([aBlocker('TEMPORARY_ISSUE')]), false],
    ['past one of two that has to be', blocked([aBlocker('PREPAID'), aBlocker('UNPAID_BALANCE')]), false],
    [
      'for a plan that somebody else sold',
      { is: 'notDirect', readAt: at, source: aSource(), ownerTenantId: null },
      false,
    ],
    ['where there is nothing to upgrade', { is: 'noSource', readAt: at }, false],
  ])('is there or not: %s', (_, assessment, allowed) => {
    expect(manualAllowed(assessment)).toBe(allowed);
  });
});
