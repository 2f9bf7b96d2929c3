import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newFollower } from '../../../src/teams/people/follower.js';
import { KnownLately } from '../../../src/teams/people/known-lately.js';

/** Who is known, by tenant, of those that were set. */
function whoOf(known: KnownLately): string[] {
  return ['a', 'b', 'c'].flatMap((tenant) => [...(known.of(tenant)?.keys() ?? [])].map((person) => tenant + person));
}

it('knows of each person what was set last', () => {
  const known = new KnownLately(10);
  const one = newFollower('a', '1');
  known.set('a', '1', undefined, 5);
  known.set('a', '1', one, 7);
  known.set('b', '1', undefined, 8);
  expect(known.of('a')?.get('1')).toEqual({ follower: one, at: 7 });
  expect(known.of('b')?.get('1')).toEqual({ follower: undefined, at: 8 });
});

it('forgets a tenant as a whole, the first one first, where there are more people than it may know', () => {
  const known = new KnownLately(4);
  for (const who of ['a1', 'a2', 'b1', 'b2', 'b1', 'c1']) known.set(who[0] ?? '', who[1] ?? '', undefined, 1);
  expect(whoOf(known)).toEqual(['b1', 'b2', 'c1']);
  for (const who of ['c2', 'a1']) known.set(who[0] ?? '', who[1] ?? '', undefined, 2);
  expect(whoOf(known)).toEqual(['a1', 'c1', 'c2']);
});

it('never knows more than it may, though all are of one tenant, and counts those that went', () => {
  const known = new KnownLately(3);
  for (let n = 0; n < 100; n += 1) {
    known.set('a', `${n}`, undefined, n);
    expect(whoOf(known).length).toBeLessThanOrEqual(3);
  }
  for (let n = 0; n < 100; n += 1) known.delete('a', `${n}`);
  for (const person of ['1', '2', '3']) known.set('b', person, undefined, 1);
  expect(whoOf(known)).toEqual(['b1', 'b2', 'b3']);
});

it('says who may be shown a run as if it looked at each, however the list changes and whoever comes to be shown one', () => {
  const ids = ['1', '2', '3', '4', '5'];
  const shown = { ...newFollower('a', '1'), live: { runId: 'r', activityId: 'm', shownBy: 't' } } as never;
  const step = fc.oneof(
    fc.record({ is: fc.constant('blind' as const), id: fc.constantFrom(...ids) }),
    fc.record({ is: fc.constant('blind' as const), id: fc.constantFrom(...ids) }),
    fc.record({ is: fc.constantFrom('shown' as const, 'unknown' as const), id: fc.constantFrom(...ids) }),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(step, fc.subarray(ids)), { maxLength: 30 }),
      fc.integer({ min: 3, max: 9 }),
      (steps, most) => {
        const known = new KnownLately(most);
        for (const [{ is, id }, asked] of steps) {
          if (is === 'unknown') known.delete('a', id);
          else known.set('a', id, is === 'shown' ? shown : undefined, 1);
          for (const list of [asked, ids]) {
            const expected = list.filter((one) => {
              const about = known.of('a')?.get(one);
              return !about || about.follower?.live;
            });
            expect([...known.maybeShown('a', list)].sort()).toEqual(expected.sort());
          }
        }
      },
    ),
    { numRuns: 1_000 },
  );
});
