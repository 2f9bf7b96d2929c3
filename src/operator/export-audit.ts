import { type Chain, checkChain } from '../engine/audit/chain.js';
import { csvRow } from '../teams/reports/csv.js';
import type { Run } from '../upgrade/run/run.js';
import type { AuditEntry } from '../upgrade/run/shape.js';
import type { Head } from './read-heads.js';

/** A tenant's audit, verified, as a program or a spreadsheet reads it. */

type Audited = {
  run: string;
  openedAt: string;
  state: string;
  chain: Chain;
  /** How many entries the audit had when the log was told a head that it does not have there. */
  differsFromLogAt: number[];
  entries: AuditEntry[];
};

export type TenantAudit = {
  tenant: string;
  exportedAt: string;
  /** Whether every chain holds and has every head that the log was told. */
  whole: boolean;
  runs: Audited[];
  /** Runs that the tenant is said to have had, or the log was told of, and that are not kept: deleted, or taken away. */
  notKept: string[];
};

/**
 * Verifies the audits of a tenant's runs.
 * @param listed the ids of the runs that the tenant is said to have had
 * @param heads what a log was told of them; none: the chains are verified by themselves
 */
export function auditOf(
  tenant: string,
  { runs, listed, heads, now }: { runs: readonly Run[]; listed: readonly string[]; heads: readonly Head[]; now: Date },
): TenantAudit {
  const audited = runs.map((run) => auditedRun(run, heads));
  const known = new Set(runs.map(({ id }) => id));
  const told = [...listed, ...heads.map(({ run }) => run)];
  return {
    tenant,
    exportedAt: now.toISOString(),
    whole: audited.every(({ chain, differsFromLogAt }) => chain.brokenAt === null && differsFromLogAt.length === 0),
    runs: audited,
    notKept: [...new Set(told)].filter((id) => !known.has(id)),
  };
}

function auditedRun(run: Run, heads: readonly Head[]): Audited {
  const differing = heads.filter((head) => head.run === run.id && run.audit[head.entries - 1]?.hash !== head.head);
  return {
    run: run.id,
    openedAt: run.openedAt,
    state: run.state.is,
    chain: checkChain(run),
    differsFromLogAt: [...new Set(differing.map(({ entries }) => entries))],
    entries: run.audit,
  };
}

const columns = ['run', 'entry', 'at', 'by', 'name', 'what', 'details', 'hash', 'verified'];

/** A row an entry; what is empty under `by` the bot did. */
export function auditAsCsv({ runs }: TenantAudit): string {
  const rows = runs.flatMap(({ run, chain, entries }) =>
    entries.map(({ at, by, what, details, hash }, index) => {
      const about = [run, `${index + 1}`, at, by?.id ?? '', by?.name ?? '', what, JSON.stringify(details)];
      return csvRow([...about, hash ?? '', verified(chain, index)], ',');
    }),
  );
  return csvRow(columns, ',') + rows.join('');
}

function verified({ brokenAt, before, head }: Chain, index: number): string {
  // What has no hash of its own is held by the first that has one.
  if (head === null) return 'no hash';
  if (brokenAt !== null && index + 1 >= brokenAt) return 'no';
  if (index >= before) return 'yes';
  return brokenAt === before + 1 ? 'no' : 'with the first hash';
}

/** What was found, in a line each, for a person. */
export function findingsOf({ tenant, runs, notKept }: TenantAudit): string[] {
  const found = runs.flatMap(({ run, chain, differsFromLogAt }) => {
    const { entries, before, head, brokenAt } = chain;
    const lines = [`run ${run}: ${entries} entries, head ${head ?? 'none'}`];
    if (before > 0) lines.push(`run ${run}: the first ${before} entries have no hash; an earlier version wrote them`);
    if (brokenAt !== null)
      lines.push(`run ${run}: BROKEN at entry ${brokenAt}: it or what stands before it was changed`);
    for (const at of differsFromLogAt)
      lines.push(`run ${run}: BROKEN: the log was told another head when there were ${at} entries`);
    return lines;
  });
  const gone = notKept.map((run) => `run ${run}: not kept any more; the log tells whether it was deleted by its age`);
  return [...found, ...gone, `tenant ${tenant}: ${runs.length} runs`];
}
