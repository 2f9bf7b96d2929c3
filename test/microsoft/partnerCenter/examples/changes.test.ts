import { expect, it } from '@jest/globals';
import { camelCased } from '../../../../src/microsoft/partnerCenter/casing.js';
import type { OrderRequest } from '../../../../src/upgrade/ports.js';
import { describeExamples } from '../../../support/official-examples.js';
import { upgradeOrder } from '../connected.js';
import { example, replayed, replyOf } from './examples.js';

const reading = 'GET /subscriptions/source';
const changing = 'PATCH /subscriptions/source';

type Fields = Record<string, unknown>;

/** What the page sends, in the casing that the service answers with. */
const asSent = (name: string): Fields => camelCased(example(name).request.body) as Fields;

/** The subscription as it stood before the page's request. */
const before = (name: string, change: Fields): Fields => ({ ...asSent(name), status: 'active', ...change });

const more = (name: string, quantity: number): OrderRequest => ({
  ...upgradeOrder,
  kind: 'seats',
  quantity: Number(asSent(name).quantity) + quantity,
});

async function raisedBy(name: string, quantity = 0) {
  const subscription = before(name, { quantity: Number(asSent(name).quantity) - 1 });
  const { commerce, sent } = await replayed({ [reading]: { body: subscription }, [changing]: replyOf(name) });
  return { status: await commerce.place(more(name, quantity)), sent: sent() };
}

describeExamples('more licences', () => {
  it.each(['patch-subscription--2', 'patch-subscription--3', 'patch-subscription--6'])(
    '%s: there are as many as were ordered',
    async (name) => {
      expect((await raisedBy(name)).status).toEqual({ is: 'completed', commerceId: 'source' });
    },
  );

  it.each(['patch-subscription--2', 'patch-subscription--3', 'patch-subscription--6'])(
    '%s: there are not as many as were ordered, so reading tells',
    async (name) => {
      expect((await raisedBy(name, 1)).status).toEqual({ is: 'inProgress' });
    },
  );

  it('patch-subscription--4 was taken, with a place to look at and no body', async () => {
    expect((await raisedBy('patch-subscription--4')).status).toEqual({ is: 'inProgress' });
  });

  it.each(['patch-subscription--1', 'patch-subscription--5'])(
    '%s shows a subscription that has ended: its licences are not there',
    async (name) => {
      expect((await raisedBy(name)).status).toEqual({ is: 'inProgress' });
      const { commerce } = await replayed({ [reading]: { ...replyOf(name) } });
      expect(await commerce.find(more(name, 0))).toEqual({ is: 'notFound' });
    },
  );

  it.each([
    ['patch-subscription--2', '"<etag>"'],
    ['patch-subscription--3', undefined],
    ['patch-subscription--6', undefined],
  ])('%s is asked for as on the page: the whole resource, If-Match %s', async (name, etag) => {
    const { sent } = await raisedBy(name);
    expect(sent.map(({ body }) => body)).toEqual([{ ...asSent(name), status: 'active' }]);
    expect(sent[0]?.headers['if-match']).toBe(etag);
  });
});

describeExamples('an end', () => {
  it('patch-subscription--1: an older kind is suspended, as the page does it', async () => {
    const name = 'patch-subscription--1';
    const { commerce, sent } = await replayed({ [reading]: { body: before(name, {}) }, [changing]: replyOf(name) });
    await commerce.end('customer', 'source', 'key');
    expect(sent().map(({ body }) => body)).toEqual([asSent(name)]);
    expect(sent()[0]?.headers['if-match']).toBe('"<etag>"');
  });

  it('patch-subscription--4 has taken it', async () => {
    const name = 'patch-subscription--4';
    const { commerce, sent } = await replayed({ [reading]: { body: before(name, {}) }, [changing]: replyOf(name) });
    await commerce.end('customer', 'source', 'key');
    expect(sent().map(({ body }) => (body as Fields).status)).toEqual(['suspended']);
  });

  it('patch-subscription--5: one of the new commerce is deleted while that is allowed, as the page does it', async () => {
    const name = 'patch-subscription--5';
    // The clock of these tests stands after the refund of the page; it is asked on its day.
    const refundOptions = [{ type: 'Full', expiresAt: '2026-03-03T00:00:00+00:00' }];
    const { commerce, sent } = await replayed({
      [reading]: { body: before(name, { refundOptions }) },
      [changing]: replyOf(name),
    });
    await commerce.end('customer', 'source', 'key');
    expect(sent().map(({ body }) => body)).toEqual([{ ...asSent(name), refundOptions }]);
    expect(sent()[0]?.headers['if-match']).toBeUndefined();
  });

  it('patch-subscription--6: after that only its renewal is switched off, and what is planned for it goes back with it', async () => {
    const name = 'patch-subscription--6';
    const { commerce, sent } = await replayed({ [reading]: replyOf(name), [changing]: replyOf(name) });
    await commerce.end('customer', 'source', 'key');
    const read = replyOf(name).body as Fields;
    expect(sent().map(({ body }) => body)).toEqual([{ ...read, autoRenewEnabled: false }]);
  });

  it.each(['patch-subscription--1', 'patch-subscription--5'])(
    '%s, read again, has ended: it is left alone',
    async (name) => {
      const { commerce, sent } = await replayed({ [reading]: replyOf(name) });
      await commerce.end('customer', 'source', 'key');
      expect(sent()).toEqual([]);
    },
  );
});
