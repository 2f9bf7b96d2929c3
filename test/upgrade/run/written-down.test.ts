import { describe, expect, it } from '@jest/globals';
import { stepOf } from '../../../src/upgrade/run/next-step.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { snapshotFound } from '../../support/findings.js';
import { at, runIn } from '../../support/runs.js';
import { minutesOn } from './order-steps.js';
import { found, heard, written } from './steps.js';

/** Who has what is written down before anything is ordered or moved. */

type Before = 'order' | 'reassign' | 'guide';
function preparing(before: Before, path: Run['path'] = 'automatic'): Run {
  const run = runIn.preparing();
  return { ...run, path, state: { ...run.state, before } as Run['state'] };
}
const snapshot = (people: number, counted: number | null) => snapshotFound({ people, withSwitchedOff: 4 }, counted);
const waiting = { since: at, nextAt: at };

describe('what is written down of who has what', () => {
  it.each<[string, Before, object, string[]]>([
    ['an order leaves', 'order', { is: 'ordering', ...waiting, sent: false, sends: 0 }, []],
    ['an admin opens the Upgrade tab', 'guide', { is: 'adminTask', task: 'openTab', ...waiting }, []],
    ['people are moved', 'reassign', { is: 'manualReassign' }, ['readyToReassign']],
  ])('is whole before %s', (_, before, state, notices) => {
    const run = found(preparing(before), snapshot(25, 25));
    expect(run.state).toMatchObject(state);
    expect(run.snapshot).toEqual({ ...snapshot(25, 25).taken, takenAt: at });
    expect(written(run)).toEqual({ what: 'snapshot', details: { people: 25, withSwitchedOff: 4 } });
    expect(heard(run)).toEqual(notices);
  });

  it.each<[Before, number | null, number]>([
    ['order', 26, 26],
    ['guide', 26, 26],
    ['order', null, 0],
  ])(
    'is read again before anything is done (%s) while Graph counts more, or nothing: %s',
    (before, counts, counted) => {
      const run = found(preparing(before), snapshot(25, counts));
      expect(run.state).toEqual({ ...preparing(before).state, nextAt: minutesOn(1 / 30).toISOString() });
      expect(run.holdup).toMatchObject({ is: 'countDiffers', counted, found: 25 });
      expect(run.snapshot).toBeNull();
    },
  );

  it('need not be whole on the manual path: whoever is missing is written down before they are moved', () => {
    expect(found(preparing('reassign', 'manual'), snapshot(24, 25)).state).toEqual({ is: 'manualReassign' });
  });

  it.each<[Before, Run['path'], string]>([
    ['order', 'automatic', 'order'],
    ['guide', 'automatic', 'beforeYouBegin'],
    ['reassign', 'manual', 'reassign'],
  ])('belongs to the step that it comes before (%s, %s): %s', (before, path, step) => {
    expect(stepOf(preparing(before, path)).step).toBe(step);
  });
});
