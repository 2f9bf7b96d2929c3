import { afterEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Call, ConnectionOptions, Dialect } from '../../src/microsoft/call.js';
import { ask, sender } from '../../src/microsoft/http.js';
import { leanFetch } from '../../src/microsoft/lean-fetch.js';
import { PortError } from '../../src/upgrade/ports.js';
import { collectGarbage } from '../support/collect-garbage.js';
import { type AnsweringServer, answeringServer, type Reply } from './answering-server.js';
import { portErrorFrom, problemFrom } from './problem-of.js';

const dialect: Dialect = {
  scope: 'https://example.test/.default',
  requestIdHeader: 'request-id',
  readFault: (body) => {
    const fault = z.object({ code: z.string(), text: z.string() }).safeParse(body);
    return fault.data ?? { code: '', text: '' };
  },
};
const read: Call = {
  service: 'graph',
  kind: 'read',
  method: 'GET',
  tenantId: 't1',
  path: '/things',
  doing: 'reading things',
  needs: 'Thing.Read',
};
const write: Call = { ...read, kind: 'write', method: 'POST', body: { a: 1 }, doing: 'writing things' };

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

async function connected(answers: Reply[] | ((nth: number) => Reply), options: Partial<ConnectionOptions> = {}) {
  const running = await answeringServer((_, nth) =>
    typeof answers === 'function' ? answers(nth) : (answers[nth - 1] ?? { body: {} }),
  );
  server = running;
  const pauses: number[] = [];
  const freshness: boolean[] = [];
  const send = sender(
    {
      baseUrl: running.url,
      fetch: leanFetch,
      tokens: async (_tenant, _scope, { fresh = false } = {}) => {
        freshness.push(fresh);
        return fresh ? 'new-token' : 'old-token';
      },
      sleep: async (ms) => void pauses.push(ms),
      now: () => new Date('2026-03-02T10:00:00Z'),
      ...options,
    },
    dialect,
  );
  return { send, pauses, freshness, seen: running.seen };
}

