import { afterEach, describe, expect, it } from '@jest/globals';
import { graphDirectory } from '../../../src/microsoft/index.js';
import type { AnsweringServer } from '../answering-server.js';
import { batchOf, connectedDirectory } from './connected.js';

/** @see https://learn.microsoft.com/graph/api/user-update */

let server: AnsweringServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const answering = async (status: number) => {
  const code = status === 403 ? 'Authorization_RequestDenied' : 'Request_BadRequest';
  const connected = await connectedDirectory((request) => ({
    body: {
      responses: batchOf(request).map(({ id }) =>
        id === '1'
          ? { id, status, ...(status < 300 ? {} : { body: { error: { code, message: 'No.' } } }) }
          : { id, status: status === 403 ? 403 : 204 },
      ),
    },
  }));
  server = connected.server;
  return connected;
};

describe('setting usage locations', () => {
  it('changes that property alone, of everybody in one batch', async () => {
    const { directory, server } = await answering(204);
    expect(await directory.setLocation('contoso', ['adele', 'megan'], 'SE')).toEqual([{ is: 'done' }, { is: 'done' }]);
    const [sent] = server.seen;
    expect(sent && batchOf(sent)).toEqual([
      {
        id: '1',
        method: 'PATCH',
        url: '/users/adele',
        headers: { 'Content-Type': 'application/json' },
        body: { usageLocation: 'SE' },
      },
      {
        id: '2',
        method: 'PATCH',
        url: '/users/megan',
        headers: { 'Content-Type': 'application/json' },
        body: { usageLocation: 'SE' },
      },
    ]);
  });

  it('tells what Microsoft says of whom it refuses', async () => {
    const { directory } = await answering(400);
    const outcomes = await directory.setLocation('contoso', ['adele', 'megan'], 'SE');
    expect(outcomes).toEqual([{ is: 'refused', text: 'No.' }, { is: 'done' }]);
  });

  it('is denied where everybody is', async () => {
    const { directory } = await answering(403);
    await expect(directory.setLocation('contoso', ['adele', 'megan'], 'SE')).rejects.toMatchObject({
      problem: { is: 'denied', needs: 'User.ReadWrite.All' },
    });
  });
});

describe('the permission to set them', () => {
  const token = (roles: readonly string[]) => `h.${Buffer.from(JSON.stringify({ roles })).toString('base64url')}.s`;
  const asked = async (tokens: readonly string[]) => {
    const left = [...tokens];
    const directory = graphDirectory({ baseUrl: 'http://127.0.0.1:1', fetch, tokens: async () => left.shift() ?? '' });
    return directory.maySetLocation('contoso');
  };

  it.each(['User.ReadWrite.All', 'Directory.ReadWrite.All'])('is there with %s', async (role) => {
    expect(await asked([token(['User.Read.All', role])])).toBe(true);
  });

  it('is there where only a fresh token tells of it', async () => {
    expect(await asked([token([]), token(['User.ReadWrite.All'])])).toBe(true);
  });

  it('is not there where no token tells of it, or can be read', async () => {
    expect(await asked([token(['User.Read.All']), token(['User.Read.All'])])).toBe(false);
    expect(await asked(['opaque', 'opaque'])).toBe(false);
  });

  it.each([
    ['never comes', () => new Promise<never>(() => undefined)],
    ['is refused by whoever keeps tokens', () => Promise.reject(new Error('the cache is broken'))],
  ])('is not known, and not waited for longer than a read, where a token %s', async (_, tokens) => {
    const directory = graphDirectory({ baseUrl: 'http://127.0.0.1:1', fetch, tokens, readTimeoutMs: 30 });
    await expect(directory.maySetLocation('contoso')).rejects.toMatchObject({
      problem: { is: 'unreachable' },
      service: 'signIn',
    });
  });

  it('is not waited for once the bot stops', async () => {
    const stop = new AbortController();
    const tokens = () => new Promise<never>(() => undefined);
    const directory = graphDirectory({ baseUrl: 'http://127.0.0.1:1', fetch, tokens, stop: stop.signal });
    const asked = directory.maySetLocation('contoso');
    stop.abort();
    await expect(asked).rejects.toMatchObject({ problem: { is: 'unreachable' } });
  });
});
