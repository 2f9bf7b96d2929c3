import { describe, expect, it } from '@jest/globals';
import type { EventName } from '../../../src/upgrade/run/events.js';
import { whyNot } from '../../../src/upgrade/run/possible.js';
import { type Run, runSchema } from '../../../src/upgrade/run/run.js';
import { earlierVersions, leftBehind, runOf } from '../../support/earlier-version.js';
import { at, decided, now, runIn } from '../../support/runs.js';

/** What earlier versions did not write down of a run is told from what they did. */

const read = (version: string, moment: string): Run => runSchema.parse(runOf(leftBehind(version, moment)));
const confirmed = (run: Run) => run.audit.find(({ what }) => what === 'cancelOld')?.at;

describe.each(earlierVersions)('a run as %s left it', (version) => {
  it('knows that its cancellation has left, also where it met trouble since', () => {
    expect(read(version, 'cancelling-sent-and-lost').cancelSent).toBe(true);
    expect(read(version, 'trouble-cancel-overdue').cancelSent).toBe(true);
    expect(read(version, 'cancelling-unsent').cancelSent).toBe(false);
    expect(read(version, 'trouble-denied-while-cancelling').cancelSent).toBe(false);
  });

  it('knows when its end was confirmed, also where it met trouble since', () => {
    const cancelling = read(version, 'cancelling-unsent');
    expect(cancelling.state).toMatchObject({ confirmedAt: confirmed(cancelling) });
    const troubled = read(version, 'trouble-denied-while-cancelling');
    expect(troubled.state).toMatchObject({ resume: { confirmedAt: confirmed(troubled) } });
  });

  it('can be undone from where people were being moved and none had been counted', () => {
    const moving = read(version, 'reassigning-pilot');
    expect(moving.reassign).toMatchObject({ total: 6, done: 0 });
    const stopped: Run = { ...moving, state: { is: 'stopped', at: moving.openedAt, by: moving.openedBy } };
    expect(whyNot(stopped, { do: 'undo' })).toBeUndefined();
  });
});

describe('a run in which people were counted as they were moved', () => {
  it('keeps its counts, and what came of setting where they are, where nobody counted who has another', () => {
    const located = { country: 'SE', set: 2, denied: false, refused: [] };
    const run = { ...runIn.reassigning(), located };
    expect(runSchema.parse(run)).toEqual({ ...run, located: { ...located, kept: 0 } });
  });
});

describe('a run that does not say when or in whose name', () => {
  const megan = { id: 'megan', name: 'Megan Bowen' };
  const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
  const entry = (what: EventName, hours: number) => ({ at: ago(hours), by: megan, what, details: {} });
  const kept = (run: Run, ...audit: Run['audit']): Run => runSchema.parse({ ...run, decided: undefined, audit });

  it('was confirmed to end its old plan when somebody last said so, not when it was let go on', () => {
    const audit = [...[40, 30, 10].map((hours) => entry('cancelOld', hours)), entry('retry', 1)];
    expect(kept(runIn.cancelling(), ...audit).state).toMatchObject({ confirmedAt: ago(10) });
    expect(kept(runIn.cancelling()).state).toMatchObject({ confirmedAt: at });
    const known = { ...runIn.cancelling(), state: { ...runIn.cancelling().state, confirmedAt: ago(5) } } as Run;
    expect(kept(known, ...audit).state).toMatchObject({ confirmedAt: ago(5) });
  });

  it('has its services switched off again as of when that began, however long ago it was ordered', () => {
    const restoring = kept({ ...runIn.restoring(), openedAt: ago(90) }, entry('placeOrder', 80));
    expect(restoring.decided).toEqual({ by: megan, at, needs: 'steer' });
  });

  it('counts nobody as moved where nothing was written down of them', () => {
    const moving = kept({ ...runIn.reassigning(), reassign: null, snapshot: null });
    expect(moving.reassign).toMatchObject({ total: 0, done: 0 });
    expect(moving.decided).toEqual({ by: moving.openedBy, at, needs: 'assign' });
  });

  it('keeps whoever it says decided', () => {
    const run = { ...runIn.reassigning(), audit: [entry('reassign', 3)] };
    expect(runSchema.parse(run).decided).toEqual(decided);
  });
});
