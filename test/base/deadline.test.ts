import { expect, it } from '@jest/globals';
import { TookTooLong, within } from '../../src/base/deadline.js';
import { machineTime } from '../../src/base/real-time.js';

const never = new Promise<never>(() => undefined);

it('waits for work until the time is up', async () => {
  await expect(within(Promise.resolve('done'), 1_000, machineTime())).resolves.toBe('done');
  await expect(within(never, 1, machineTime())).rejects.toThrow(TookTooLong);
});

it('waits no longer once somebody gives up', async () => {
  const giveUp = new AbortController();
  const waiting = within(never, 3_600_000, machineTime(), giveUp.signal);
  giveUp.abort();
  await expect(waiting).rejects.toThrow(TookTooLong);
});

it('gives what is done already to whoever has given up, and nothing else', async () => {
  const giveUp = AbortSignal.abort();
  await expect(within(Promise.resolve('done'), 1_000, machineTime(), giveUp)).resolves.toBe('done');
  const almost = Promise.resolve().then(() => 'done');
  await expect(within(almost, 1_000, machineTime(), giveUp)).resolves.toBe('done');
  await expect(within(never, 3_600_000, machineTime(), giveUp)).rejects.toThrow(TookTooLong);
});

it('tells what work failed with, in time and unheard after it', async () => {
  const failure = new Error('refused');
  await expect(within(Promise.reject(failure), 1_000, machineTime())).rejects.toBe(failure);
  let fail: (error: Error) => void = () => undefined;
  const late = new Promise((_, reject) => {
    fail = reject;
  });
  await expect(within(late, 1, machineTime())).rejects.toThrow(TookTooLong);
  fail(failure);
  await new Promise((resolve) => setImmediate(resolve));
});

it('leaves no timer behind', async () => {
  const ends: (() => void)[] = [];
  const ended = new Set<number>();
  const after = (_: number, then: () => void) => {
    const at = ends.push(then) - 1;
    return () => void ended.add(at);
  };
  const time = { ...machineTime(), after };
  await within(Promise.resolve('done'), 1_000, time);
  await expect(within(Promise.reject(new Error('refused')), 1_000, time)).rejects.toThrow('refused');
  const waiting = within(never, 1_000, time);
  ends[2]?.();
  await expect(waiting).rejects.toThrow(TookTooLong);
  expect([...ended]).toEqual([0, 1, 2]);
});
