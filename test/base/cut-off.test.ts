import { expect, it } from '@jest/globals';
import { cutOffAfter } from '../../src/base/cut-off.js';
import { collectGarbage } from '../support/collect-garbage.js';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Something that hangs until its signal aborts, and holds on to nothing else. */
function hang(stop: AbortSignal): Promise<string> {
  const { signal } = cutOffAfter(100, stop);
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason.name), { once: true }));
}

it('what hangs is cut off in time, though garbage is collected meanwhile', async () => {
  const stop = new AbortController();
  const ended: string[] = [];
  for (let n = 0; n < 20; n += 1) void hang(stop.signal).then((reason) => ended.push(reason));
  for (let n = 0; n < 8; n += 1) {
    await pause(5);
    collectGarbage();
  }
  await pause(200);
  expect(ended).toEqual(Array.from({ length: 20 }, () => 'TimeoutError'));
});

it('what hangs is cut off with the stop, and what has settled is not', async () => {
  const stop = new AbortController();
  const [hanging, settled] = [cutOffAfter(3_600_000, stop.signal), cutOffAfter(3_600_000, stop.signal)];
  settled.settled();
  stop.abort('it stops');
  expect(hanging.signal).toMatchObject({ aborted: true, reason: 'it stops' });
  expect(settled.signal.aborted).toBe(false);
  expect(cutOffAfter(3_600_000, stop.signal).signal.aborted).toBe(true);
  const short = cutOffAfter(1);
  short.settled();
  await pause(20);
  expect(short.signal.aborted).toBe(false);
});
