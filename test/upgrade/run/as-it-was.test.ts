import { describe, expect, it } from '@jest/globals';
import { whyNot } from '../../../src/upgrade/run/possible.js';
import { type Run, runSchema } from '../../../src/upgrade/run/run.js';
import { earlierVersions, leftBehind, runOf } from '../../support/earlier-version.js';

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
