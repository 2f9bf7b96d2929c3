import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { startSandbox } from '../src/sandbox/server.js';
import { sandboxControl } from './support/sandbox-control.js';

/** Benchmarks call the engine beside the bot: what they call must be what there is. */

const mover = fileURLToPath(new URL('../bench/memory-mover.js', import.meta.url));

it('the benchmarks move people as the bot does, and lose nobody', async () => {
  const cloud = await startSandbox({ port: 0 });
  const control = sandboxControl(cloud.url);
  const tenant = randomUUID();
  const [people, sku] = [45, 'SPE_E3'];
  await control.put(tenant, { users: people, owned: [{ sku, seats: people, users: 0 }], quotas: null });
  const moving = fork(mover, [cloud.url, tenant, String(people)], { execArgv: [] });
  const [code] = await once(moving, 'exit');
  expect(code).toBe(0);
  expect((await control.ledger(tenant)).users).toMatchObject({ holding: { [sku]: people }, unlicensedMoments: 0 });
  await cloud.close();
});
