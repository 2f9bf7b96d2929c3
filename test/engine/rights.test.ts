import { describe, expect, it } from '@jest/globals';
import type { World } from '../../src/engine/read-facts.js';
import { createRights, rolesToAct } from '../../src/engine/rights.js';
import { PortError, type Problem } from '../../src/upgrade/ports.js';
import { type BillingRole, type DirectoryRole, may } from '../../src/upgrade/tenant/roles.js';

type Own = BillingRole[] | undefined | Problem;

/** A tenant in which somebody holds these directory roles, and the commerce says this of its own. */
function worldOf(held: DirectoryRole[], own: Own): World {
  const tell = async <T>(value: T) => {
    if (own !== undefined && 'is' in own) throw new PortError(own, 'reading roles');
    return value;
  };
  return {
    directory: {
      rolesOf: async () => held,
      peopleWith: async (_tenant: string, roles: DirectoryRole[]) => [{ id: 'alex', name: 'Alex', role: roles[0] }],
    },
    commerceFor: async () => ({
      rolesOf: async () => tell(own),
      peopleWith: async () => tell(own && [{ id: 'megan', name: 'Megan', role: 'billingAccountOwner' }]),
    }),
  } as unknown as World;
}

const mayBuy = async (held: DirectoryRole[], own: Own) =>
  may('buy', await createRights(worldOf(held, own)).rolesOf('tenant', 'somebody'));

const denied: Problem = { is: 'denied', needs: undefined };

describe('who may buy', () => {
  it.each<[string, DirectoryRole[], Own, boolean]>([
    ['by a directory role, where no account decides', ['billingAdministrator'], undefined, true],
    ['not by a directory role, where an account decides and gives none', ['globalAdministrator'], [], false],
    ['by a role of the account, whatever the directory says', ['globalReader'], ['billingProfileContributor'], true],
    ['by a directory role, where the account turns the app away', ['billingAdministrator'], denied, true],
    ['nobody who has no directory role at all', [], ['billingAccountOwner'], false],
  ])('is somebody %s', async (_, held, own, may) => {
    expect(await mayBuy(held, own)).toBe(may);
  });

  it('is not guessed while the account cannot be reached', async () => {
    await expect(mayBuy(['globalAdministrator'], { is: 'unreachable' })).rejects.toThrow(PortError);
  });

  it('is not somebody in whose name nothing can be done: the account does not tell', async () => {
    const acting = rolesToAct(worldOf(['globalAdministrator'], denied), 'tenant', 'somebody');
    await expect(acting).rejects.toThrow(PortError);
    const roles = await rolesToAct(worldOf(['globalAdministrator'], []), 'tenant', 'somebody', 'PROFILE');
    expect([may('buy', roles), may('assign', roles)]).toEqual([false, true]);
  });

  it('is named by the account where it decides, and by the directory elsewhere, whose job it is first', async () => {
    const named = async (own: Own, permission: 'buy' | 'assign' = 'buy') =>
      (await createRights(worldOf([], own)).peopleWhoMay('tenant', permission, 5)).map(({ name, role }) => [
        name,
        role,
      ]);
    expect(await named(['billingAccountOwner'])).toEqual([['Megan', 'billingAccountOwner']]);
    expect(await named(['billingAccountOwner'], 'assign')).toEqual([['Alex', 'licenseAdministrator']]);
    for (const own of [undefined, denied]) expect(await named(own)).toEqual([['Alex', 'billingAdministrator']]);
  });

  it.each<Problem['is']>(['denied', 'refused', 'notFound'])(
    'is by a directory role where the account turns the app away: %s',
    async (is) => {
      expect(await mayBuy(['billingAdministrator'], { is } as Problem)).toBe(true);
    },
  );
});

describe('who is asked for what they may do', () => {
  it('is asked last where they may do everything', async () => {
    const asked: string[][] = [];
    const world = worldOf([], undefined);
    const peopleWith = async (_tenant: string, roles: readonly string[]) => {
      asked.push([...roles]);
      return [];
    };
    const rights = createRights({ ...world, directory: { ...world.directory, peopleWith } as World['directory'] });
    for (const permission of ['assign', 'steer', 'buy'] as const) await rights.peopleWhoMay('tenant', permission, 5);
    expect(asked.map((roles) => roles.indexOf('globalAdministrator') - roles.length)).toEqual([-1, -1, -1]);
  });

  it('is told by the directory alone what news they get, and what they could activate', async () => {
    const world = worldOf(['globalReader'], { is: 'unreachable' });
    const eligibleRolesOf = async () => ['billingAdministrator'];
    const directory = { ...world.directory, eligibleRolesOf } as World['directory'];
    const rights = createRights({ ...world, directory });
    expect(await rights.directoryRolesOf('tenant', 'somebody')).toEqual(['globalReader']);
    expect(await rights.eligibleRolesOf('tenant', 'somebody')).toEqual(['billingAdministrator']);
  });
});
