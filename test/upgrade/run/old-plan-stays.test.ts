import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { aSubscription, at, runIn } from '../../support/runs.js';

/** An old plan that Microsoft was asked to cancel, and that Graph goes on to show. */

const hoursOn = (hours: number): Date => new Date(Date.parse(at) + hours * 3_600_000);
const none = { active: [], runningOut: [], ended: [], converted: [], unclear: [] };

function looked(run: Run, hours: number, stands: Partial<typeof none> | object): Run {
  return advance(run, { found: 'oldPlan', stands: { ...none, ...stands } }, hoursOn(hours));
}

describe('an old plan that was to be canceled', () => {
  const goesOn = { active: [aSubscription()], ended: ['old-2'] };

  it('is looked at again for a day, with what has ended of it written down', () => {
    const run = looked(runIn.cancelling(), 24, goesOn);
    expect(run).toMatchObject({ state: { is: 'cancelling' }, cancelled: ['old-2'] });
    expect(Date.parse((run.state as { nextAt: string }).nextAt)).toBeGreaterThan(hoursOn(24).getTime());
  });

  it('is brought to a person once that has taken longer than a day, and what has ended stays written down', () => {
    const run = looked(runIn.cancelling(), 24.01, goesOn);
    expect(run).toMatchObject({
      state: { is: 'needsAttention', trouble: { is: 'overdue', what: 'cancel', since: at } },
      cancelled: ['old-2'],
    });
  });

  it('has ended once all of it has, however late, and how many subscriptions is in the audit', () => {
    const run = looked(runIn.cancelling(), 48, { ended: ['old-1', 'old-2'] });
    expect(run).toMatchObject({ state: { is: 'completed' }, cancelled: ['old-1', 'old-2'] });
    expect(run.audit.at(-1)).toMatchObject({ details: { cancelled: 2 } });
  });
});
