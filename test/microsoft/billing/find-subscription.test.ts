import { afterEach, describe, expect, it } from '@jest/globals';
import type { Subscription } from '../../../src/upgrade/tenant/facts.js';
import type { AnsweringServer } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { billed, connectedCommerce, graphRow, tenantId } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

/** What is deleted when Graph's subscription `source` is cancelled on an account that does not know that name. */
async function cancelling(listed: ReturnType<typeof billed>[], rows: Subscription[] | undefined) {
  const both = await connectedCommerce(
    (route) => {
      if (route === 'GET /billingSubscriptions') return { body: { value: listed } };
      const named = listed.find(({ name }) => route === `GET /billingSubscriptions/${name}`);
      if (named) return { body: named };
      return route.startsWith('DELETE') ? { status: 204 } : undefined;
    },
    rows ? { directory: { subscriptions: async () => rows } } : {},
  );
  server = both.server;
  const deleted = () =>
    both.server.seen.flatMap(({ method, url }) => (method === 'DELETE' ? url.replace(/.*\/|\?.*/g, '') : []));
  return { cancel: () => both.commerce.end(tenantId, 'source', 'run-1'), deleted };
}

describe('the subscription to cancel', () => {
  it.each([
    ['its other id', [billed('b-1', { subscriptionId: 'SOURCE' }), billed('b-2')], [graphRow()]],
    ['number of licences', [billed('b-1'), billed('b-2', { quantity: 24 })], [graphRow()]],
    ['plan', [billed('b-1'), billed('b-2', { skuDescription: 'Visio Plan 2' })], [graphRow()]],
    [
      'the title of its product',
      [billed('b-1', { skuDescription: '', productType: 'Office 365 Enterprise E4' })],
      [graphRow()],
    ],
    ['plan, leaving out another tenant', [billed('b-1'), billed('b-2', { provisioningTenantId: 'x' })], [graphRow()]],
    ['plan, leaving out what has ended', [billed('b-0', { status: 'Deleted' }), billed('b-1')], [graphRow()]],
    [
      'plan, though Graph names only its own id',
      [billed('b-1')],
      [graphRow({ id: 'SOURCE', commerceId: null }), graphRow({ id: 'other', commerceId: 'other', seats: 3 })],
    ],
  ])('is found by %s', async (_, listed, rows) => {
    const { cancel, deleted } = await cancelling(listed, rows);
    await cancel();
    expect(deleted()).toEqual(['b-1']);
  });

  it('is not read from an answer that names none', async () => {
    const { commerce, server: answering } = await connectedCommerce(() => ({ body: { value: 5, status: [] } }));
    server = answering;
    expect(await problemFrom(commerce.terms(tenantId, 'source'))).toEqual({ is: 'unreadable' });
  });

  it('needs no cancelling when all that are like it have ended', async () => {
    const ended = { status: 'Cancelled' };
    const { cancel, deleted } = await cancelling([billed('b-1', ended), billed('b-2', ended)], [graphRow()]);
    await cancel();
    expect(deleted()).toEqual([]);
  });

  it.each([
    ['the account has two like it', [billed('b-1'), billed('b-2')], [graphRow()]],
    ['Graph has two like it', [billed('b-1')], [graphRow(), graphRow({ id: 'twin', commerceId: 'twin' })]],
  ])('is not guessed when %s', async (_, listed, rows) => {
    const { cancel, deleted } = await cancelling(listed, rows);
    expect(await problemFrom(cancel())).toMatchObject({ is: 'refused', code: 'ambiguousSubscription' });
    expect(deleted()).toEqual([]);
  });

  it.each([
    ['the account has nothing like it', [billed('b-1', { quantity: 24 })], [graphRow()]],
    ['Graph does not list it', [billed('b-1')], [graphRow({ commerceId: 'other' })]],
    ['Graph is not asked', [billed('b-1')], undefined],
    ['it belongs to another tenant', [billed('source', { provisioningTenantId: 'x' })], [graphRow()]],
  ])('is not found when %s', async (_, listed, rows) => {
    const { cancel, deleted } = await cancelling(listed, rows);
    expect(await problemFrom(cancel())).toEqual({ is: 'notFound' });
    expect(deleted()).toEqual([]);
  });
});
