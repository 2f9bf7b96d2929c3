import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { creditCheckEnd } from '../../src/sandbox/world/credit-check.js';
import { type Json, monday, type OpenSandbox, openSandbox, startUpgrade } from './support.js';

const day = 86_400_000;
const friday = monday + 4 * day;

describe('a credit check', () => {
  let sandbox: OpenSandbox | undefined;
  beforeEach(() => {
    sandbox = undefined;
  });
  afterEach(() => sandbox?.close());

  it.each([
    ['Monday 08:00', monday, 'Tue, 06 Jan 2026 20:00:00 GMT'],
    ['Friday 08:00', friday, 'Mon, 12 Jan 2026 20:00:00 GMT'],
    ['Friday 23:00', friday + 15 * 3_600_000, 'Tue, 13 Jan 2026 11:00:00 GMT'],
    ['Saturday 08:00', friday + day, 'Tue, 13 Jan 2026 12:00:00 GMT'],
  ])('begun on %s ends after one and a half working days', (_, from, end) => {
    expect(new Date(creditCheckEnd(from)).toUTCString()).toBe(end);
  });

  it('holds an upgrade over the weekend, then lets it go on', async () => {
    const open = await openSandbox({ at: friday });
    sandbox = open;
    await open.put({ users: 5, payment: 'invoice', creditCheck: 'approve' });
    const { source } = await startUpgrade(open);
    const path = `/subscriptions/${source.id}/transitioneligibilities`;
    await open.advance('PT48H');
    expect((await open.commerce('/orders')).body.items).toMatchObject([{ status: 'pending_review' }]);
    const codes = (await open.commerce(path)).body.items[0].eligibilities[0].errors.map(({ code }: Json) => code);
    expect(codes).toEqual([4]);
    await open.advance('PT36H');
    expect((await open.commerce('/orders')).body.items).toMatchObject([{ status: 'completed' }]);
    await open.advance('PT1M');
    expect((await open.report()).users.holding).toEqual({ ENTERPRISEPREMIUM: 5 });
  });

  it('that fails cancels the order and leaves everything as it was', async () => {
    const open = await openSandbox();
    sandbox = open;
    await open.put({ users: 5, payment: 'invoice', creditCheck: 'decline' });
    const { source } = await startUpgrade(open);
    await open.advance('P3D');
    expect((await open.commerce('/orders')).body.items).toMatchObject([{ status: 'cancelled' }]);
    const { events } = (await open.commerce(`/subscriptions/${source.id}/transitions`)).body.items[0];
    expect(events.at(-1)).toMatchObject({ name: 'Conversion', status: 'Failed', errors: [{ code: '800069' }] });
    expect((await open.report()).users.holding).toEqual({ ENTERPRISEWITHSCAL: 5 });
    expect((await open.report()).subscriptions).toHaveLength(1);
  });
});
