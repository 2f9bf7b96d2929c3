import { randomUUID } from 'node:crypto';
import { concurrently } from '../dist/base/concurrently.js';
import { changeBatch } from '../dist/engine/people/change-batch.js';
import { Gate } from '../dist/engine/people/gate.js';
import { Tally } from '../dist/engine/people/tally.js';
import { createTimeline } from '../dist/engine/timeline.js';
import { graphDirectory } from '../dist/microsoft/index.js';
import { connectSandbox } from '../dist/sandbox/client.js';
import { startSandbox } from '../dist/sandbox/server.js';
import { swap } from '../dist/upgrade/licences/swap.js';
import { product } from '../dist/upgrade/plans/plans.js';
import { row } from './measure.js';

const latencyMs = [20, 40];
const people = 2_000;
const oneByOne = 100;

/** Moving people in batches, several at once, against one call a person; 20 to 40 ms away, without quotas. */
export async function reassignment() {
  const server = await startSandbox({ port: 0 });
  const sandbox = await connectSandbox({ url: server.url, fetch });
  const tenantId = randomUUID();
  await fetch(`${server.url}/_sandbox/tenants/${tenantId}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      users: people,
      owned: [{ sku: 'SPE_E3', seats: people, users: 0 }],
      quotas: null,
      latencyMs,
    }),
  });
  const directory = graphDirectory({ baseUrl: `${server.url}/v1.0`, tokens: sandbox.tokens, fetch: sandbox.fetch });
  const move = { fromSkuId: product('ENTERPRISEWITHSCAL').skuId, toSkuId: product('SPE_E3').skuId };
  const users = [];
  for await (const page of directory.holders(tenantId, move.fromSkuId)) users.push(...page);

  let start = performance.now();
  for (const user of users.slice(0, oneByOne)) await directory.changeLicences(tenantId, [swap(user, move).change]);
  const theirs = (oneByOne * 1000) / (performance.now() - start);

  const timeline = createTimeline(sandbox.clock, sandbox.clock.onJump);
  const tally = new Tally(users.length, 0, timeline.now().toISOString());
  const tools = { directory, tenantId, gate: new Gate(timeline), signal: new AbortController().signal, tally };
  const plan = (user) => {
    const change = swap(user, move);
    return change.is === 'change' ? change : undefined;
  };
  start = performance.now();
  await concurrently(batches(users.slice(oneByOne)), 4, (batch) => changeBatch(batch, plan, tools));
  const ours = (tally.work().done * 1000) / (performance.now() - start);
  if (tally.work().done !== people - oneByOne) throw new Error(`${tally.work().done} people were moved`);
  sandbox.close();
  await server.close();
  return [row('licences: people moved', 'people/s', ours, 'one call a person', theirs)];
}

async function* batches(list) {
  for (let n = 0; n < list.length; n += 20) yield list.slice(n, n + 20);
}
