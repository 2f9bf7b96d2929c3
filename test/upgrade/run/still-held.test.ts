import { describe, expect, it } from '@jest/globals';
import { decide } from '../../../src/upgrade/run/decide.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { assignedAtFirst } from '../../../src/upgrade/run/source-of.js';
import { aFailure, aSource, at, available, now, runIn, someWork } from '../../support/runs.js';

/** Why the old plan is not ended yet: how many people have still to be moved. */

const cancelOld = (run: Run) =>
  decide(run, {
    command: { do: 'cancelOld', confirm: true },
    actor: { id: 'alex', name: 'Alex Wilber' },
    roles: ['globalAdministrator'],
    revision: run.revision,
    now,
    newKey: () => 'key',
  });
const failures = [aFailure({ id: 'adele' }), aFailure({ id: 'megan' })];

describe('the old plan is not ended while people hold it', () => {
  it.each<[string, Partial<Run>, number]>([
    [
      'everybody, before anybody was moved',
      { reassign: null, assessment: available({ source: aSource({ assigned: 24 }) }) },
      24,
    ],
    ['whoever was not moved yet', { reassign: someWork({ total: 25, done: 10, failures }) }, 15],
    [
      'whoever could not be, listed or not',
      { reassign: someWork({ total: 25, done: 25, failures, failuresUnlisted: 3 }) },
      5,
    ],
  ])('and says how many: %s', (_, more, people) => {
    const refusal = { why: 'stillHeld', people };
    for (const make of [runIn.manualReassign, runIn.reassigning, runIn.manualVerify])
      expect(cancelOld({ ...make(), ...more })).toEqual({ is: 'unchanged', refusal });
  });

  it('of whom there are none where nothing was found of it', () => {
    expect(assignedAtFirst({ assessment: { is: 'noSource', readAt: at } })).toBe(0);
    expect(assignedAtFirst({ assessment: available() })).toBe(25);
  });
});
