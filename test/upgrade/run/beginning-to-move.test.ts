import { describe, expect, it } from '@jest/globals';
import type { Run } from '../../../src/upgrade/run/run.js';
import { aFailure, aSchedule, at, runIn, someWork } from '../../support/runs.js';
import { alex, found, refusal, told, written } from './steps.js';

/** Step 3 of the manual path: with whom it begins, and in whose name. */

const ready = runIn.manualReassign;
const inTheirName = { by: alex, at, needs: 'assign' };
const everyone = { is: 'reassigning', since: at, nextAt: at, pilot: 0, onlyFailed: false, only: [] };
const noneYet = someWork({ total: 25, done: 0, startedAt: null });
const failed = (): Run => ({ ...ready(), reassign: someWork({ failures: [aFailure()] }) });

describe('people who are moved', () => {
  it('are everyone, or as many as are tried first, also where the rest waits for a time', () => {
    const waiting = { ...ready(), schedule: aSchedule() };
    expect(told(ready(), { do: 'reassign', pilot: 0 })).toMatchObject({ state: everyone, decided: inTheirName });
    const pilot = told(waiting, { do: 'reassign', pilot: 25 });
    expect(pilot.state).toEqual({ ...everyone, pilot: 25 });
    expect(pilot).toMatchObject({ schedule: aSchedule(), decided: inTheirName, reassign: noneYet });
  });

  it('are at most as many as hold the old plan', () => {
    const refused = { why: 'tooManyForPilot', people: 25 };
    expect(refusal(ready(), { do: 'reassign', pilot: 26 })).toEqual(refused);
  });

  it('are nobody before the time that was chosen for everyone', () => {
    const run = told({ ...ready(), schedule: aSchedule() }, { do: 'reassign', pilot: 0 });
    expect(run.state).toEqual({ is: 'scheduled', since: at, begins: 'reassign' });
    expect(run).toMatchObject({ reassign: null, decided: null });
    expect(written(run)).toEqual({ what: 'reassign', details: { pilot: 0 } });
  });

  it('are counted from the moment it begins, on top of those who were moved before', () => {
    expect(told(ready(), { do: 'reassign', pilot: 0 }).reassign).toEqual(noneYet);
    expect(told(failed(), { do: 'reassign', pilot: 2 }).reassign).toEqual(failed().reassign);
  });

  it('may be named, and are then written down as named', () => {
    const command = { do: 'reassign', pilot: 0, people: 'adele, megan' } as const;
    const named = { ok: true, ids: ['adele', 'megan'], names: ['Adele Vance', 'Megan Bowen'] } as const;
    const run = told(ready(), command, { named: { ...named, ids: [...named.ids], names: [...named.names] } });
    expect(run).toMatchObject({ decided: inTheirName, reassign: noneYet });
    expect(written(run)).toEqual({ what: 'reassign', details: { pilot: 2, named: true } });
    const nobody = { named: { ok: true as const, ids: [], names: [] } };
    expect(refusal(ready(), command, nobody)).toEqual({ why: 'nobodyCalled', names: ['adele, megan'] });
  });
});

describe('people who could not be moved', () => {
  it('are tried again in the name of whoever asks, and nobody else is', () => {
    const run = told(failed(), { do: 'retryFailed' });
    expect(run.state).toEqual({ ...everyone, onlyFailed: true, only: ['adele'] });
    expect(run.decided).toEqual(inTheirName);
  });

  it.each([
    ['nobody was moved yet', null],
    ['everyone could be', someWork({ failures: [] })],
  ])('are none to try again where %s', (_, reassign) => {
    expect(refusal({ ...ready(), reassign }, { do: 'retryFailed' })).toEqual({ why: 'notNow' });
  });
});

describe('a pass over people that has ended', () => {
  const holding = { users: 3, groups: 1, counted: 4 };
  const work = someWork({ done: 20, failures: [aFailure()], failuresUnlisted: 2 });
  const passed = (state: object, held = holding): Run => {
    const run = runIn.reassigning();
    return found(
      { ...run, state: { ...run.state, ...state } as Run['state'] },
      { found: 'reassigned', work, holding: held },
    );
  };

  it('leads back to step 3 while somebody holds the old plan, with what came of it', () => {
    const run = passed({});
    expect(run).toMatchObject({ state: { is: 'manualReassign' }, reassign: work });
    const details = { done: 20, failed: 3, users: 3, groups: 1 };
    expect(written(run)).toMatchObject({ what: 'reassigned', details });
    expect(run.notices.at(-1)).toMatchObject({ what: 'reassignFinished' });
  });

  it('leads to the end of the old plan once nobody holds it', () => {
    const run = passed({}, { users: 0, groups: 0, counted: 0 });
    expect(run).toMatchObject({ state: { is: 'manualCancel' }, reassign: work });
    expect(written(run)).toMatchObject({ what: 'reassigned' });
    expect(run.notices.at(-1)).toMatchObject({ what: 'readyToCancel' });
  });

  const unclear = { users: 0, groups: 0, counted: 4 };
  it('is looked at again where it was over everyone and nobody is found who holds what is counted', () => {
    const run = passed({}, unclear);
    expect(run).toMatchObject({
      state: { is: 'reassigning' },
      reassign: work,
      holdup: { is: 'countDiffers', counted: 4, found: 0 },
    });
  });

  it.each([
    ['a pilot', { pilot: 2 }],
    ['those who were named', { pilot: 2, only: ['adele', 'megan'] }],
    ['those who were tried again', { only: ['adele'], onlyFailed: true }],
  ])('leads back to step 3 there where it was over %s alone', (_, state) => {
    expect(passed(state, unclear).state).toEqual({ is: 'manualReassign' });
  });
});

describe('a pass back to the old plan that has ended', () => {
  it('says how many are back, for whom it failed, and what went off with them', () => {
    const undoing = runIn.undoing();
    const work = someWork({ done: 20, failures: [aFailure()], failuresUnlisted: 2 });
    const progress = found(undoing, { found: 'progress', work });
    expect(progress).toEqual({ ...undoing, undo: work });
    const run = found(undoing, { found: 'undone', work: { ...work, alsoOff: { SWAY: 2 } } });
    expect(written(run)).toEqual({ what: 'undone', details: { back: 20, failed: 3, alsoOff: 'SWAY 2' } });
  });
});
