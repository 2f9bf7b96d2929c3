import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkChain, sealed } from '../../../src/engine/audit/chain.js';
import { createRunStore, type RunStore } from '../../../src/engine/run-store.js';
import type { Documents } from '../../../src/storage/documents.js';
import { noted } from '../../../src/upgrade/run/record.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { AuditEntry } from '../../../src/upgrade/run/shape.js';
import { type TemporaryFolder, temporaryFolder } from '../../storage/lowdb/temporary-folder.js';
import { earlierVersions, layOut, leftBehind, momentsOf, runOf } from '../../support/earlier-version.js';
import { aRun, now, runIn } from '../../support/runs.js';

/** The audit of runs that lie on a disk: what shows when somebody changes it there. */

let folder: TemporaryFolder;
let documents: Documents;
let runs: RunStore;
let told: Record<string, unknown>[];

beforeEach(async () => {
  folder = await temporaryFolder();
  documents = await folder.open();
  told = [];
  runs = createRunStore(documents, { info: (about: object) => void told.push(about as Record<string, unknown>) });
});
afterEach(() => folder.end());

const alex = { id: 'alex', name: 'Alex Wilber' };
const entry = (what: AuditEntry['what'], details: AuditEntry['details'] = {}) => ({ at: now, by: alex, what, details });
const note = (id: string, what: AuditEntry['what'], details: AuditEntry['details'] = {}) =>
  runs.update(id, (run) => noted(run, {}, entry(what, details)));

async function aRunWithAudit(): Promise<Run> {
  const { id } = await runs.open(noted(runIn.manualReassign(), {}, entry('check')));
  await note(id, 'choosePlan', { plan: 'SPE_E5', path: 'manual' });
  await note(id, 'reassign', { pilot: 5 });
  await note(id, 'pause');
  return (await createRunStore(documents).get(id)) as Run;
}

describe('an audit', () => {
  it('is the same in whatever order what happened was written, and another by who did it and what it was', () => {
    const details = { path: 'automatic', plan: 'SPE_E5', pilot: 1, also: 'something' };
    const headOf = (more: Partial<ReturnType<typeof entry>> = {}) =>
      checkChain(sealed(noted(runIn.cart(), {}, { ...entry('choosePlan', details), ...more }), [])).head;
    expect(headOf({ details: Object.fromEntries(Object.entries(details).reverse()) })).toBe(headOf());
    const others = [{ by: { ...alex, id: 'megan' } }, { by: { ...alex, name: 'Megan' } }, { what: 'check' as const }];
    const heads = [...others, { details: { ...details, pilot: 2 } }, {}].map(headOf);
    expect(new Set(heads).size).toBe(5);
  });

  it('has the same head in every version of the bot', () => {
    const { head } = checkChain(
      sealed(noted(aRun({ audit: [] }), {}, entry('choosePlan', { plan: 'SPE_E5', at: 1 })), []),
    );
    expect(head).toBe('5f230d278353610b2ea3af7dbe5b4875e04598d67802c885acd14335ba221587');
  });

  it('of nothing is whole, and has no head', () => {
    expect(checkChain(aRun({ audit: [] }))).toEqual({ entries: 0, before: 0, head: null, brokenAt: null });
  });

  it('is left as it is where nothing came to it', () => {
    const run = sealed(noted(runIn.cart(), {}, entry('check')), []);
    expect(sealed(run, run.audit)).toBe(run);
  });

  it('is a chain from its first entry, as it is read from the disk', async () => {
    const run = await aRunWithAudit();
    const { audit } = run;
    expect(new Set(audit.map(({ hash }) => hash)).size).toBe(4);
    expect(checkChain(run)).toEqual({ entries: 4, before: 0, head: audit[3]?.hash, brokenAt: null });
  });

  it('tells the log its head with each change of it, and with no other', async () => {
    const run = await aRunWithAudit();
    await runs.update(run.id, (now) => ({ ...now, attempts: 3 }));
    expect(told).toEqual(
      run.audit.map(({ hash }, index) => ({
        event: 'audit',
        tenant: run.tenantId,
        run: run.id,
        entries: index + 1,
        head: hash,
      })),
    );
  });

  const changes: [string, number, (audit: AuditEntry[]) => AuditEntry[]][] = [
    ['what was done', 2, (audit) => audit.with(1, { ...(audit[1] as AuditEntry), what: 'stop' })],
    ['who did it', 2, (audit) => audit.with(1, { ...(audit[1] as AuditEntry), by: { id: 'megan', name: 'Megan' } })],
    ['that it was the bot', 3, (audit) => audit.with(2, { ...(audit[2] as AuditEntry), by: null })],
    ['when', 3, (audit) => audit.with(2, { ...(audit[2] as AuditEntry), at: '2026-03-04T09:31:00Z' })],
    ['a detail', 3, (audit) => audit.with(2, { ...(audit[2] as AuditEntry), details: { pilot: 50 } })],
    ['an entry in the middle, taken out', 2, (audit) => audit.toSpliced(1, 1)],
    ['the first entry, taken out', 1, (audit) => audit.slice(1)],
    ['an entry that was put in', 3, (audit) => audit.toSpliced(2, 0, { ...(audit[1] as AuditEntry) })],
    ['two entries, changed about', 2, ([a, b, c, d]) => [a, c, b, d] as AuditEntry[]],
    ['a hash, taken away', 3, (audit) => audit.with(2, { ...(audit[2] as AuditEntry), hash: undefined })],
  ];
  it.each(changes)('shows that somebody changed %s', async (_what, brokenAt, change) => {
    const run = await aRunWithAudit();
    expect(checkChain({ ...run, audit: change(run.audit) }).brokenAt).toBe(brokenAt);
  });

  it('belongs to its run and tenant, and fits no other', async () => {
    const run = await aRunWithAudit();
    expect(checkChain({ ...run, id: 'another' }).brokenAt).toBe(1);
    expect(checkChain({ ...run, tenantId: 'fabrikam' }).brokenAt).toBe(1);
  });

  it('that lost its last entries is whole in itself, and lacks the head that the log was told', async () => {
    const run = await aRunWithAudit();
    const shorter = { ...run, audit: run.audit.slice(0, 2) };
    expect(checkChain(shorter).brokenAt).toBeNull();
    expect(told.at(-1)?.head).not.toBe(checkChain(shorter).head);
  });
});

describe.each(earlierVersions)('the audit that %s left', (version) => {
  it.each(momentsOf(version))('stays as it is, and the chain begins after it: %s', async (moment) => {
    const left = leftBehind(version, moment);
    await folder.end();
    folder = await temporaryFolder();
    await layOut(left, folder.dataDir);
    documents = await folder.open();
    runs = createRunStore(documents);
    const { id, audit } = runOf(left);
    const before = audit.length;
    const untouched = checkChain((await runs.get(id)) as Run);
    expect(untouched).toEqual({ entries: before, before, head: null, brokenAt: null });

    await note(id, 'follow');
    const run = (await createRunStore(documents).get(id)) as Run;
    expect(run.audit.slice(0, before)).toEqual(audit);
    expect(checkChain(run)).toMatchObject({ entries: before + 1, before, brokenAt: null });
    if (before === 0) return;
    const first = { ...(run.audit[0] as AuditEntry), what: 'stop' as const };
    expect(checkChain({ ...run, audit: run.audit.with(0, first) }).brokenAt).toBe(before + 1);
  });
});