describe('a read', () => {
  it('waits as long as it is told to and asks again', async () => {
    const { send, pauses } = await connected([
      { status: 429, headers: { 'retry-after': '3' } },
      { status: 503, headers: { 'retry-after': 'Mon, 02 Mar 2026 10:00:05 GMT' } },
      { body: { is: 'here' } },
    ]);
    expect((await send(read)).body).toEqual({ is: 'here' });
    expect(pauses.map((ms) => Math.floor(ms / 1_000))).toEqual([3, 5]);
  });

  it('pauses also where it is asked for no wait at all', async () => {
    const { send, pauses } = await connected(() => ({ status: 429, headers: { 'retry-after': '0' } }));
    expect(await problemFrom(send(read))).toEqual({ is: 'busy', retryAfterMs: 0 });
    expect(pauses).toHaveLength(3);
    for (const ms of pauses) expect(ms).toBeGreaterThanOrEqual(125);
  });

  it('waits by its own measure when not told how long, after lost connections too', async () => {
    const { send, pauses } = await connected([{ status: 429 }, 'drop', { status: 504 }, { body: { is: 'here' } }]);
    expect((await send(read)).body).toEqual({ is: 'here' });
    expect(pauses).toHaveLength(3);
    for (const ms of pauses) expect(ms).toBeGreaterThanOrEqual(0);
    for (const ms of pauses) expect(ms).toBeLessThanOrEqual(5_000);
  });

  it('counts a date to wait until by the clock that wrote it', async () => {
    const headers = { 'retry-after': 'Thu, 05 Mar 2026 10:00:05 GMT', date: 'Thu, 05 Mar 2026 10:00:01 GMT' };
    const { send, pauses } = await connected([{ status: 429, headers }, { body: {} }]);
    await send(read);
    expect(pauses.map((ms) => Math.floor(ms / 1_000))).toEqual([4]);
  });

  it('leaves a long wait to the caller', async () => {
    const { send, pauses, seen } = await connected([{ status: 429, headers: { 'retry-after': '120' } }]);
    expect(await problemFrom(send(read))).toEqual({ is: 'busy', retryAfterMs: 120_000 });
    expect(pauses).toEqual([]);
    expect(seen).toHaveLength(1);
  });

  it('gives up after a limited number of tries', async () => {
    const { send, seen } = await connected(() => 'drop');
    expect(await problemFrom(send(read))).toEqual({ is: 'unreachable' });
    expect(seen).toHaveLength(4);
  });

  it('is not waited for longer than its time limit', async () => {
    const { send } = await connected(() => 'hang', { readTimeoutMs: 30, attempts: 1 });
    expect(await problemFrom(send(read))).toEqual({ is: 'unreachable' });
  });

  it('is not waited for longer because garbage is collected', async () => {
    const { send } = await connected(() => 'hang', {
      readTimeoutMs: 150,
      attempts: 1,
      stop: new AbortController().signal,
    });
    const asked = Array.from({ length: 5 }, (_, n) => problemFrom(send({ ...read, doing: `reading ${n}` })));
    for (let n = 0; n < 3; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      collectGarbage();
    }
    expect(await Promise.all(asked)).toEqual(asked.map(() => ({ is: 'unreachable' })));
  });

  it('does not wait for a token that never comes', async () => {
    const { send, seen } = await connected([], {
      tokens: () => new Promise(() => undefined),
      readTimeoutMs: 30,
      attempts: 1,
    });
    expect(await problemFrom(send(read))).toEqual({ is: 'unreachable' });
    expect(seen).toEqual([]);
  });

  it('understands an answer that starts with a byte order mark', async () => {
    const { send } = await connected([{ body: '\uFEFF{"a":1}' }]);
    expect((await send(read)).body).toEqual({ a: 1 });
  });

  it('asks again when a page comes in place of an answer', async () => {
    const { send } = await connected([{ body: '<html>proxy</html>' }, { body: { a: 1 } }]);
    expect((await send(read)).body).toEqual({ a: 1 });
  });

  it('says which permission it lacks', async () => {
    const { send } = await connected([{ status: 403, body: { code: 'x', text: 'no' } }]);
    expect(await problemFrom(send(read))).toEqual({ is: 'denied', needs: 'Thing.Read' });
  });

  it('passes on what is refused in its own words', async () => {
    const { send } = await connected([{ status: 400, body: { code: 'Bad', text: 'Because.' } }]);
    expect(await problemFrom(send(read))).toEqual({ is: 'refused', code: 'Bad', text: 'Because.' });
  });

  it('gives a refusal without a code its status for one', async () => {
    const { send } = await connected([{ status: 418 }]);
    expect(await problemFrom(send(read))).toEqual({ is: 'refused', code: '418', text: '' });
  });

  it('takes no page of somebody between for a refusal of Microsoft', async () => {
    const { send } = await connected(() => ({ status: 403, body: '<html>Blocked</html>' }));
    expect(await problemFrom(send(read))).toEqual({ is: 'unreadable' });
    expect(await problemFrom(send(write))).toEqual({ is: 'unknownOutcome' });
  });

  it('rejects an answer of another shape without repeating what it holds', async () => {
    const { send } = await connected([{ body: { name: 5 } }]);
    const error = await portErrorFrom(ask(send, read, z.object({ name: z.string() })));
    expect(error.problem).toEqual({ is: 'unreadable' });
    expect(error.message).toContain('name');
  });

  it('does not carry its token to another host', async () => {
    const { send, seen } = await connected([]);
    const problem = await problemFrom(send({ ...read, path: 'http://127.0.0.2:1/next' }));
    expect(problem).toMatchObject({ is: 'refused', code: 'foreignAddress' });
    expect(seen).toEqual([]);
  });

  it('does not follow a redirect', async () => {
    const { send, seen } = await connected([{ status: 302, headers: { location: '/elsewhere' } }]);
    expect(await problemFrom(send(read))).toMatchObject({ is: 'refused', code: '302' });
    expect(seen).toHaveLength(1);
  });
});

describe('a write', () => {
  it.each([
    [
      { status: 429, headers: { 'retry-after': '2' } },
      { is: 'busy', retryAfterMs: 2_000 },
    ],
    [{ status: 429 }, { is: 'busy', retryAfterMs: undefined }],
    [
      { status: 503, headers: { 'retry-after': '2' } },
      { is: 'busy', retryAfterMs: 2_000 },
    ],
    [
      { status: 409, body: { code: 'Directory_ConcurrencyViolation', text: '' } },
      { is: 'busy', retryAfterMs: undefined },
    ],
    [{ status: 503 }, { is: 'unknownOutcome' }],
    [{ status: 500 }, { is: 'unknownOutcome' }],
    [{ status: 502 }, { is: 'unknownOutcome' }],
    [{ status: 504 }, { is: 'unknownOutcome' }],
    [{ status: 200, body: '<html>proxy</html>' }, { is: 'unknownOutcome' }],
    [{ status: 404 }, { is: 'notFound' }],
    ['drop', { is: 'unknownOutcome' }],
  ] as [Reply, unknown][])('is sent once when %j comes back', async (reply, problem) => {
    const { send, seen } = await connected(() => reply);
    expect(await problemFrom(send(write))).toEqual(problem);
    expect(seen).toHaveLength(1);
  });

  it('has an unknown outcome when no answer comes in time', async () => {
    // So long that a busy machine has taken it by then.
    const { send, seen } = await connected(() => 'hang', { writeTimeoutMs: 2_000 });
    expect(await problemFrom(send(write))).toEqual({ is: 'unknownOutcome' });
    expect(seen).toHaveLength(1);
  });

  it('has an unknown outcome when the answer to it cannot be read', async () => {
    const { send } = await connected([{ status: 200, body: { id: 5 } }]);
    expect(await problemFrom(ask(send, write, z.object({ id: z.string() })))).toEqual({ is: 'unknownOutcome' });
  });

  it('changed nothing when there was no connection to send it on', async () => {
    const { send } = await connected([]);
    await server?.close();
    expect(await problemFrom(send(write))).toEqual({ is: 'unreachable' });
  });

  it('changed nothing when there was no token to send it with', async () => {
    const { send, seen } = await connected([], {
      tokens: async () => Promise.reject(new Error('token endpoint is down')),
    });
    expect(await problemFrom(send(write))).toEqual({ is: 'unreachable' });
    expect(seen).toEqual([]);
  });

  it('passes on why there is no token', async () => {
    const denied = new PortError({ is: 'denied', needs: 'consent' }, 'getting a token');
    const { send } = await connected([], { tokens: async () => Promise.reject(denied) });
    expect(await problemFrom(send(write))).toEqual({ is: 'denied', needs: 'consent' });
  });
});

