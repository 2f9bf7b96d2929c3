import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { change, type OpenSandbox, openSandbox, people, sku, tenantId } from './support.js';

describe('who may ask, and how much', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

  it('a token is good for its audience only, and for an hour', async () => {
    const commerce = await sandbox.token(tenantId, 'https://api.partnercenter.microsoft.com');
    expect((await sandbox.call('/v1.0/organization', bearer(commerce))).body.error.code).toBe(
      'InvalidAuthenticationToken',
    );
    const graph = await sandbox.token(tenantId, 'https://graph.microsoft.com');
    expect((await sandbox.call('/v1.0/organization', bearer(graph))).status).toBe(200);
    await sandbox.advance('PT1H');
    expect((await sandbox.call('/v1.0/organization', bearer(graph))).status).toBe(401);
  });

  it('a token that was not made here is refused', async () => {
    expect((await sandbox.call('/v1.0/organization')).status).toBe(401);
    const graph = await sandbox.token(tenantId, 'https://graph.microsoft.com');
    expect((await sandbox.call('/v1.0/organization', bearer(`${graph.slice(0, -3)}abc`))).status).toBe(401);
    expect((await sandbox.call(`/partnercenter/v1/customers/${tenantId}/orders`, bearer(graph))).status).toBe(401);
  });

  it('one tenant does not see another', async () => {
    await sandbox.put({ users: 2, displayName: 'Only Here' });
    const [one] = await people(sandbox);
    const other = await sandbox.token('11111111-2222-4333-8444-555555555555', 'https://graph.microsoft.com');
    expect((await sandbox.call(`/v1.0/users/${one.id}`, bearer(other))).status).toBe(404);
  });

  it('writes beyond the quota wait for as long as they are told', async () => {
    await sandbox.put({ users: 3, quotas: { writes: 2, windowMs: 20_000 } });
    const [one] = await people(sandbox);
    const write = () => sandbox.graph(`/users/${one.id}/assignLicense`, { method: 'POST', body: change([sku.e4], []) });
    expect([(await write()).status, (await write()).status]).toEqual([200, 200]);
    const refused = await write();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-ms-throttle-information')).toBe('WriteLimitExceeded');
    await sandbox.advance(`PT${refused.headers.get('retry-after')}S`);
    expect((await write()).status).toBe(200);
    expect((await sandbox.report()).requests.graph).toMatchObject({ writes: 3, throttled: 1 });
  });

  it('there is no limit where the scenario has none', async () => {
    await sandbox.put({ users: 3, quotas: null });
    const [one] = await people(sandbox);
    for (let turn = 0; turn < 30; turn += 1) {
      const body = { usageLocation: 'SE' };
      expect((await sandbox.graph(`/users/${one.id}`, { method: 'PATCH', body })).status).toBe(204);
    }
  });

  it.each([
    ['/v1.0/users', '{', 401],
    ['/_sandbox/tenants/x', '{', 400],
    ['/nowhere', '', 404],
    ['/%E0%A4%A/oauth2/v2.0/token', '', 400],
  ])('%s with %j does no harm', async (path, body, status) => {
    expect((await sandbox.call(path, { method: 'POST', body: body || undefined })).status).toBe(status);
    expect((await sandbox.call('/_sandbox/clock')).status).toBe(200);
  });

  it('malformed JSON is 400 in the words of each API', async () => {
    const graph = await sandbox.graph('/$batch', { method: 'POST', body: '{' });
    expect([graph.status, graph.body.error.code]).toEqual([400, 'BadRequest']);
    const commerce = await sandbox.commerce('/carts', { method: 'POST', body: '{' });
    expect([commerce.status, commerce.body.source]).toEqual([400, 'PartnerFD']);
  });

  it('a body beyond 4 MB is 413', async () => {
    const answer = await sandbox.graph('/$batch', { method: 'POST', body: `"${'x'.repeat(5_000_000)}"` });
    expect(answer.status).toBe(413);
  });
});
