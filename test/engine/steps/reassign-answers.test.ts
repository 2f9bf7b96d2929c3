import { describe, expect, it } from '@jest/globals';
import { reassign } from '../../../src/engine/steps/reassign.js';
import { PortError, type Problem } from '../../../src/upgrade/ports.js';
import { runIn } from '../../support/runs.js';
import { many, newId, type Tenant, tenantOf } from '../people/tenant-of-people.js';
import { takeIn, writtenDown } from './step-in-tenant.js';

/** What Microsoft says of all changes that were sent together, or does not say. */

const move = async (tenant: Tenant) =>
  takeIn(tenant, reassign, await writtenDown({ ...runIn.reassigning(), reassign: null }, tenant));

/** The first changes meet this problem together. */
function meeting(problem: Problem) {
  const tenant = tenantOf(many(3));
  const { changeLicences } = tenant.directory;
  let times = 0;
  tenant.directory.changeLicences = async (...asked) => {
    times += 1;
    if (times === 1) throw new PortError(problem, 'changing licences');
    return changeLicences(...asked);
  };
  return tenant;
}

describe('changes that were sent together', () => {
  it('are sent again where Microsoft asks for patience, no sooner than it asks for', async () => {
    const tenant = meeting({ is: 'busy', retryAfterMs: 600_000 });
    const begun = tenant.clock.timeline.now().getTime();
    const { told, run } = await move(tenant);
    expect(tenant.clock.timeline.now().getTime() - begun).toBeGreaterThanOrEqual(600_000);
    expect(told).toContainEqual({ found: 'changesWait', how: 'busy' });
    expect(tenant.sentFor()).toHaveLength(3);
    expect(run.reassign).toMatchObject({ total: 3, done: 3, failures: [] });
  });

  it.each<Problem>([{ is: 'unreachable' }, { is: 'denied', needs: undefined }])(
    'are left to another attempt where the tenant is $is',
    async (problem) => {
      await expect(move(meeting(problem))).rejects.toMatchObject({ problem });
    },
  );

  it('are read and sent again for whom the answer says nothing', async () => {
    const tenant = tenantOf(many(3));
    const { changeLicences } = tenant.directory;
    tenant.directory.changeLicences = async (of, changes) => {
      const isFirst = tenant.sent.length === 0;
      const outcomes = await changeLicences(of, isFirst ? changes.slice(0, 2) : changes);
      return isFirst ? outcomes.slice(0, 1) : outcomes;
    };
    const before = await writtenDown({ ...runIn.reassigning(), reassign: null }, tenant);
    const state = { ...before.state, only: ['p000', 'p001', 'p002'] } as typeof before.state;
    const { run } = await takeIn(tenant, reassign, { ...before, state });
    // Of the second it is read that it is so, of the third that it is not.
    expect(tenant.sentFor()).toEqual(['p000', 'p001', 'p002']);
    expect(run.reassign).toMatchObject({ total: 3, done: 3, failures: [] });
    expect(tenant.holding(newId)).toHaveLength(3);
  });
});
