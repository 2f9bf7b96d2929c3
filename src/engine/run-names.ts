import { z } from 'zod';
import { type Documents, type Kind, VersionConflict } from '../storage/documents.js';
import { DocumentSetAside } from '../storage/failures.js';
import { isOver, type Run, runSchema } from '../upgrade/run/run.js';

export const runKind: Kind<Run> = { name: 'run', schema: runSchema, told: true };

/** Which runs a tenant has had, the latest last: the place where "at most one open run" is decided. */
const tenantSchema = z.object({ runs: z.array(z.string()) });
export const tenantKind: Kind<z.infer<typeof tenantSchema>> = { name: 'tenant', schema: tenantSchema };

/** The lists of each tenant's runs, and how they and the runs come to agree again after a kill between the two. */
export class RunNames {
  constructor(private readonly documents: Documents) {}

  /** The run that is last on its tenant's list. */
  async latest(tenantId: string): Promise<Run | undefined> {
    const runId = (await this.documents.get(tenantKind, tenantId))?.value.runs.at(-1);
    return runId === undefined ? undefined : this.runOf(runId);
  }

  /** Keeps a new run as its tenant's latest. Resolves with the run of another process where that was first. */
  async add(run: Run): Promise<Run> {
    const tenant = await this.documents.get(tenantKind, run.tenantId);
    const runs = [...(tenant?.value.runs ?? []), run.id];
    await this.documents.put(runKind, run.id, run, 0);
    try {
      await this.documents.put(tenantKind, run.tenantId, { runs }, tenant?.version ?? 0);
      return run;
    } catch (error) {
      await this.documents.delete(runKind, run.id);
      const other = error instanceof VersionConflict ? await this.latest(run.tenantId) : undefined;
      if (other) return other;
      throw error;
    }
  }

  /** A run that is not on its tenant's list: nobody was told of one that was never changed, any other is listed again. */
  async healRun(runId: string): Promise<boolean> {
    const run = await this.runOf(runId);
    if (!run) return false;
    const tenant = await this.documents.get(tenantKind, run.tenantId).catch(noneIfSetAside);
    if (tenant === 'setAside' || tenant?.value.runs.includes(run.id)) return false;
    const last = tenant?.value.runs.at(-1);
    const latest = last === undefined ? undefined : await this.runOf(last);
    if (latest && !isOver(latest) && run.revision === 1) {
      await this.documents.delete(runKind, run.id);
      return true;
    }
    const before = tenant?.value.runs ?? [];
    const isOlder = latest !== undefined && !isOver(latest);
    const runs = isOlder ? [run.id, ...before] : [...before, run.id];
    await this.documents.put(tenantKind, run.tenantId, { runs }, tenant?.version ?? 0);
    return true;
  }

  /** The tenant of a run that is not on its list, as far as both can be read. */
  async unnamed(runId: string): Promise<string | undefined> {
    const stored = await this.documents.get(runKind, runId).catch(noneIfSetAside);
    if (stored === undefined || stored === 'setAside') return undefined;
    const { tenantId } = stored.value;
    const tenant = await this.documents.get(tenantKind, tenantId).catch(noneIfSetAside);
    return tenant === 'setAside' || tenant?.value.runs.includes(runId) ? undefined : tenantId;
  }

  /** A name on a tenant's list that no run has any more. */
  async healName(runId: string, tenantId: string): Promise<boolean> {
    if (await this.isThere(runId)) return false;
    await this.remove(runId, tenantId);
    return true;
  }

  /** A run that was set aside is there, and waits for the operator. */
  async isThere(runId: string): Promise<boolean> {
    return (await this.documents.get(runKind, runId).catch(noneIfSetAside)) !== undefined;
  }

  async remove(runId: string, tenantId: string): Promise<void> {
    const tenant = await this.documents.get(tenantKind, tenantId);
    if (!tenant?.value.runs.includes(runId)) return;
    const runs = tenant.value.runs.filter((id) => id !== runId);
    if (runs.length === 0) await this.documents.delete(tenantKind, tenantId);
    else await this.documents.put(tenantKind, tenantId, { runs }, tenant.version);
  }

  /** @returns false where it may not be deleted, decided on what it is at that moment */
  async deleteRun(runId: string, tenantId: string, may: (run: Run) => boolean): Promise<boolean> {
    for (;;) {
      const stored = await this.documents.get(runKind, runId);
      if (!stored) return true;
      if (stored.value.tenantId !== tenantId || !may(stored.value)) return false;
      try {
        await this.documents.delete(runKind, runId, stored.version);
        return true;
      } catch (error) {
        if (!(error instanceof VersionConflict)) throw error;
      }
    }
  }

  /** Puts a run last on its tenant's list. */
  async makeLatest(runId: string, tenantId: string): Promise<void> {
    const tenant = await this.documents.get(tenantKind, tenantId);
    const runs = [...(tenant?.value.runs ?? []).filter((id) => id !== runId), runId];
    await this.documents.put(tenantKind, tenantId, { runs }, tenant?.version ?? 0);
  }

  /** The same for an open run, where the one that is last is over. */
  async makeLatestAfterEnd(runId: string, tenantId: string): Promise<void> {
    const last = (await this.documents.get(tenantKind, tenantId))?.value.runs.at(-1);
    const [run, latest] = await Promise.all([this.runOf(runId), last === undefined ? undefined : this.runOf(last)]);
    if (run && !isOver(run) && (!latest || isOver(latest))) await this.makeLatest(runId, tenantId);
  }

  private async runOf(runId: string): Promise<Run | undefined> {
    return (await this.documents.get(runKind, runId))?.value;
  }
}

function noneIfSetAside(error: unknown): 'setAside' {
  if (error instanceof DocumentSetAside) return 'setAside';
  throw error;
}
