import { type IncomingMessage, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type OpenSandbox, openSandbox, tenantId } from './support.js';

/** What a page of another site can make a browser on this machine send, as the browser sends it. */

describe('a page from elsewhere', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
    await sandbox.put('contoso');
  });
  afterEach(() => sandbox.close());

  /** Not by fetch, which sets some of these headers itself. */
  function send(method: string, path: string, body: string, headers: Record<string, string>): Promise<number> {
    return new Promise((resolve, reject) => {
      const call = request(new URL(path, sandbox.url), { method, headers }, (answer: IncomingMessage) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
      });
      call.on('error', reject);
      call.end(body);
    });
  }
  const port = () => new URL(sandbox.url).port;
  const now = async () => (await sandbox.call('/_sandbox/clock')).body.now;
  const advance = '{"advance":"PT48H"}';

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a file or a sandboxed frame', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:56150' }],
    ['another name of this machine', { origin: 'http://localhost:PORT' }],
    ['what is no origin', { origin: 'x' }],
    [
      'a name of its own that leads here',
      { origin: 'http://rebound.evil.example:PORT', host: 'rebound.evil.example:PORT' },
    ],
    ['the same with a dot at the end', { origin: 'http://evil.example.:PORT', host: 'evil.example.:PORT' }],
    ['another site, whose origin was withheld', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour of this machine', { 'sec-fetch-site': 'same-site' }],
  ])('cannot move the clock: from %s', async (_, sent) => {
    const before = await now();
    const headers = Object.fromEntries(
      Object.entries(sent).map(([name, text]) => [name, text.replace('PORT', port())]),
    );
    // Without asking first, a page may send plain text and forms alone.
    expect(await send('POST', '/_sandbox/clock', advance, { 'content-type': 'text/plain', ...headers })).toBe(403);
    expect(await now()).toBe(before);
  });

  it.each([
    ['PUT', `/_sandbox/tenants/${tenantId}`, '"fabrikam"'],
    ['PATCH', `/_sandbox/tenants/${tenantId}`, '{"seats":1}'],
    ['PUT', '/_sandbox/faults', '[]'],
    ['DELETE', '/_sandbox/faults', ''],
    ['POST', `/admin-center/${tenantId}/cart`, 'quantity=5'],
    ['POST', `/${tenantId}/oauth2/v2.0/token`, 'grant_type=client_credentials'],
    ['POST', '/v1.0/$batch', '{"requests":[]}'],
    ['OPTIONS', '/_sandbox/clock', ''],
  ])('cannot %s %s either', async (method, path, body) => {
    const before = await sandbox.report();
    expect(await send(method, path, body, { origin: 'https://evil.example' })).toBe(403);
    expect(await sandbox.report()).toEqual(before);
  });

  it('is not what a program is, nor a page of the sandbox itself', async () => {
    const own = { origin: sandbox.url, 'sec-fetch-site': 'same-origin' };
    const byName = { origin: `http://localhost:${port()}`, host: `localhost:${port()}` };
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const headers of [{}, own, byName, form, { host: 'sandbox.internal.example' }, { 'sec-fetch-site': 'none' }]) {
      expect(await send('POST', '/_sandbox/clock', advance, headers)).toBe(200);
    }
    expect(Date.parse(await now())).toBe(Date.UTC(2026, 0, 17, 8));
  });
});
