import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLimited, type Limited } from '../../src/sandbox/graph/limited.js';
import { change, type OpenSandbox, openSandbox, people, sku } from './support.js';

const windowMs = 10_000;
const takeAll = (limited: Limited, now: number): number => {
  let taken = 0;
  while (limited.take(1, now)) taken += 1;
  return taken;
};

describe('a limit of ten in ten seconds', () => {
  it('gives back bit by bit where it is a bucket', () => {
    const limited = createLimited('bucket', 10, windowMs, 0);
    expect(takeAll(limited, 0)).toBe(10);
    expect(limited.roomIn(3, 0)).toBe(3_000);
    expect(takeAll(limited, 3_000)).toBe(3);
    expect(limited.used(8_000)).toBeCloseTo(0.5);
  });

  it('gives everything back at the end of its window where that is fixed', () => {
    const limited = createLimited('fixed', 10, windowMs, 0);
    expect(takeAll(limited, 7_000)).toBe(10);
    expect(limited.roomIn(1, 7_000)).toBe(3_000);
    expect(takeAll(limited, 9_999)).toBe(0);
    expect(takeAll(limited, 10_000)).toBe(10);
  });

  it('gives back a window after it was taken where that slides', () => {
    const limited = createLimited('sliding', 10, windowMs, 0);
    for (const at of [0, 0, 0, 0, 5_000, 5_000, 5_000, 5_000, 5_000, 5_000]) expect(limited.take(1, at)).toBe(true);
    expect(limited.roomIn(4, 6_000)).toBe(4_000);
    expect(limited.roomIn(5, 6_000)).toBe(9_000);
    expect(takeAll(limited, 10_000)).toBe(4);
  });
});

describe('the quota of a tenant', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  /** Writes one after the other: their statuses, and how much of the limit each told to be used. */
  async function write(times: number, headers: Record<string, string> = {}) {
    const [one] = await people(sandbox);
    const told = [];
    for (let turn = 0; turn < times; turn += 1) {
      const body = change([sku.e4], []);
      const answer = await sandbox.graph(`/users/${one.id}/assignLicense`, { method: 'POST', body, headers });
      told.push([answer.status, answer.headers.get('x-ms-throttle-limit-percentage')]);
    }
    return told;
  }

  it('tells how much of it is used from four fifths on, unless it does not', async () => {
    const quotas = { writes: 10, windowMs: 600_000 };
    await sandbox.put({ users: 3, quotas });
    const told = await write(9);
    expect(told.slice(6)).toEqual([
      [200, null],
      [200, '0.80'],
      [200, '0.90'],
    ]);
    await sandbox.patch({ quotas: { ...quotas, tells: false } });
    for (const [, share] of await write(10)) expect(share).toBeNull();
  });

  it('refuses what is marked as low priority before the rest', async () => {
    await sandbox.put({ users: 3, quotas: { writes: 100, windowMs: 6_000_000 } });
    await write(99);
    expect(await write(1, { 'x-ms-throttle-priority': 'Low' })).toEqual([[429, null]]);
    expect((await write(2)).map(([status]) => status)).toEqual([200, 429]);
  });

  it('is used by another tool too, as much as is said on the average', async () => {
    await sandbox.put({ users: 3, quotas: { writes: 3_000, windowMs: 150_000, otherTool: 0.3 } });
    await write(1);
    for (let minute = 0; minute < 30; minute += 1) {
      await sandbox.advance('PT1M');
      await write(1);
    }
    const { otherTool } = (await sandbox.report()).requests;
    expect(otherTool.writes).toBeGreaterThan(0.25 * 36_000);
    expect(otherTool.writes).toBeLessThan(0.35 * 36_000);
    expect(otherTool.throttled).toBe(0);
  });
});
