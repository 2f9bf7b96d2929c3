import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Run } from '../../src/upgrade/run/run.js';
import { runIn } from '../support/runs.js';
import { aborted, type StandingEngine, standingEngine } from './standing-engine.js';

/** When the engine takes a step of a run, and when it does not. */

let on: StandingEngine;
beforeEach(() => {
  on = standingEngine();
});
afterEach(() => on.engine.stop());

const quiet = async () => {
  for (let n = 0; n < 30; n += 1) await new Promise(setImmediate);
};
const goesOn = () => Promise.resolve();

describe('a run', () => {
  it('is worked on when its time has come, and waited for until then', async () => {
    on.due(60_000);
    await on.engine.start();
    await quiet();
    expect([on.steps, on.waits, on.engine.active]).toEqual([0, [60_000], 1]);
    on.due(0);
    on.engine.nudge('run');
    await quiet();
    expect(on.steps).toBeGreaterThan(0);
    expect(on.claims.map(({ name }) => name)).toEqual(['run run']);
  });

  it('of which nothing is due is not even read at a start, and let go of when it is', async () => {
    on.runs.set('over', { ...runIn.completed(), id: 'over' });
    on.runs.set('waits', { ...runIn.checkout(), id: 'waits' });
    await on.engine.start();
    expect(on.read).toEqual([]);
    for (const id of ['over', 'waits', 'gone']) on.engine.nudge(id);
    await quiet();
    expect([on.steps, on.engine.active, on.claims.every(({ released }) => released), on.lines]).toEqual([
      0,
      0,
      true,
      [],
    ]);
  });

  it('that changed is looked at where something is due in it, or it is being worked on', async () => {
    const waits = { ...runIn.checkout(), id: 'waits' };
    on.runs.set('waits', waits);
    on.engine.changed(waits);
    await quiet();
    expect([on.read, on.claims]).toEqual([[], []]);
    on.due(60_000);
    const run = on.runs.get('run');
    if (!run) throw new Error('there is none');
    on.engine.changed(run);
    await quiet();
    expect(on.engine.active).toBe(1);
    on.runs.set('run', { ...runIn.checkout(), id: 'run' });
    on.engine.changed({ ...runIn.checkout(), id: 'run' });
    await quiet();
    expect(on.engine.active).toBe(0);
  });

  it('that changes while its worker is about to let go of it is looked at once more', async () => {
    on.runs.set('run', { ...runIn.checkout(), id: 'run' });
    on.whenRead = () => {
      if (on.read.length > 1) return;
      on.due(60_000);
      on.engine.nudge('run');
      on.runs.set('run', { ...runIn.checkout(), id: 'run' });
    };
    on.engine.nudge('run');
    await quiet();
    expect([on.read, on.engine.active]).toEqual([['run', 'run'], 0]);
  });

  it('has one worker, however often it is nudged', async () => {
    on.due(60_000);
    for (let n = 0; n < 3; n += 1) on.engine.nudge('run');
    await quiet();
    expect([on.engine.active, on.claims.length]).toEqual([1, 1]);
  });

  it('that cannot be read is told of and let go of, and taken up when it is nudged again', async () => {
    on.whenRead = () => Promise.reject(new Error('no disk'));
    on.due(60_000);
    on.engine.nudge('run');
    await quiet();
    expect(on.lines).toEqual([
      expect.objectContaining({ level: 50, run: 'run', err: expect.anything(), msg: expect.stringMatching(/\w/) }),
    ]);
    expect([on.engine.active, on.claims.map(({ released }) => released)]).toEqual([0, [true]]);
    on.whenRead = () => undefined;
    on.engine.nudge('run');
    await quiet();
    expect(on.engine.active).toBe(1);
  });
});

describe('steps that leave a run as it was', () => {
  it('are three at once, then fewer and fewer, five minutes apart at the most, and the log is told', async () => {
    on.due(0);
    const taken: number[] = [];
    on.whenWaiting = (_, signal) => {
      taken.push(on.steps);
      return on.waits.length < 15 ? goesOn() : aborted(signal);
    };
    await on.engine.start();
    await quiet();
    await quiet();
    expect(taken).toEqual(Array.from({ length: 15 }, (_, n) => n + 3));
    for (const [n, ms] of on.waits.entries()) {
      const most = Math.min(1_000 * 2 ** n, 300_000);
      expect(ms).toBeLessThanOrEqual(most + 1_000);
      expect(ms).toBeGreaterThanOrEqual(most / 2);
    }
    expect(on.lines).toContainEqual(
      expect.objectContaining({ level: 40, run: 'run', due: 'creditCheck', waitMs: on.waits[0] }),
    );
  });

  it('count anew when something else is due', async () => {
    on.due(0);
    const taken: number[] = [];
    on.whenWaiting = (_, signal) => {
      taken.push(on.steps);
      on.due(-taken.length);
      return taken.length < 3 ? goesOn() : aborted(signal);
    };
    await on.engine.start();
    await quiet();
    // The step that was waited for is taken, and then three of each time that is due.
    expect(taken).toEqual([3, 7, 11]);
  });

  it('are not taken any more once the run is another process’s', async () => {
    on.due(0);
    on.whenWaiting = async () => {
      on.mayHold = false;
      on.claims[0]?.lose.abort();
    };
    await on.engine.start();
    await quiet();
    expect([on.steps, on.engine.active]).toEqual([3, 0]);
  });
});

describe('a run that another process has', () => {
  it('is left alone', async () => {
    on.mayHold = false;
    on.due(0);
    await on.engine.start();
    await quiet();
    expect([on.read, on.engine.active, on.lines]).toEqual([[], 0, []]);
  });

  it('is asked for again as soon as this one has lost it, since the other may end', async () => {
    on.due(60_000);
    await on.engine.start();
    await quiet();
    on.claims[0]?.lose.abort();
    await quiet();
    expect(on.claims.map(({ released }) => released)).toEqual([true, false]);
    expect([on.steps, on.engine.active]).toEqual([0, 1]);
  });

  it('is taken up where the other has left something due, and let go of where it has not', async () => {
    const tell = (run: Run) => {
      for (const listener of on.changedElsewhere) listener(run);
    };
    tell({ ...runIn.checkout(), id: 'run' });
    await quiet();
    expect([on.read, on.engine.active]).toEqual([[], 0]);
    tell(on.due(60_000));
    await quiet();
    expect(on.engine.active).toBe(1);
    const waiting = { ...runIn.checkout(), id: 'run' };
    on.runs.set('run', waiting);
    tell(waiting);
    await quiet();
    expect([on.steps, on.engine.active]).toEqual([0, 0]);
  });
});

describe('an engine that is stopped', () => {
  it('waits for the step under way, and takes up nothing after', async () => {
    on.due(0);
    let answer = () => {};
    on.whenAsked = () =>
      new Promise<void>((resolve) => {
        answer = resolve;
      });
    await on.engine.start();
    await quiet();
    let isStopped = false;
    const stopping = on.engine.stop().then(() => {
      isStopped = true;
    });
    await quiet();
    expect([isStopped, on.changedElsewhere.size]).toEqual([false, 0]);
    answer();
    await stopping;
    expect([on.steps, on.engine.active, on.claims[0]?.released]).toEqual([1, 0, true]);
    on.engine.nudge('run');
    await quiet();
    expect([on.steps, on.engine.active, on.claims.length]).toEqual([1, 0, 1]);
  });
});
