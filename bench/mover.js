import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Gate } from '../dist/engine/people/gate.js';
import { Learning } from '../dist/engine/people/learning.js';
import { moveEveryone } from '../dist/engine/people/moving.js';
import { Tally } from '../dist/engine/people/tally.js';
import { Quotas } from '../dist/engine/quota/quotas.js';
import { createTimeline } from '../dist/engine/timeline.js';
import { graphDirectory } from '../dist/microsoft/index.js';
import { connectSandbox } from '../dist/sandbox/client.js';
import { product } from '../dist/upgrade/plans/plans.js';

export const move = { fromSkuId: product('ENTERPRISEWITHSCAL').skuId, toSkuId: product('SPE_E3').skuId };
const stop = new AbortController().signal;

/** @returns the practice cloud in another process: its address, and how it is ended */
export async function startCloud() {
  const child = fork(fileURLToPath(new URL('cloud-process.js', import.meta.url)));
  const [{ url }] = await once(child, 'message');
  return { url, close: () => child.disconnect() };
}

/** Puts a tenant whose people hold the old plan, and own seats of the new one. @returns its id */
export async function putTenant(url, { people, ...scenario }) {
  const tenantId = randomUUID();
  const response = await fetch(`${url}/_sandbox/tenants/${tenantId}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      users: people,
      owned: [{ sku: 'SPE_E3', seats: people, users: 0 }],
      latencyMs: [20, 40],
      ...scenario,
    }),
  });
  if (!response.ok) throw new Error(await response.text());
  return tenantId;
}

/** What is true of a tenant now, and the ledger of what was done to it. */
export async function ledgerOf(url, tenantId) {
  return (await fetch(`${url}/_sandbox/tenants/${tenantId}`)).json();
}

/** As good as no limit: the mover alone decides how fast it is. */
export const unlimited = {
  limits: { writes: { amount: 1e9, windowMs: 1_000 }, unitsWindowMs: 10 },
  inAllTenants: { amount: 1e9, windowMs: 1_000 },
};

/** The mover as the bot has it, on a practice cloud. @param quotas as documented, or scaled like those of the tenants */
export async function createMover(url, quotasAre = {}) {
  const sandbox = await connectSandbox({ url, fetch });
  const timeline = createTimeline(sandbox.clock, sandbox.clock.onJump);
  const quotas = new Quotas({ timeline, share: 1, stop, ...quotasAre });
  const connection = { baseUrl: `${url}/v1.0`, tokens: sandbox.tokens, fetch: sandbox.fetch };
  const directory = graphDirectory({ ...connection, quota: quotas, canWait: true });
  return {
    directory,
    close: () => sandbox.close(),
    /** Moves everybody of a tenant. @returns how many seconds it took until the last was moved */
    async moveAll(tenantId, people) {
      const start = performance.now();
      let seconds = Number.POSITIVE_INFINITY;
      const tally = new Tally(people, 0, timeline.now().toISOString());
      quotas.of(tenantId).hasPeople(people);
      await moveEveryone({
        directory,
        tenantId,
        gate: new Gate(timeline, quotas.of(tenantId)),
        signal: stop,
        tally,
        learning: new Learning([]),
        run: { id: tenantId, tenantId, snapshot: null },
        moves: { fromSkuId: move.fromSkuId, of: () => ({ ...move, learnt: [] }) },
        latecomers: { note: async () => {} },
        pilot: 0,
        goOn: async () => {
          if (tally.work().done >= people) seconds = Math.min(seconds, (performance.now() - start) / 1_000);
          return true;
        },
      });
      const { done } = tally.work();
      if (done !== people) throw new Error(`${done} of ${people} people were moved`);
      return seconds;
    },
  };
}
