import { expect, it } from '@jest/globals';
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
