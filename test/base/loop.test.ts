import { expect, it } from '@jest/globals';
import { Loop } from '../../src/base/loop.js';

class Counting extends Loop<undefined> {
  rounds = 0;

  protected async round(): Promise<undefined> {
    this.rounds += 1;
    if (this.rounds === 1) this.nudge();
    if (this.rounds === 3) void this.stop();
    return undefined;
  }

  protected rest(_wait: undefined, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve());
    });
  }
}

it('a loop goes round again when it is nudged, also while a round is under way', async () => {
  const loop = new Counting();
  loop.start();
  while (loop.rounds < 2) await new Promise(setImmediate);
  expect(loop.rounds).toBe(2);
  loop.nudge();
  while (loop.rounds < 3) await new Promise(setImmediate);
  await loop.stop();
  expect(loop.rounds).toBe(3);
});
