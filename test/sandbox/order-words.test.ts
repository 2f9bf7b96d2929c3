import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Json, type OpenSandbox, openSandbox, startUpgrade } from './support.js';

describe('an order of a scenario that has words for it', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  const words = async () => (await sandbox.commerce('/orders')).body.items.map(({ status }: Json) => status);
  const holding = async () => (await sandbox.report()).users.holding;

  it('passes through them, each for its time, and is carried out when they are over', async () => {
    await sandbox.put({
      users: 5,
      orderWords: [
        { word: 'pending_po_upload', lasts: 'P1D' },
        { word: 'po_upload_complete', lasts: 'PT6H' },
      ],
    });
    await startUpgrade(sandbox);
    expect(await words()).toEqual(['pending_po_upload']);
    await sandbox.advance('P1D');
    expect(await words()).toEqual(['po_upload_complete']);
    expect(await holding()).toEqual({ ENTERPRISEWITHSCAL: 5 });
    await sandbox.advance('PT6H');
    expect(await words()).toEqual(['completed']);
    await sandbox.advance('PT1M');
    expect(await holding()).toEqual({ ENTERPRISEPREMIUM: 5 });
  });

  it.each(['suspended', 'cancelled', 'aborted'])('comes to nothing where it is %s at last', async (word) => {
    await sandbox.put({ users: 5, orderWords: [{ word: 'pending', lasts: 'PT1H' }, { word }] });
    const { source } = await startUpgrade(sandbox);
    await sandbox.advance('P3D');
    expect(await words()).toEqual([word]);
    expect(await holding()).toEqual({ ENTERPRISEWITHSCAL: 5 });
    expect((await startUpgrade(sandbox, 'Office 365 E5', { key: 'key-2' })).answer.status).toBe(200);
    expect(source.status).toBe('active');
  });

  it('stays in one that has no end, until somebody says otherwise', async () => {
    await sandbox.put({ users: 5, orderWords: [{ word: 'on_hold' }] });
    await startUpgrade(sandbox);
    await sandbox.advance('P30D');
    expect(await words()).toEqual(['on_hold']);
  });
});

describe('a source that was bought in the new commerce', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  it('can only be kept from renewing, and runs out at the end of its term', async () => {
    await sandbox.put({ users: 2, newCommerce: true });
    const [source] = (await sandbox.commerce('/subscriptions')).body.items;
    expect(source).toMatchObject({ autoRenewEnabled: true, offerId: expect.stringMatching(/^.+:.+:.+$/) });
    const patch = async (change: Json) => {
      const { body } = await sandbox.commerce(`/subscriptions/${source.id}`);
      const headers = { 'If-Match': `"${body.attributes.etag}"` };
      return sandbox.commerce(`/subscriptions/${source.id}`, {
        method: 'PATCH',
        headers,
        body: { ...body, ...change },
      });
    };
    expect((await patch({ status: 'deleted' })).body.code).toBe('900117');
    expect((await patch({ autoRenewEnabled: false })).body).toMatchObject({
      status: 'active',
      autoRenewEnabled: false,
    });
    expect((await sandbox.report()).cancellations).toEqual([]);
    await sandbox.advance('P335D');
    expect((await sandbox.commerce(`/subscriptions/${source.id}`)).body.status).toBe('expired');
  });

  it('is not this partner’s where it was bought from another', async () => {
    await sandbox.put({ users: 2, newCommerce: true, purchaseChannel: 'partner' });
    expect((await sandbox.commerce('/subscriptions')).body.items).toEqual([]);
  });
});
