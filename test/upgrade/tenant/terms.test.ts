import { describe, expect, it } from '@jest/globals';
import { type Ending, endingOf, type Terms } from '../../../src/upgrade/tenant/terms.js';

const now = new Date('2026-03-04T09:30:00Z');
const later = '2026-03-04T09:30:00.001Z';
const endsAt = '2026-09-01T00:00:00Z';

describe('how a subscription would end if somebody ended it now', () => {
  it.each<[string, Terms['cancellation'], Ending]>([
    ['at once, whenever that may be done', { is: 'anyTime' }, { is: 'now', until: null, refund: 'partial' }],
    ['at once until then', { is: 'until', at: later }, { is: 'now', until: later, refund: 'partial' }],
    ['with its term from that moment on', { is: 'until', at: now.toISOString() }, { is: 'runsOut', at: endsAt }],
    ['with its term once that is over', { is: 'until', at: '2026-03-01T00:00:00Z' }, { is: 'runsOut', at: endsAt }],
    ['with its term where it is too late', { is: 'over' }, { is: 'runsOut', at: endsAt }],
    ['as only the admin center tells', null, { is: 'unknown' }],
  ])('is %s', (_, cancellation, ending) => {
    expect(endingOf({ autoRenew: true, endsAt, cancellation, refund: 'partial' }, now)).toEqual(ending);
  });

  it('is not told where nobody says anything of its terms', () => {
    expect(endingOf(undefined, now)).toEqual({ is: 'unknown' });
  });
});
