import { expect, it } from '@jest/globals';
import { Loop } from '../../src/base/loop.js';

const untilAborted = (_wait: unknown, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });

it('a loop goes round again when it is nudged, also while a round is under way', async () => {
  let rounds = 0;
  const loop = new Loop(async () => {
    rounds += 1;
    if (rounds === 1) loop.nudge();
    if (rounds === 3) void loop.stop();
  }, untilAborted);
  loop.start();
  while (rounds < 2) await new Promise(setImmediate);
  expect(rounds).toBe(2);
  loop.nudge();
  while (rounds < 3) await new Promise(setImmediate);
  await loop.stop();
  expect(rounds).toBe(3);
});
