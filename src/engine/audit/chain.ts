import { createHash } from 'node:crypto';
import { followedBy } from '../../base/grown.js';
import type { Run } from '../../upgrade/run/run.js';
import type { AuditEntry } from '../../upgrade/run/shape.js';

/**
 * A run's audit as a chain: each entry's hash is made of the entry and of the hash before it, so that no entry can be
 * changed, taken out or put in between without the hashes after it telling. Whoever may write to the store could make
 * all of them anew; therefore the last one, the head, goes to the log with each change.
 */

/** What the chain of a run comes to. */
export type Chain = {
  entries: number;
  /** Entries that earlier versions wrote, which have no hash of their own: the chain begins after them and covers them as one. */
  before: number;
  /** The hash of the last entry; null while no entry has one. */
  head: string | null;
  /** The first entry that does not fit, from 1; null when all fit. */
  brokenAt: number | null;
};

/**
 * Gives a hash to each entry that was added.
 * @param kept the entries of the run that are in the store: those stay as they are
 */
export function sealed(run: Run, kept: readonly AuditEntry[]): Run {
  if (run.audit.length <= kept.length) return run;
  let last = kept.at(-1)?.hash ?? beginning(run, kept);
  const added = run.audit.slice(kept.length).map((entry): AuditEntry => {
    last = hashOf(last, entry);
    return { ...entry, hash: last };
  });
  return { ...run, audit: followedBy(kept, added) as AuditEntry[] };
}

/** Makes every hash anew and compares. */
export function checkChain(run: Run): Chain {
  const { audit } = run;
  const first = audit.findIndex(({ hash }) => hash !== undefined);
  const before = first === -1 ? audit.length : first;
  let last = beginning(run, audit.slice(0, before));
  let brokenAt: number | null = null;
  for (const [index, entry] of audit.entries()) {
    if (index < before) continue;
    last = hashOf(last, entry);
    if (last !== entry.hash) {
      brokenAt = index + 1;
      break;
    }
  }
  return { entries: audit.length, before, head: audit.at(-1)?.hash ?? null, brokenAt };
}

/** What the first hash builds on: whose audit it is, and what stands in it without a hash. */
function beginning({ tenantId, id }: Run, without: readonly AuditEntry[]): string {
  return digest([tenantId, id, without.map(contentOf)]);
}

function hashOf(before: string, entry: AuditEntry): string {
  return digest([before, contentOf(entry)]);
}

/** The same for the same entry, in whatever order its fields were written. */
function contentOf({ at, by, what, details }: AuditEntry): unknown {
  const told = Object.entries(details).sort(([a], [b]) => (a < b ? -1 : 1));
  return [at, by && [by.id, by.name], what, told];
}

const digest = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');
