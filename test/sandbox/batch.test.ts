import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { change, type Json, type OpenSandbox, openSandbox, people, sku } from './support.js';

const json = { 'Content-Type': 'application/json' };
const swap = (id: string, userId: string, more: object = {}) => ({
  id,
  method: 'POST',
  url: `/users/${userId}/assignLicense`,
  headers: json,
  body: change([sku.e5], [sku.e4]),
  ...more,
});

describe('a batch', () => {
  let sandbox: OpenSandbox;
  let ids: string[];
  beforeEach(async () => {
    sandbox = await openSandbox();
    await sandbox.put({ users: 25, owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 25 }] });
    ids = (await people(sandbox)).map(({ id }) => id);
  });
  afterEach(() => sandbox.close());

  const batch = (requests: unknown) => sandbox.graph('/$batch', { method: 'POST', body: { requests } });
  const statuses = ({ body }: { body: Json }) =>
    Object.fromEntries(body.responses.map(({ id, status }: Json) => [id, status]));
  const id = (index: number) => ids[index] ?? '';

  it('performs its requests and answers them in an order of its own', async () => {
    const answer = await batch([swap('1', id(0)), swap('2', id(1)), { id: '3', method: 'GET', url: '/organization' }]);
    expect(answer.status).toBe(200);
    expect(statuses(answer)).toEqual({ 1: 200, 2: 200, 3: 200 });
    expect(answer.body.responses.map((one: Json) => one.id)).not.toEqual(['1', '2', '3']);
  });

  it('is 200 although all in it fails', async () => {
    const answer = await batch([swap('1', 'nobody')]);
    expect([answer.status, statuses(answer)]).toEqual([200, { 1: 404 }]);
  });

  it.each([
    ['more than twenty requests', () => ids.slice(0, 21).map((user, index) => swap(String(index), user))],
    ['the same id twice', () => [swap('a', id(0)), swap('A', id(1))]],
    ['an absolute address', () => [{ id: '1', method: 'GET', url: 'https://graph.microsoft.com/v1.0/users' }]],
    ['a write without a body', () => [{ id: '1', method: 'POST', url: `/users/${id(0)}/reprocessLicenseAssignment` }]],
    ['a body without its type', () => [swap('1', id(0), { headers: {} })]],
    ['no requests', () => []],
  ])('is refused whole for %s', async (_, requests) => {
    const answer = await batch(requests());
    expect(answer.status).toBe(400);
    expect((await sandbox.report()).users.holding).toEqual({ ENTERPRISEWITHSCAL: 25 });
  });

  it('lets two writes to one person collide', async () => {
    const answer = await batch([swap('1', id(0)), swap('2', id(0))]);
    expect(statuses(answer)).toEqual({ 1: 200, 2: 409 });
    const late = answer.body.responses.find((one: Json) => one.id === '2');
    expect(late.body.error.code).toBe('Directory_ConcurrencyViolation');
  });

  it('does not perform what depends on a failure', async () => {
    const answer = await batch([swap('1', 'nobody'), swap('2', id(0), { dependsOn: ['1'] })]);
    expect(statuses(answer)).toEqual({ 1: 404, 2: 424 });
  });

  it('throttles each request in it by itself', async () => {
    await sandbox.patch({ quotas: { writes: 5, windowMs: 50_000 } });
    const answer = await batch(ids.slice(0, 8).map((user, index) => swap(String(index), user)));
    expect(Object.values(statuses(answer)).sort()).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    const refused = answer.body.responses.find((one: Json) => one.status === 429);
    expect(Number(refused.headers['Retry-After'])).toBeGreaterThan(0);
  });
});
