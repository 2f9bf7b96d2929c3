import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mayEnd } from '../../../src/upgrade/ending/may-end.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { peopleTo, planFor, seatsFor } from '../../../src/upgrade/run/targets.js';
import { aHome, allClear } from '../../support/findings.js';
import { aRun, aSource, aSplit, available } from '../../support/runs.js';

const now = new Date('2026-03-02T12:00:00Z');
const names = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`);
const two: Run = aRun({ path: 'manual', plan: 'SPE_E5', split: aSplit(), state: { is: 'beforeYouBegin' } });

describe('who goes where', () => {
  const people = fc.uniqueArray(
    fc.nat(24).map((n) => `p${n}`),
    { minLength: 1, maxLength: 24 },
  );

  it('is one of the two plans for everybody, with a seat for each who has none', () => {
    fc.assert(
      fc.property(people, fc.nat(5), fc.nat(5), fc.nat(5), (named, both, rest, more) => {
        const alreadyHold = { SPE_E5: Math.min(both, named.length), SPE_E3: Math.min(rest, named.length) };
        const source = aSource({ alreadyHold: { SPE_E5: alreadyHold.SPE_E5 + more, SPE_E3: alreadyHold.SPE_E3 } });
        const run = { ...two, assessment: available({ source }), split: aSplit({ people: named, alreadyHold }) };
        const planOf = planFor(run);
        for (const id of names(25)) expect(planOf(id)).toBe(named.includes(id) ? 'SPE_E5' : 'SPE_E3');
        expect(peopleTo(run, 'SPE_E5') + peopleTo(run, 'SPE_E3')).toBe(25);
        expect(seatsFor(run, 'SPE_E5')).toBe(named.length - alreadyHold.SPE_E5);
        expect(seatsFor(run, 'SPE_E3')).toBe(25 - named.length);
        const held = available({ source: aSource({ alreadyHold: { SPE_E3: alreadyHold.SPE_E3 + more } }) });
        expect(seatsFor({ ...run, assessment: held }, 'SPE_E3')).toBe(Math.max(0, 25 - named.length - more));
      }),
    );
  });

  it('ends the old plan only where both plans carry their people and nobody holds it', () => {
    const homes = [aHome(), aHome({ isTrial: true }), aHome({ status: 'Suspended' })];
    fc.assert(
      fc.property(fc.nat(2), fc.nat(2), fc.nat(2), (first, rest, users) => {
        const newPlans = [homes[first], homes[rest]].filter((plan) => plan !== undefined);
        const holding = { users, groups: 0, counted: users };
        const may = mayEnd({ ...allClear({ newPlans, holding }), confirmedAt: now }, now);
        expect(may.is === 'yes').toBe(first === 0 && rest === 0 && users === 0);
      }),
    );
  });
});
