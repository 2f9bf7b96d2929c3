import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Quotas } from '../../../src/engine/quota/quotas.js';
import { forgetMeters, SharedMeters } from '../../../src/engine/quota/shared-meters.js';
import { createTimeline } from '../../../src/engine/timeline.js';
import { type Documents, VersionConflict } from '../../../src/storage/documents.js';
import { temporaryFolder } from '../../storage/lowdb/temporary-folder.js';

/** Two processes on one store, each with quotas of its own; the time is moved. */

const stop = new AbortController().signal;
const through = { units: 1, isWrite: true, used: undefined, refused: undefined };
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let documents: Documents;
let now: number;
let warnings: string[];
beforeEach(async () => {
  folder = await temporaryFolder();
  documents = await folder.open();
  now = Date.parse('2026-03-02T10:00:00Z');
  warnings = [];
});
afterEach(() => folder.end());

function process(store = documents) {
  const log = { warn: (_: object, text: string) => void warnings.push(text) };
  const sharing = new SharedMeters({ documents: store, now: () => now, log });
  return new Quotas({ timeline: createTimeline({ now: () => new Date(now) }), share: 1, stop, sharing });
}

/** Sends changes for as long as there is room at once. @returns how many */
function sendAll(quotas: Quotas): number {
  let sent = 0;
  while (quotas.of('contoso').changesAt(20) <= now) {
    quotas.of('contoso').sending(20);
    for (let n = 0; n < 20; n += 1) quotas.heard('contoso', through);
    sent += 20;
  }
  return sent;
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('the quota of a tenant that two processes use', () => {
  it('is as little for the one that takes a run over as the other left', async () => {
    const one = process();
    await one.forRun('contoso');
    expect(sendAll(one)).toBe(3_000);
    now += 6_000;
    one.heard('contoso', through);
    await settled();

    const other = process();
    const quota = await other.forRun('contoso');
    expect(sendAll(other)).toBeLessThanOrEqual(120);
    expect(quota.changesAt(20)).toBeGreaterThan(now);
    expect(warnings).toEqual([]);
  });

  it('is closed to both where one was told to wait', async () => {
    const one = process();
    sendAll(one);
    one.heard('contoso', { ...through, refused: { scope: 'tenant', of: 'writes', waitMs: 60_000 } });
    await one.forRun('contoso');
    const quota = await process().forRun('contoso');
    expect(quota.changesAt(1)).toBe(now + 60_000);
  });

  it('is not used twice by two that send at the same time', async () => {
    const both = [process(), process()];
    const from = now;
    let sent = 0;
    for (let second = 0; second < 300; second += 1) {
      for (const one of both) sent += sendAll(one);
      now += 1_000;
      if (second % 5 === 0) await settled();
    }
    // What one did not know of the other for five seconds is all that comes on top.
    expect(sent).toBeLessThanOrEqual(3_000 + ((now - from) / 1_000) * 20 + 3_000 + 2 * 5 * 20);
    now += 5_000;
    for (const one of both) await one.forRun('contoso');
    expect(both.map(sendAll).every((more) => more <= 220)).toBe(true);
  });

  it('counts what was used also where the other wrote it down first', async () => {
    const one = process();
    const other = process();
    sendAll(one);
    await Promise.all([one.forRun('contoso'), other.forRun('contoso'), one.forRun('contoso')]);
    const quota = await process().forRun('contoso');
    // Nothing is left, and nothing was taken off twice: a batch is there within its second.
    expect(quota.changesAt(20) - now).toBe(1_000);
  });

  it('is each one’s own, and no reason to stop, while the store cannot be reached', async () => {
    const broken = { get: async () => Promise.reject(new Error('no store')) } as unknown as Documents;
    const alone = process(broken);
    await alone.forRun('contoso');
    expect(sendAll(alone)).toBe(3_000);
    expect(warnings.length).toBeGreaterThan(0);
  });

  it('is not written down for the few reads of a turn', async () => {
    const quotas = process();
    for (let n = 0; n < 50; n += 1) quotas.heard('contoso', { ...through, isWrite: false });
    await settled();
    expect(
      await documents.get({ name: 'quota', schema: { parse: (one: unknown) => one } as never }, 'contoso'),
    ).toBeUndefined();
  });

  const kept = (name: string) =>
    documents.get({ name: 'quota', schema: { parse: (one: unknown) => one } as never }, encodeURIComponent(name));

  it('is written down with what is used in all tenants, also where one of its limits is used alone', async () => {
    const one = process();
    one.of('contoso').sending(100);
    one.heard('contoso', { ...through, units: 0 });
    await settled();
    expect(Object.keys((await kept('contoso'))?.value ?? {})).toEqual(['writes', 'units']);
    expect(Object.keys((await kept('all tenants'))?.value ?? {})).toEqual(['writes']);
  });

  it('is left for the next time where others are always faster, without a word', async () => {
    let tries = 0;
    const busy: Documents = {
      ...documents,
      get: (kind, id) => documents.get(kind, id),
      put: async (kind, id) => {
        tries += 1;
        throw new VersionConflict(kind.name, id, 0, tries);
      },
    };
    await process(busy).forRun('contoso');
    expect([tries, warnings]).toEqual([4, []]);
  });

  it('is forgotten with its tenant, whether there is any or not', async () => {
    await process().forRun('contoso');
    expect(await kept('contoso')).toBeDefined();
    for (const tenantId of ['contoso', 'fabrikam']) await forgetMeters(documents, tenantId);
    expect(await kept('contoso')).toBeUndefined();
  });
});
