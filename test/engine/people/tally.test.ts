import { describe, expect, it } from '@jest/globals';
import { Learning } from '../../../src/engine/people/learning.js';
import { Tally, userFailure } from '../../../src/engine/people/tally.js';
import { at } from '../../support/runs.js';
import { serviceId } from './tenant-of-people.js';

/** What came of the changes, as it is told in the end and kept meanwhile. */

const told = { unmapped: ['SWAY'], alsoOff: ['FORMS'] };
const failureOf = (id: string) => userFailure({ id, displayName: id, userPrincipalName: `${id}@contoso.example` }, '');

describe('what came of the changes', () => {
  it('is counted on from before, a person each, and a group’s members together', () => {
    const before = { unmapped: { SWAY: 2 }, alsoOff: { FORMS: 1 } };
    const tally = new Tally(10, 4, at, undefined, before);
    tally.moved(told);
    tally.moved({ unmapped: [], alsoOff: [] });
    tally.told({ unmapped: ['SWAY', 'YAMMER'], alsoOff: ['FORMS', 'TEAMS'] }, 5);
    expect(tally.work()).toMatchObject({
      total: 10,
      done: 6,
      startedAt: at,
      unmapped: { SWAY: 8, YAMMER: 5 },
      alsoOff: { FORMS: 7, TEAMS: 5 },
    });
  });

  it('never says that more were done than there are', () => {
    const tally = new Tally(1, 1, at);
    tally.moved(told);
    expect(tally.work()).toMatchObject({ total: 2, done: 2 });
    tally.correct(7, 3);
    expect(tally.work()).toMatchObject({ total: 7, done: 3 });
  });

  it('names two hundred who failed, each once, and counts the others', () => {
    const tally = new Tally(500, 0, at);
    for (let n = 0; n < 203; n += 1) tally.fail(failureOf(`p${n}`));
    tally.fail(failureOf('p0'));
    const { failures, failuresUnlisted } = tally.work();
    expect([failures.length, failuresUnlisted, tally.failedCount]).toEqual([200, 3, 203]);
    expect([tally.hasFailed('p202'), tally.hasFailed('p203')]).toEqual([true, false]);
    const few = new Tally(5, 0, at);
    few.fail(failureOf('p0'));
    expect(few.work()).toMatchObject({ failures: [{ id: 'p0' }], failuresUnlisted: 0 });
  });
});

describe('somebody who failed', () => {
  it.each([
    [' ada@contoso.example ', { name: 'Ada', signIn: 'ada@contoso.example' }],
    ['  ', { name: 'Ada' }],
  ])('is named, with the sign-in name where there is one: "%s"', (userPrincipalName, called) => {
    const failure = userFailure({ id: 'ada', displayName: 'Ada', userPrincipalName }, 'CountViolation');
    expect(failure).toEqual({ id: 'ada', ...called, of: 'user', reason: 'noSeats', text: 'CountViolation' });
  });
});

describe('what refusals teach', () => {
  const [forms, sway, teams] = ['FORMS_PLAN_E5', 'SWAY', 'TEAMS1'].map(serviceId) as [string, string, string];
  const refusal = (service: string, ...needs: string[]) =>
    `License assignment failed because service plan ${service} depends on the service plan(s) ${needs.join(', ')}.`;

  it('is kept once each, beside what earlier work has learnt, and goes with the work', () => {
    const earlier = [{ service: forms, needsOneOf: [sway] }];
    const learning = new Learning(earlier);
    learning.learn('ada', refusal(forms, teams));
    learning.learn('ben', refusal(teams, sway));
    learning.learn('cyd', refusal(forms, teams));
    const learnt = [
      { service: forms, needsOneOf: [sway] },
      { service: forms, needsOneOf: [teams] },
      { service: teams, needsOneOf: [sway] },
    ];
    expect(learning.learnt).toEqual(learnt);
    expect(new Tally(0, 0, at, learning).work().learnt).toEqual(learnt);
    expect(earlier).toHaveLength(1);
  });

  it('has a change made anew once a person, and not where nothing is to be learnt', () => {
    const learning = new Learning([]);
    expect(learning.learn('ada', 'CountViolation')).toBe(false);
    expect(learning.learn('ada', refusal(forms, sway))).toBe(true);
    expect(learning.learn('ada', refusal(teams, sway))).toBe(false);
    // What is known already is worth it too: it may have been learnt while this one was under way.
    expect(learning.learn('ben', refusal(forms, sway))).toBe(true);
  });
});
