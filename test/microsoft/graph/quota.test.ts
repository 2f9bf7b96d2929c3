import { afterEach, describe, expect, it } from '@jest/globals';
import type { QuotaNews } from '../../../src/upgrade/quota-news.js';
import type { AnsweringServer, Reply } from '../answering-server.js';
import { batchOf, connectedDirectory } from './connected.js';

const e4 = '1392051d-0cb9-4b7a-88d5-621fee5e8711';
let server: AnsweringServer | undefined;
afterEach(() => server?.close());

/** A directory whose answers are as said, and what is heard of the quota; nothing is sent before there is room. */
async function watched(answer: Parameters<typeof connectedDirectory>[0], canWait = false) {
  const heard: QuotaNews[] = [];
  const asked: number[] = [];
  const quota = {
    heard: (_: string, news: QuotaNews) => void heard.push(news),
    room: async (_: string, units: number) => void asked.push(units),
  };
  const connected = await connectedDirectory(answer, { quota, canWait });
  server = connected.server;
  return { ...connected, heard, asked };
}

const skus: Reply = { body: { value: [] }, headers: { 'x-ms-resource-unit': '3' } };
const changes = ['a', 'b', 'c'].map((userId) => ({ userId, add: [], remove: [e4] }));
const usual = { units: 1, isWrite: true, used: undefined, refused: undefined };

/** A batch that answers each part with a status and headers, in its order. */
const inBatch =
  (...parts: { status: number; headers?: Record<string, string> }[]) =>
  (request: Parameters<typeof batchOf>[0]) => ({
    body: { responses: batchOf(request).map(({ id }, at) => ({ id, body: {}, ...parts[at] })) },
  });

describe('what is heard of the quota', () => {
  it('is what each part of a batch used, how much of the limit is used, and which limit refused it', async () => {
    const { directory, heard } = await watched(
      inBatch(
        { status: 200, headers: { 'X-MS-Resource-Unit': '2', 'x-ms-throttle-limit-percentage': '0.83' } },
        { status: 429, headers: { 'Retry-After': '2.128', 'x-ms-throttle-information': 'WriteLimitExceeded' } },
        {
          status: 429,
          headers: { 'x-ms-throttle-scope': 'Application/Write/id', 'x-ms-throttle-information': 'CPULimitExceeded' },
        },
      ),
    );
    await directory.changeLicences('tenant', changes);
    expect(heard).toEqual([
      { ...usual, units: 2, used: 0.83 },
      { ...usual, refused: { scope: 'tenant', of: 'writes', waitMs: 2_128 } },
      { ...usual, refused: { scope: 'app', of: 'writes', waitMs: undefined } },
    ]);
  });

  it('is once what a batch was refused as a whole for', async () => {
    const headers = { 'Retry-After': '7', 'x-ms-throttle-information': 'ResourceUnitLimitExceeded' };
    const { directory, heard } = await watched(() => ({ status: 429, body: {}, headers }));
    await expect(directory.changeLicences('tenant', changes)).rejects.toThrow();
    expect(heard).toEqual([{ ...usual, refused: { scope: 'tenant', of: 'units', waitMs: 7_000 } }]);
  });

  it('is what reads used, each time they were sent', async () => {
    const { directory, heard } = await watched((_, nth) => (nth === 1 ? { status: 429, body: {} } : skus));
    await directory.skus('tenant');
    expect(heard).toEqual([
      { ...usual, isWrite: false, refused: { scope: 'tenant', of: 'units', waitMs: undefined } },
      { ...usual, isWrite: false, units: 3 },
    ]);
  });

  it.each(['', '-1', '0.5', '9', 'much', '100'])('is nothing where the header says %j', async (text) => {
    const headers = { 'x-ms-throttle-limit-percentage': text, 'x-ms-resource-unit': text };
    const { directory, heard } = await watched(() => ({ body: { value: [] }, headers }));
    await directory.skus('tenant');
    const units = { '9': 9, '100': 100 }[text] ?? 1;
    expect(heard).toEqual([{ ...usual, isWrite: false, units }]);
  });
});

describe('what can wait', () => {
  it('asks for room before it reads, and is marked as what may be refused first, in a batch each part too', async () => {
    const { directory, asked, server } = await watched(
      (request) => (request.url.includes('batch') ? inBatch()(request) : skus),
      true,
    );
    await directory.skus('tenant');
    await directory.users('tenant', ['a', 'b']).catch(() => undefined);
    await directory.changeLicences('tenant', changes);
    // A change has waited already, where it can be told that it is not wanted any more.
    expect(asked).toEqual([1, 2]);
    const [read, reads, writes] = server.seen;
    for (const request of [read, reads, writes]) expect(request?.headers['x-ms-throttle-priority']).toBe('Low');
    for (const part of writes ? batchOf(writes) : [])
      expect(part.headers).toMatchObject({ 'x-ms-throttle-priority': 'Low', 'Content-Type': 'application/json' });
  });

  it('is nothing that somebody waits for in a chat', async () => {
    const { directory, asked, server } = await watched(() => skus);
    await directory.skus('tenant');
    expect(asked).toEqual([]);
    expect(server.seen[0]?.headers['x-ms-throttle-priority']).toBeUndefined();
  });
});
