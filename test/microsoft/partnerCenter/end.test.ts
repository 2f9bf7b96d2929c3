import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnsweringServer } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { type Answers, connectedCommerce } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

async function connected(answers: Answers) {
  const both = await connectedCommerce(answers);
  server = both.server;
  return both;
}

const subscription = (etag: string, status = 'active') => ({
  id: 'source',
  status,
  quantity: 25,
  autoRenewEnabled: false,
  scheduledNextTermInstructions: null,
  attributes: { etag, objectType: 'Subscription' },
});

describe('cancelling', () => {
  it('sends the whole subscription back, suspended, for the version that was read', async () => {
    const { commerce, server } = await connected((route) =>
      route.startsWith('GET') ? { body: subscription('e1') } : { status: 202, headers: { location: '/operations/1' } },
    );
    await commerce.end('customer', 'source', 'run-1');
    const patch = server.seen.at(-1);
    expect(patch).toMatchObject({ method: 'PATCH', body: { ...subscription('e1'), status: 'suspended' } });
    expect(patch?.headers['if-match']).toBe('"e1"');
  });

  it.each(['suspended', 'Deleted ', 'expired'])('leaves alone a subscription that is %p', async (status) => {
    const { commerce, server } = await connected(() => ({ body: subscription('e1', status) }));
    await commerce.end('customer', 'source', 'run-1');
    expect(server.seen.map(({ method }) => method)).toEqual(['GET']);
  });

  it('reads again when somebody changed the subscription meanwhile', async () => {
    const { commerce, server } = await connected((route, _request, nth) => {
      if (route.startsWith('GET')) return { body: subscription(nth === 1 ? 'e1' : '"e2"') };
      return nth === 2 ? { status: 409, body: { code: 2055, description: 'Etag is no longer valid' } } : { body: {} };
    });
    await commerce.end('customer', 'source', 'run-1');
    const patches = server.seen.filter(({ method }) => method === 'PATCH');
    expect(patches.map(({ headers }) => headers['if-match'])).toEqual(['"e1"', '"e2"']);
    expect(patches[0]?.headers['ms-requestid']).not.toBe(patches[1]?.headers['ms-requestid']);
  });

  it('comes back later when the version is stale every time', async () => {
    const { commerce, server } = await connected((route) =>
      route.startsWith('GET')
        ? { body: subscription('e1') }
        : { status: 409, body: { code: '2055', description: 'Etag' } },
    );
    expect(await problemFrom(commerce.end('customer', 'source', 'run-1'))).toEqual({
      is: 'busy',
      retryAfterMs: undefined,
    });
    expect(server.seen.filter(({ method }) => method === 'PATCH')).toHaveLength(4);
  });

  it('comes back later while another operation is open', async () => {
    const { commerce } = await connected((route) =>
      route.startsWith('GET')
        ? { body: subscription('e1') }
        : { status: 409, body: { code: 900278, description: 'Pending' } },
    );
    expect(await problemFrom(commerce.end('customer', 'source', 'run-1'))).toEqual({
      is: 'busy',
      retryAfterMs: 24 * 3_600_000,
    });
  });

  it('has an unknown outcome when the reply is lost', async () => {
    const { commerce, server } = await connected((route) =>
      route.startsWith('GET') ? { body: subscription('e1') } : 'drop',
    );
    expect(await problemFrom(commerce.end('customer', 'source', 'run-1'))).toEqual({ is: 'unknownOutcome' });
    expect(server.seen.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
  });
});
