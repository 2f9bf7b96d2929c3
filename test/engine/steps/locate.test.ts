import { describe, expect, it } from '@jest/globals';
import { locate } from '../../../src/engine/steps/locate.js';
import type { ChangeOutcome } from '../../../src/upgrade/licences/change-outcome.js';
import { PortError } from '../../../src/upgrade/ports.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import type { LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { person } from '../../support/licensed-person.js';
import { decided, runIn } from '../../support/runs.js';
import { inTenant } from './in-tenant.js';

/** A usage location is set for those without one whom it was confirmed for; what came of it is what reading shows. */

const ids = ['adele', 'megan', 'lee'];
const text = 'The country is not supported.';

function locating(people: string[] = ids): Run {
  const run = runIn.locating();
  return { ...run, decided: { ...decided, needs: 'assign' }, state: { ...run.state, people } as RunState };
}

/** Takes the step where setting comes to this for each; who is asked to be set, and to what. */
async function take(outcomes: Record<string, ChangeOutcome>, located: Record<string, string> = {}, roles = true) {
  const people = ids.map((id): LicensedUser => ({ ...person(), id, usageLocation: located[id] ?? null }));
  const asked: unknown[] = [];
  const tenant = inTenant({
    people,
    roles: roles ? ['licenseAdministrator', 'userAdministrator'] : [],
    directory: {
      async setLocation(tenantId, userIds, country) {
        asked.push([tenantId, userIds, country]);
        for (const user of people)
          if (userIds.includes(user.id) && outcomes[user.id]?.is === 'done') user.usageLocation = country;
        return userIds.map((id) => outcomes[id] as ChangeOutcome);
      },
    },
  });
  const taking = tenant.take(locate, locating());
  return { ...tenant, asked, after: await taking };
}
const done = { is: 'done' } as const;
const refused = { is: 'refused', text } as const;

describe('a usage location', () => {
  it('is set for those who have none, and is read afterwards', async () => {
    const { asked, told, happened, after } = await take({ adele: done, lee: done }, { megan: 'NO' });
    expect(happened).toEqual(['decider', 'setLocation', 'located']);
    expect(asked).toEqual([['contoso', ['adele', 'lee'], 'SE']]);
    expect(told.at(-1)).toEqual({ found: 'located', set: ['adele', 'lee'], kept: ['megan'], refused: [] });
    expect(after.located).toMatchObject({ country: 'SE', set: 2, kept: 1, refused: [] });
  });

  it('that is refused for somebody is told of with what Microsoft says, and of nobody else', async () => {
    const { told } = await take({ adele: done, megan: refused, lee: done });
    expect(told.at(-1)).toEqual({
      found: 'located',
      set: ['adele', 'lee'],
      kept: [],
      refused: [{ id: 'megan', text }],
    });
  });

  it('that is there all the same was not refused', async () => {
    const people = ids.map((id): LicensedUser => ({ ...person(), id, usageLocation: null }));
    const setLocation = async () => {
      for (const user of people) user.usageLocation = 'SE';
      return ids.map(() => refused);
    };
    const tenant = inTenant({ people, directory: { setLocation } });
    await tenant.take(locate, locating());
    expect(tenant.told.at(-1)).toEqual({ found: 'located', set: ids, kept: [], refused: [] });
  });

  it('is not told of where it is not known of everybody what came of it', async () => {
    const waits = { is: 'busy', retryAfterMs: 4_000 } as const;
    await expect(take({ adele: done, megan: refused, lee: waits })).rejects.toMatchObject({
      problem: waits,
      service: 'graph',
    });
    await expect(take({ adele: { is: 'unknown' }, megan: done, lee: done })).rejects.toMatchObject({
      problem: { is: 'unreachable' },
      service: 'graph',
    });
  });

  it('that the app may set for nobody is told of as that', async () => {
    const fails = (is: 'denied' | 'unreachable') => async () => {
      throw new PortError(is === 'denied' ? { is, needs: undefined } : { is }, 'setting');
    };
    const people = [{ ...person(), usageLocation: null }];
    const denied = inTenant({ people, directory: { setLocation: fails('denied') } });
    const after = await denied.take(locate, locating(['adele']));
    expect(denied.happened).toEqual(['decider', 'setLocation', 'mayNotLocate']);
    expect(after.located?.denied).toBe(true);
    const silent = inTenant({ people, directory: { setLocation: fails('unreachable') } });
    await expect(silent.take(locate, locating(['adele']))).rejects.toMatchObject({ problem: { is: 'unreachable' } });
  });

  it('is not set in the name of somebody who may not any more', async () => {
    const { happened } = await take({}, {}, false);
    expect(happened).toEqual(['decider']);
  });
});
