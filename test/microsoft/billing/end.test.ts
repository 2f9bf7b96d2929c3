import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnsweringServer, Reply, Seen } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { accountPath, billed, connectedCommerce, failed, tenantId } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

type Moment = { subscription?: unknown; onDelete?: Reply; looks?: Reply[] };

/** The subscription as it is at each reading in turn, the answer to its end, and what following that finds. */
async function withSubscription(readings: unknown[], { onDelete = { status: 204 }, looks = [] }: Moment = {}) {
  const both = await connectedCommerce((route, { url }) => {
    if (route === 'GET /billingSubscriptions/source') return { body: readings.shift() ?? {} };
    if (route === 'DELETE /billingSubscriptions/source') return onDelete;
    if (route === 'PATCH /billingSubscriptions/source') return { status: 204 };
    return url.includes('/operationResults/') ? looks.shift() : undefined;
  });
  server = both.server;
  return both;
}

const cancelled = (seen: readonly Seen[]) => seen.filter(({ method }) => method === 'DELETE').length;
const operation = `${accountPath}/operationResults/cancel_1?api-version=2024-04-01`;
const accepted: Reply = { status: 202, headers: { location: operation, 'retry-after': '10' } };

describe('cancelling', () => {
  it('deletes the subscription', async () => {
    const { commerce, server } = await withSubscription([billed('source')]);
    await commerce.end(tenantId, 'source', 'run-1');
    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET ${accountPath}/billingSubscriptions/source?api-version=2024-04-01`,
      `DELETE ${accountPath}/billingSubscriptions/source?api-version=2024-04-01`,
    ]);
  });

  it.each(['Cancelled', 'Deleted', 'Disabled'])('leaves alone a subscription that is %p', async (status) => {
    const locked = { status, operationStatus: 'LockedForUpdate', systemOverrides: { cancellation: 'NotAllowed' } };
    const { commerce, server } = await withSubscription([billed('source', locked)]);
    await commerce.end(tenantId, 'source', 'run-1');
    expect(cancelled(server.seen)).toBe(0);
  });

  const overrides = { cancellation: 'NotAllowed', cancellationAllowedEndDate: '2026-02-08T00:00:00Z' };

  it('keeps it from renewing where the time to end it at once is over', async () => {
    const { commerce, server } = await withSubscription([billed('source', { systemOverrides: overrides })]);
    await commerce.end(tenantId, 'source', 'run-1');
    expect(cancelled(server.seen)).toBe(0);
    expect(server.seen.at(-1)).toMatchObject({ method: 'PATCH', body: { properties: { autoRenew: 'Off' } } });
  });

  it('changes nothing more where it will not renew already', async () => {
    const off = { systemOverrides: overrides, autoRenew: 'Off' };
    const { commerce, server } = await withSubscription([billed('source', off)]);
    await commerce.end(tenantId, 'source', 'run-1');
    expect(server.seen.map(({ method }) => method)).toEqual(['GET']);
  });

  it('keeps it from renewing where Microsoft refuses to end it, and says that its time is over', async () => {
    const late = billed('source', { systemOverrides: overrides });
    const { commerce, server } = await withSubscription([billed('source'), late], {
      onDelete: failed(400, 'BadRequest', 'Too late.'),
    });
    await commerce.end(tenantId, 'source', 'run-1');
    expect(server.seen.map(({ method }) => method)).toEqual(['GET', 'DELETE', 'GET', 'PATCH']);
  });

  it('waits while another change is carried out', async () => {
    const { commerce, server } = await withSubscription([billed('source', { operationStatus: 'LockedForUpdate' })]);
    expect(await problemFrom(commerce.end(tenantId, 'source', 'run-1'))).toEqual({
      is: 'busy',
      retryAfterMs: 30_000,
    });
    expect(cancelled(server.seen)).toBe(0);
  });

  it('has an unknown outcome when the reply is lost, and is sent once', async () => {
    const { commerce, server } = await withSubscription([billed('source')], { onDelete: 'drop' });
    expect(await problemFrom(commerce.end(tenantId, 'source', 'run-1'))).toEqual({ is: 'unknownOutcome' });
    expect(cancelled(server.seen)).toBe(1);
  });

  it('comes back later when throttled', async () => {
    const { commerce } = await withSubscription([billed('source')], {
      onDelete: { status: 429, headers: { 'retry-after': '7' } },
    });
    expect(await problemFrom(commerce.end(tenantId, 'source', 'run-1'))).toEqual({
      is: 'busy',
      retryAfterMs: 7_000,
    });
  });
});

describe('a cancellation that is refused', () => {
  const onDelete = failed(409, 'Conflict', 'The subscription is being changed.');

  it('waits when somebody locked the subscription meanwhile', async () => {
    const { commerce } = await withSubscription(
      [billed('source'), billed('source', { operationStatus: 'LockedForUpdate' })],
      { onDelete },
    );
    expect(await problemFrom(commerce.end(tenantId, 'source', 'run-1'))).toEqual({
      is: 'busy',
      retryAfterMs: 30_000,
    });
  });

  it('is done when the subscription has ended meanwhile', async () => {
    const { commerce } = await withSubscription([billed('source'), billed('source', { status: 'Cancelled' })], {
      onDelete,
    });
    await expect(commerce.end(tenantId, 'source', 'run-1')).resolves.toBeUndefined();
  });

  it("is told in Microsoft's words when nothing explains it", async () => {
    const { commerce } = await withSubscription([billed('source'), billed('source')], { onDelete });
    expect(await problemFrom(commerce.end(tenantId, 'source', 'run-1'))).toEqual({
      is: 'refused',
      code: 'Conflict',
      text: 'The subscription is being changed.',
    });
  });
});

describe('a cancellation that is accepted', () => {
  async function followed(looks: Reply[], onDelete: Reply = accepted) {
    const both = await withSubscription([billed('source'), billed('source')], { onDelete, looks });
    const outcome = await both.commerce.end(tenantId, 'source', 'run-1').then(
      () => 'taken',
      () => 'rejected',
    );
    const looked = both.server.seen.filter(({ url }) => url === operation).length;
    return { ...both, outcome, looked };
  }

  it('is followed to its end, with the pauses that are asked for', async () => {
    const { slept, looked, outcome } = await followed([
      { status: 202, headers: { 'retry-after': '5' } },
      { status: 200, body: billed('source', { status: 'Cancelled' }) },
    ]);
    expect({ slept, looked, outcome }).toEqual({ slept: [10_000, 5_000], looked: 2, outcome: 'taken' });
  });

  it('is left to the directory when it goes on for long', async () => {
    const { looked, outcome } = await followed(Array<Reply>(4).fill({ status: 202, headers: { 'retry-after': '1' } }));
    expect({ looked, outcome }).toEqual({ looked: 3, outcome: 'taken' });
  });

  it('is left to the directory at once when the pause would be long', async () => {
    const { slept, outcome } = await followed([], {
      status: 202,
      headers: { location: operation, 'retry-after': '600' },
    });
    expect({ slept, outcome }).toEqual({ slept: [], outcome: 'taken' });
  });

  it.each([
    ['nothing says where to ask', { status: 202 }],
    ['the address is at another host', { status: 202, headers: { location: 'https://elsewhere.example/operation' } }],
    ['its operation is not known any more', accepted],
  ])('is left to the directory when %s', async (_, onDelete) => {
    expect(await followed([], onDelete)).toMatchObject({ outcome: 'taken' });
  });

  it.each([
    ['by status', failed(409, 'CancellationFailed', 'It failed.')],
    [
      'in a success',
      { status: 200, body: { status: 'Failed', error: { code: 'CancellationFailed', message: 'It failed.' } } },
    ],
  ])('is told when it fails %s', async (_, look) => {
    const { commerce } = await withSubscription([billed('source'), billed('source')], {
      onDelete: accepted,
      looks: [look],
    });
    expect(await problemFrom(commerce.end(tenantId, 'source', 'run-1'))).toEqual({
      is: 'refused',
      code: 'CancellationFailed',
      text: 'It failed.',
    });
  });
});
