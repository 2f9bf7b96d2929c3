import { describe, expect, it } from '@jest/globals';
import {
  accountDecides,
  directoryRolesThatMay,
  may,
  type Permission,
  permissionSchema,
  type Role,
  roles,
  rolesThatMay,
} from '../../../src/upgrade/tenant/roles.js';

const allowed = (...held: Role[]): Permission[] => permissionSchema.options.filter((one) => may(one, held));

describe('what somebody may', () => {
  it.each<[Role, Permission[]]>([
    ['globalAdministrator', ['see', 'buy', 'assign', 'steer']],
    ['billingAdministrator', ['see', 'buy', 'steer']],
    ['licenseAdministrator', ['see', 'assign', 'steer']],
    ['userAdministrator', ['see', 'assign', 'steer']],
    ['globalReader', ['see']],
    ['billingAccountOwner', ['buy']],
    ['billingAccountContributor', ['buy']],
    ['billingProfileOwner', ['buy']],
    ['billingProfileContributor', ['buy']],
    ['noBillingRole', []],
  ])('follows from the role %s: %j', (role, permissions) => {
    expect(allowed(role)).toEqual(permissions);
  });

  it('is nothing without a role, and all that any of several roles grants', () => {
    expect(allowed()).toEqual([]);
    expect(allowed('globalReader', 'userAdministrator')).toEqual(['see', 'assign', 'steer']);
    expect(allowed('billingAdministrator', 'licenseAdministrator')).toEqual(['see', 'buy', 'assign', 'steer']);
  });

  it('is no purchase by a directory role where a billing account decides who buys', () => {
    expect(allowed('globalAdministrator', 'noBillingRole')).toEqual(['see', 'assign', 'steer']);
    expect(allowed('billingAdministrator', 'billingProfileOwner')).toEqual(['see', 'buy', 'steer']);
  });
});

describe('whose roles decide who buys', () => {
  it.each<[Role[], boolean]>([
    [[], false],
    [['globalAdministrator', 'billingAdministrator'], false],
    [['globalAdministrator', 'noBillingRole'], true],
    [['globalReader', 'billingProfileContributor'], true],
  ])('is told by what somebody holds: %j', (held, decides) => {
    expect(accountDecides(held)).toBe(decides);
    const buyers = rolesThatMay('buy', held);
    expect(buyers).toEqual(decides ? roles.slice(5) : ['globalAdministrator', 'billingAdministrator']);
    for (const one of ['see', 'assign', 'steer'] as const)
      expect(rolesThatMay(one, held)).toEqual(directoryRolesThatMay(one));
  });

  it('is the directory where nobody tells what somebody holds', () => {
    expect(rolesThatMay('buy')).toEqual(directoryRolesThatMay('buy'));
    expect(directoryRolesThatMay('buy')).toEqual(['globalAdministrator', 'billingAdministrator']);
  });
});
