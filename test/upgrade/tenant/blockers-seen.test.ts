import { describe, expect, it } from '@jest/globals';
import type { SourceFound } from '../../../src/upgrade/tenant/assessment.js';
import { blockersSeen, warningsSeen } from '../../../src/upgrade/tenant/blockers-seen.js';
import type { Subscription } from '../../../src/upgrade/tenant/facts.js';
import { aSource } from '../../support/runs.js';
import { aSubscription, aTenant } from '../tenant-facts.js';

/** What is seen of a plan with these purchases, best first. */
const seen = (rows: Partial<Subscription>[], more: Partial<SourceFound> = {}) =>
  blockersSeen(aSource({ subscriptions: rows.map((row) => aSubscription(row)), seats: 25, assigned: 25, ...more }));
const ids = (...asked: Parameters<typeof seen>) => seen(...asked).map(({ id }) => id);

const tooMany = { id: 'MORE_USERS_THAN_LICENSES', evidence: { is: 'seats', assigned: 26, bought: 25 } };
const inactive = (status: string) => ({ id: 'SUBSCRIPTION_NOT_ACTIVE', evidence: { is: 'status', status } });

describe('a purchase that is not active', () => {
  it('is in the way where it is all there is, be it in grace', () => {
    expect(seen([{ status: 'Warning' }])).toEqual([inactive('Warning')]);
    expect(seen([{ status: 'LockedOut' }])).toEqual([inactive('LockedOut')]);
  });

  it('is in the way beside one that works where its seats are missing, and not before', () => {
    const rows = [{ id: 'on' }, { id: 'off', status: 'Suspended' as const }];
    expect(seen(rows, { assigned: 26 })).toEqual([tooMany, inactive('Suspended')]);
    expect(seen(rows, { assigned: 25 })).toEqual([]);
  });

  it('is not in the way where it can still be used beside one that works', () => {
    expect(seen([{ id: 'on' }, { id: 'grace', status: 'Warning' }], { assigned: 26 })).toEqual([tooMany]);
  });
});

describe('a trial', () => {
  it('is in the way while it runs, also beside what was paid for', () => {
    expect(seen([{ isTrial: true }])).toEqual([{ id: 'TRIAL', evidence: { is: 'trial' } }]);
    expect(ids([{ id: 'paid' }, { id: 'tried', isTrial: true }])).toContain('TRIAL');
  });

  it('is in the way once it has ended only where nothing works beside it', () => {
    const ended = { id: 'tried', isTrial: true, status: 'Suspended' as const };
    expect(ids([ended])).toEqual(['SUBSCRIPTION_NOT_ACTIVE', 'TRIAL']);
    expect(ids([{ id: 'paid' }, ended])).toEqual([]);
  });
});

describe('trouble at Microsoft', () => {
  it('is told with services of what can be used, and not of what has ended', () => {
    const serviceIssues = [{ id: 'EX1', service: 'Exchange Online', title: 'Mail is late' }];
    const told = (status: Subscription['status']) =>
      warningsSeen(aTenant({ serviceIssues }), aSource({ subscriptions: [aSubscription({ status })] }));
    expect(told('Enabled')).toEqual([{ is: 'incident', titles: ['Mail is late'] }]);
    expect(told('Warning')).toEqual([{ is: 'incident', titles: ['Mail is late'] }]);
    expect(told('Suspended')).toEqual([]);
  });
});
