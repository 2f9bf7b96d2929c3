import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnsweringServer } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { batchOf, connectedDirectory } from './connected.js';

const servers: AnsweringServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const fault = (code: string) => ({ error: { code, message: 'Their words.' } });

async function problemOf(status: number, code: string) {
  const connected = await connectedDirectory(() => ({ status, body: fault(code) }));
  servers.push(connected.server);
  return problemFrom(connected.directory.skus('t'));
}

const denied = { is: 'denied', needs: 'LicenseAssignment.Read.All' };

describe('a refusal of Graph', () => {
  it.each([
    [403, 'Authorization_RequestDenied'],
    [400, 'Authorization_RequestDenied'],
    [404, 'Authorization_IdentityNotFound'],
    [403, 'authorization_requestdenied'],
  ])('with status %i and the code %s is a denial', async (status, code) => {
    expect(await problemOf(status, code)).toEqual(denied);
  });

  it.each([
    [404, 'Request_ResourceNotFound'],
    [400, 'Directory_ObjectNotFound'],
  ])('with status %i and the code %s is of what is not there', async (status, code) => {
    expect(await problemOf(status, code)).toEqual({ is: 'notFound' });
  });

  it('with a code that tells no more than its status is judged by that', async () => {
    expect(await problemOf(403, 'UnknownError')).toEqual(denied);
    expect(await problemOf(400, 'Request_BadRequest')).toMatchObject({ is: 'refused', code: 'Request_BadRequest' });
  });

  it('is judged by its code inside a batch too', async () => {
    const connected = await connectedDirectory((request) => ({
      body: {
        responses: batchOf(request).map(({ id }) => ({ id, status: 400, body: fault('Authorization_RequestDenied') })),
      },
    }));
    servers.push(connected.server);
    expect(await problemFrom(connected.directory.users('t', ['u1']))).toEqual({
      is: 'denied',
      needs: 'User.Read.All',
    });
  });
});
