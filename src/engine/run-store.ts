import { z } from 'zod';
import { createKeyedQueue } from '../base/keyed-queue.js';
import type { Documents, Kind } from '../storage/documents.js';
import { VersionConflict } from '../storage/documents.js';
import { isOver, type Run, runSchema } from '../upgrade/run/run.js';

const runKind: Kind<Run> = { name: 'run', schema: runSchema };

/** Which runs a tenant has had, the latest last: the place where "at most one open run" is decided. */
const tenantSchema = z.object({ runs: z.array(z.string()) });
const tenantKind: Kind<z.infer<typeof tenantSchema>> = { name: 'tenant', schema: tenantSchema };

/** Keeps runs. Every change goes through here, one at a time for each run, and is on disk before it is told of. */
export interface RunStore {
  get(runId: string): Promise<Run | undefined>;
  /** The tenant's open run, else its latest. */
  latest(tenantId: string): Promise<Run | undefined>;
  history(tenantId: string): Promise<Run[]>;
  /** Keeps a new run unless the tenant has an open one; resolves with the run that is open after this. */
  open(run: Run): Promise<Run>;
  /** Changes a run by a pure function of what it is now. Returning the same object changes nothing. */
  update(runId: string, change: (run: Run) => Run): Promise<Run>;
  /** As `update`, for a run that is over: only while the tenant has had no other run since. */
  reopen(runId: string, tenantId: string, change: (run: Run) => Run): Promise<Run>;
  all(): AsyncIterable<Run>;
  onChanged(listener: (run: Run) => void): () => void;
}

class NoSuchRun extends Error {}

export function createRunStore(documents: Documents): RunStore {
  const inTurn = createKeyedQueue();
  const listeners = new Set<(run: Run) => void>();
  const tell = (run: Run) => {
    for (const listener of listeners) listener(run);
  };

  async function get(runId: string): Promise<Run | undefined> {
    return (await documents.get(runKind, runId))?.value;
  }

  async function latest(tenantId: string): Promise<Run | undefined> {
    const runId = (await documents.get(tenantKind, tenantId))?.value.runs.at(-1);
    return runId === undefined ? undefined : get(runId);
  }

  function update(runId: string, change: (run: Run) => Run): Promise<Run> {
    return inTurn(`run:${runId}`, async () => {
      for (;;) {
        const stored = await documents.get(runKind, runId);
        if (!stored) return missing(runId);
        const next = change(stored.value);
        if (next === stored.value) return next;
        try {
          await documents.put(runKind, runId, next, stored.version);
        } catch (error) {
          // Another process was first: decide again on what it left.
          if (error instanceof VersionConflict) continue;
          throw error;
        }
        tell(next);
        return next;
      }
    });
  }

  return {
    get,
    latest,

    async history(tenantId) {
      const runs = (await documents.get(tenantKind, tenantId))?.value.runs ?? [];
      const found = await Promise.all(runs.map(get));
      return found.filter((run) => run !== undefined).reverse();
    },

    open(run) {
      return inTurn(`tenant:${run.tenantId}`, async () => {
        const already = await latest(run.tenantId);
        if (already && !isOver(already)) return already;
        const tenant = await documents.get(tenantKind, run.tenantId);
        await documents.put(runKind, run.id, run, 0);
        try {
          await documents.put(
            tenantKind,
            run.tenantId,
            { runs: [...(tenant?.value.runs ?? []), run.id] },
            tenant?.version ?? 0,
          );
        } catch (error) {
          await documents.delete(runKind, run.id);
          const other = error instanceof VersionConflict ? await latest(run.tenantId) : undefined;
          if (other) return other;
          throw error;
        }
        tell(run);
        return run;
      });
    },

    update,

    reopen(runId, tenantId, change) {
      return inTurn(`tenant:${tenantId}`, async () => {
        const last = await latest(tenantId);
        return last?.id === runId ? update(runId, change) : ((await get(runId)) ?? missing(runId));
      });
    },

    async *all() {
      for await (const stored of documents.list(runKind)) yield stored.value;
    },

    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function missing(runId: string): never {
  throw new NoSuchRun(`no run ${runId}`);
}
