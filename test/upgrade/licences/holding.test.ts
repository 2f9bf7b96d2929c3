import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { heldBy, isWholeList } from '../../../src/upgrade/licences/holding.js';

describe('a plan', () => {
  it('is held by nobody only when the people, the groups and the count all say so', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.nat(3), fc.option(fc.nat(3)), (users, groups, counted) => {
        const all = users === 0 && groups === 0 && counted === 0;
        expect(heldBy({ users, groups, counted }).is === 'nobody').toBe(all);
      }),
    );
  });

  it('is held by whoever was found, also where the count says otherwise', () => {
    expect(heldBy({ users: 2, groups: 1, counted: 0 })).toEqual({ is: 'somebody', users: 2, groups: 1 });
    expect(heldBy({ users: 0, groups: 1, counted: null })).toEqual({ is: 'somebody', users: 0, groups: 1 });
  });

  it('is held by somebody who is not known while licences are counted and nobody is found', () => {
    expect(heldBy({ users: 0, groups: 0, counted: 10 })).toEqual({ is: 'unclear', counted: 10 });
  });

  it('is listed whole when the list is as long as the count, and never when it is not counted', () => {
    expect(isWholeList(20, 21)).toBe(false);
    expect(isWholeList(21, 21)).toBe(true);
    expect(isWholeList(22, 21)).toBe(true);
    expect(isWholeList(22, null)).toBe(false);
  });
});
