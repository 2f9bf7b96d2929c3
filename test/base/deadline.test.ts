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
