import { afterEach, describe, expect, it } from '@jest/globals';
import type { LicenceChange } from '../../../src/upgrade/licences/move.js';
import type { AnsweringServer, Reply } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { batchOf, connectedDirectory } from './connected.js';

const e4 = '1392051d-0cb9-4b7a-88d5-621fee5e8711';
const e5 = 'c7df2760-2c81-4ef7-b578-5b5392b571df';
const plan = '27216c54-caf8-4d0d-97e2-517afb5c08f6';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

const changesOf = (...userIds: string[]): LicenceChange[] =>
  userIds.map((userId) => ({ userId, add: [{ skuId: e5, disabledPlans: [plan] }], remove: [e4] }));

type Inner = { status: number; headers?: Record<string, string>; body?: unknown };

/** Answers a batch with what is said for each user, last first. */
async function answering(byUser: Record<string, Inner>) {
  const connected = await connectedDirectory((request) => ({
    body: {
      responses: batchOf(request)
        .flatMap(({ id, url }) => {
          const inner = byUser[url.split('/')[2] ?? ''];
          return inner ? [{ id, ...inner }] : [];
        })
        .reverse(),
    },
  }));
  server = connected.server;
  return connected;
}

async function connectedTo(reply: Reply) {
  const connected = await connectedDirectory(() => reply);
  server = connected.server;
  return connected;
}

const refusal = (message: string) => ({ error: { code: 'Request_BadRequest', message } });

describe('licence changes', () => {
  it('go out as one assignLicense a person, adding and removing together', async () => {
    const { directory, server } = await answering({ u1: { status: 200, body: {} } });
    await directory.changeLicences('t', changesOf('u1'));
    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /v1.0/$batch']);
    expect(server.seen.flatMap(batchOf)).toEqual([
      {
        id: '1',
        method: 'POST',
        url: '/users/u1/assignLicense',
        headers: { 'Content-Type': 'application/json' },
        body: { addLicenses: [{ skuId: e5, disabledPlans: [plan] }], removeLicenses: [e4] },
      },
    ]);
  });

  it('get their outcomes in their own order, whatever order the answers come in', async () => {
    const { directory } = await answering({
      fine: { status: 200, body: {} },
      throttled: { status: 429, headers: { 'retry-after': '12' } },
      parallel: { status: 409, body: { error: { code: 'Directory_ConcurrencyViolation', message: 'wait' } } },
      left: { status: 404, body: { error: { code: 'Request_ResourceNotFound', message: 'gone' } } },
      abroad: { status: 400, body: refusal('License assignment cannot be done for user with invalid usage location.') },
      restricted: { status: 403, body: { error: { code: 'Authorization_RequestDenied', message: 'Not here.' } } },
      broken: { status: 500, body: { error: { code: '', message: '' } } },
      odd: { status: 400, body: {} },
    });
    const people = ['fine', 'throttled', 'parallel', 'left', 'abroad', 'restricted', 'broken', 'odd', 'unanswered'];
    expect(await directory.changeLicences('t', changesOf(...people))).toEqual([
      { is: 'done' },
      { is: 'busy', retryAfterMs: 12_000 },
      { is: 'busy', retryAfterMs: undefined },
      { is: 'gone' },
      { is: 'refused', text: 'License assignment cannot be done for user with invalid usage location.' },
      { is: 'refused', text: 'Not here.' },
      { is: 'unknown' },
      { is: 'refused', text: 'Status 400' },
      { is: 'unknown' },
    ]);
  });

  it('are denied together when every one of them is', async () => {
    const { directory } = await answering({ u1: { status: 403 }, u2: { status: 403 } });
    expect(await problemFrom(directory.changeLicences('t', changesOf('u1', 'u2')))).toEqual({
      is: 'denied',
      needs: 'LicenseAssignment.ReadWrite.All',
    });
  });

  it.each(['drop', { status: 500 }, { status: 504 }, { body: '<html>' }] as Reply[])(
    'may or may not have happened when the batch is answered with %j',
    async (reply) => {
      const { directory, server } = await connectedTo(reply);
      expect(await directory.changeLicences('t', changesOf('u1', 'u2'))).toEqual([
        { is: 'unknown' },
        { is: 'unknown' },
      ]);
      expect(server.seen).toHaveLength(1);
    },
  );

  it('did not happen when the batch as a whole is throttled', async () => {
    const { directory } = await connectedTo({ status: 429, headers: { 'retry-after': '4' } });
    expect(await problemFrom(directory.changeLicences('t', changesOf('u1')))).toEqual({
      is: 'busy',
      retryAfterMs: 4_000,
    });
  });

  it('did not happen when there is no connection', async () => {
    const { directory, server } = await connectedTo({});
    await server.close();
    expect(await problemFrom(directory.changeLicences('t', changesOf('u1')))).toEqual({ is: 'unreachable' });
  });

  it('are not sent when there are none, too many, or two of one person', async () => {
    const { directory, server } = await connectedTo({});
    expect(await directory.changeLicences('t', [])).toEqual([]);
    const many = Array.from({ length: 21 }, (_, at) => `u${at}`);
    await expect(directory.changeLicences('t', changesOf(...many))).rejects.toThrow(RangeError);
    await expect(directory.changeLicences('t', changesOf('u1', 'u1'))).rejects.toThrow(RangeError);
    expect(server.seen).toEqual([]);
  });
});