describe('a token that is refused', () => {
  it('is replaced by a fresh one, once, for a write too', async () => {
    const { send, seen, freshness } = await connected([{ status: 401 }, { status: 200, body: {} }]);
    await send(write);
    expect(freshness).toEqual([false, true]);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer old-token', 'Bearer new-token']);
  });

  it('means the app is denied when the fresh one is refused as well', async () => {
    const { send, seen } = await connected(() => ({ status: 401 }));
    expect(await problemFrom(send(read))).toEqual({ is: 'denied', needs: undefined });
    expect(seen).toHaveLength(2);
  });
});

describe('a token from before a permission was granted', () => {
  it('is replaced at the next request after a refusal, and then at most once a minute', async () => {
    const { send, freshness } = await connected(() => ({ status: 403 }));
    for (let n = 0; n < 4; n += 1) await problemFrom(send(read));
    expect(freshness).toEqual([false, true, false, false]);
  });

  it('stays where nothing is refused', async () => {
    const { send, freshness } = await connected(() => ({ status: 200, body: {} }));
    for (let n = 0; n < 3; n += 1) await send(read);
    expect(freshness).toEqual([false, false, false]);
  });
});

describe('a tenant that Microsoft does not answer for', () => {
  const sick = { ...read, tenantId: 'sick' };
  const isSick = (url: string) => url.includes('sick');

  it.each(['hang', { status: 500 }] as const)(
    'is left alone after a while of %j, and holds up no other',
    async (how) => {
      let time = Date.parse('2026-03-02T10:00:00Z');
      const running = await answeringServer(({ url }) => (isSick(url) ? how : { body: {} }));
      server = running;
      const fetched: string[] = [];
      const send = sender(
        {
          baseUrl: running.url,
          fetch: (address, init) => {
            fetched.push(String(address));
            // A busy machine may take longer over what is answered than the hanging ones are waited for.
            return fetch(address, isSick(String(address)) ? init : { ...init, signal: null });
          },
          tokens: async () => 'a-token',
          sleep: async () => undefined,
          now: () => new Date(time),
          readTimeoutMs: 20,
        },
        dialect,
      );
      const ofSick = (more: Partial<Call> = {}) => problemFrom(send({ ...sick, path: '/sick', ...more }));
      for (let n = 0; n < 10; n += 1) expect(await ofSick()).toEqual({ is: 'unreachable' });
      const asked = () => fetched.filter(isSick).length;
      expect(asked()).toBe(8);
      expect((await send(read)).status).toBe(200);
      expect((await send({ ...sick, doing: 'reading other things' })).status).toBe(200);
      // Nothing was sent, so the outcome of a write is known.
      expect(await ofSick({ kind: 'write', method: 'POST' })).toEqual({ is: 'unreachable' });
      expect(asked()).toBe(8);
      time += 60_000;
      expect(await ofSick()).toEqual({ is: 'unreachable' });
      expect(asked()).toBe(9);
    },
  );

  it('is not left alone for being asked for patience', async () => {
    const { send, seen } = await connected(() => ({ status: 429 }));
    for (let n = 0; n < 4; n += 1) expect(await problemFrom(send(read))).toMatchObject({ is: 'busy' });
    expect(seen).toHaveLength(16);
  });
});

describe('an answer that is larger than any is', () => {
  it('is unreadable, and of a change nobody knows what came of it', async () => {
    const { send, seen } = await connected(() => ({ body: 'x'.repeat(65 * 2 ** 20) }));
    expect(await problemFrom(send(read))).toEqual({ is: 'unreadable' });
    expect(await problemFrom(send(write))).toEqual({ is: 'unknownOutcome' });
    expect(seen).toHaveLength(2);
  });
});

describe('an error', () => {
  it('names the request for the operator, and neither token nor address', async () => {
    const { send } = await connected([{ status: 400, headers: { 'request-id': 'r-17' } }]);
    const error = await portErrorFrom(send({ ...read, path: '/users/anna@contoso.example' }));
    expect(error.message).toContain('r-17');
    expect(error.message).not.toMatch(/token|anna/);
  });
});
