import { afterEach, describe, expect, it } from '@jest/globals';
import type { OrderRequest } from '../../../src/upgrade/ports.js';
import type { AnsweringServer, Reply } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { type Answers, connectedCommerce, e3Item, e5Item, eligibilities, upgradeOrder } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

async function connected(answers: Answers, now?: Date) {
  const both = await connectedCommerce(answers, now);
  server = both.server;
  return both;
}

const eligibilitiesRoute = 'GET /subscriptions/source/transitioneligibilities';
const historyRoute = 'GET /subscriptions/source/transitions';
const postRoute = 'POST /subscriptions/source/transitions';

const event = (name: string, status: string, timestamp = '2026-03-02T10:00:01Z', errors: unknown[] = []) => ({
  name,
  status,
  timestamp,
  errors,
});

const transition = (events: unknown[], more: object = {}) => ({
  operationId: 'op-1',
  toCatalogItemId: e5Item,
  toSubscriptionId: 'new-1',
  quantity: 25,
  events,
  ...more,
});

/** Where the order stands, by a history, the customer's orders, and what is still offered. */
async function found(
  history: unknown,
  orders: unknown[] = [],
  offered: Reply = { body: eligibilities },
  order: OrderRequest = upgradeOrder,
) {
  const { commerce } = await connected((route) => {
    if (route === historyRoute) return { body: history };
    if (route === eligibilitiesRoute) return offered;
    return route === 'GET /orders' ? { body: { items: orders } } : undefined;
  });
  return commerce.find(order).finally(() => server?.close());
}

describe('ordering an upgrade', () => {
  it('sends the plan with its people for a year, under the key of the order', async () => {
    const { commerce, server } = await connected((route) => {
      if (route === eligibilitiesRoute) return { body: eligibilities };
      return route === postRoute ? { body: transition([event('Conversion', 'Started')]) } : undefined;
    });
    expect(await commerce.place(upgradeOrder)).toEqual({ is: 'inProgress' });
    const post = server.seen.at(-1);
    expect(post?.body).toEqual({
      toCatalogItemId: e5Item,
      quantity: 25,
      termDuration: 'P1Y',
      billingCycle: 'monthly',
      transitionType: 'transition_with_license_transfer',
    });
    expect(post?.headers).toMatchObject({ 'ms-requestid': upgradeOrder.key, 'x-locale': 'en-US' });
    const correlations = server.seen.map(({ headers }) => headers['ms-correlationid']);
    expect(new Set(correlations).size).toBe(correlations.length);
  });

  it.each<[string, Reply]>([
    ['the reply is lost', 'drop'],
    ['the answer is empty', { body: {} }],
    ['the answer is no transition', { body: { value: 5, status: [], quantity: 25 } }],
  ])('is sent once and has an unknown outcome when %s', async (_, answer) => {
    const { commerce, server } = await connected((route) => (route === postRoute ? answer : { body: eligibilities }));
    expect(await problemFrom(commerce.place(upgradeOrder))).toEqual({ is: 'unknownOutcome' });
    expect(server.seen.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('is not sent for a plan that Partner Center does not list', async () => {
    const { commerce, server } = await connected(() => ({ body: eligibilities }));
    expect(await problemFrom(commerce.place({ ...upgradeOrder, plan: 'SPE_E5' }))).toMatchObject({
      code: 'planNotOffered',
    });
    expect(server.seen.filter(({ method }) => method === 'POST')).toEqual([]);
  });
});

describe('where an upgrade stands', () => {
  it('is not found while the subscription has no transition', async () => {
    expect(await found({ items: [] })).toEqual({ is: 'notFound' });
  });

  it('is not told by an answer that is no history: the order may have been taken', async () => {
    expect(await problemFrom(found({ value: 5, status: [] }))).toEqual({ is: 'unreadable' });
  });

  it.each([
    ['to another plan', transition([event('Conversion', 'Started')], { toCatalogItemId: e3Item })],
    ['of another quantity', transition([event('Conversion', 'Started')], { quantity: 24 })],
    ['from before it was placed', transition([event('Conversion', 'Completed', '2026-03-02T09:54:00Z')])],
  ])('is not told by a transition %s', async (_, other) => {
    expect(await found({ items: [other] })).toEqual({ is: 'notFound' });
  });

  it('is settled by a transition whose clock is a few minutes behind ours', async () => {
    expect(await found({ items: [transition([event('Conversion', 'Started', '2026-03-02T09:56:00Z')])] })).toEqual({
      is: 'inProgress',
    });
  });

  it('is completed when the subscription is converted and the people are moved', async () => {
    const events = [event('Conversion', 'Completed'), event('SeatReassignment', 'Completed')];
    expect(await found({ items: [transition(events)] })).toEqual({ is: 'completed', commerceId: 'new-1' });
  });

  it('reads the documented sample: wrapped otherwise, in PascalCase, with trailing spaces', async () => {
    const sample = {
      OperationId: 'op-1',
      ToCatalogItemId: e5Item,
      ToSubscriptionId: 'new-1',
      Quantity: 25,
      Events: [
        { Name: 'Conversion ', Status: 'Completed ', Timestamp: '2026-03-02T10:00:01Z' },
        { Name: 'LicenseReassignment', Status: 'Started ', Timestamp: '2026-03-02T10:00:02Z' },
      ],
    };
    expect(await found({ transition: [sample] })).toEqual({ is: 'inProgress' });
    const done = { ...sample, Events: sample.Events.map((one) => ({ ...one, Status: 'Completed ' })) };
    expect(await found({ transition: [done] })).toEqual({ is: 'completed', commerceId: 'new-1' });
  });

  it('goes by the latest event of a stage when the history keeps them all', async () => {
    const events = [
      event('SeatReassignment', 'Completed', '2026-03-02T10:05:00Z'),
      event('Conversion', 'Completed', '2026-03-02T10:03:00Z'),
      event('Conversion', 'Started', '2026-03-02T10:00:01Z'),
      event('SeatReassignment', 'InProgress', '2026-03-02T10:04:00Z'),
    ];
    expect(await found({ items: [transition(events)] })).toEqual({ is: 'completed', commerceId: 'new-1' });
  });

  it('is declined, in its own words, when the conversion failed', async () => {
    const errors = [{ code: 800069, description: 'Risk check failed.' }];
    const events = [event('Conversion', 'Failed', '2026-03-02T10:09:00Z', errors)];
    expect(await found({ items: [transition(events)] })).toEqual({
      is: 'declined',
      code: '800069',
      text: 'Risk check failed.',
    });
  });

  it('is not declined, so never ordered again, when only the people could not be moved', async () => {
    const errors = [{ code: 12, description: 'User license error' }];
    const events = [
      event('Conversion', 'Completed'),
      event('SeatReassignment', 'Failed', '2026-03-02T10:09:00Z', errors),
    ];
    expect(await found({ items: [transition(events)] })).toEqual({ is: 'completed', commerceId: 'new-1' });
  });

  it('is completed an hour after a conversion whose history never mentions the people', async () => {
    const order = { ...upgradeOrder, placedAt: new Date('2026-03-02T08:00:00Z') };
    const history = (at: string) => ({ items: [transition([event('Conversion', 'Completed', at)])] });
    expect(await found(history('2026-03-02T09:30:00Z'), [], undefined, order)).toEqual({ is: 'inProgress' });
    expect(await found(history('2026-03-02T08:30:00Z'), [], undefined, order)).toEqual({
      is: 'completed',
      commerceId: 'new-1',
    });
  });

  it.each([
    ['pending ', { is: 'inProgress' }],
    ['Pending_Review', { is: 'underReview', of: 'order' }],
    ['Cancelled', { is: 'declined', code: 'orderStatus', text: 'Cancelled' }],
    ['completed', { is: 'inProgress' }],
  ])('follows its order that is %p while the conversion is open', async (status, expected) => {
    const orders = [
      { id: 'o0', alternateId: 'another', status: 'cancelled', lineItems: [] },
      { id: 'o1', alternateId: 'OP-1', status, lineItems: [] },
    ];
    expect(await found({ items: [transition([event('Conversion', 'InProgress')])] }, orders)).toEqual(expected);
  });

  it('finds its order by what was ordered when the order does not name the transition', async () => {
    const line = { offerId: e5Item, quantity: 25 };
    const orders = [
      { id: 'o0', status: 'cancelled', creationDate: '2026-02-01T10:00:00Z', lineItems: [line] },
      { id: 'o1', status: 'pending_review', creationDate: '2026-03-02T10:00:03Z', lineItems: [line] },
    ];
    expect(await found({ items: [transition([event('Conversion', 'Started')])] }, orders)).toEqual({
      is: 'underReview',
      of: 'order',
    });
  });

  it('is found although Partner Center no longer says what the old subscription could become', async () => {
    const refused = { status: 400, body: { code: 2, description: 'Not active' } };
    expect(await found({ items: [transition([event('Conversion', 'Started')])] }, [], refused)).toEqual({
      is: 'inProgress',
    });
  });

  it('is that of the latest of several attempts', async () => {
    const failed = transition([event('Conversion', 'Failed', '2026-03-02T10:00:01Z')], { operationId: 'op-0' });
    const running = transition([event('Conversion', 'Started', '2026-03-02T10:02:00Z')]);
    expect(await found({ items: [running, failed] })).toEqual({ is: 'inProgress' });
  });

  it('stays open when the subscription itself cannot be found, which proves nothing', async () => {
    const { commerce } = await connected(() => undefined);
    expect(await problemFrom(commerce.find(upgradeOrder))).toEqual({ is: 'notFound' });
  });
});

describe('an upgrade that was ordered while clocks differ', () => {
  const theirs = '2026-03-02T10:00:01Z';
  /** Where it stands, ordered and looked for at times of our clock, by a Partner Center whose clock shows another. */
  async function foundAt(placedAt: string, now: string, date: string | undefined) {
    const { commerce } = await connected((route) => {
      const headers: Record<string, string> = date === undefined ? {} : { date: new Date(date).toUTCString() };
      if (route === historyRoute)
        return { headers, body: { items: [transition([event('Conversion', 'InProgress', theirs)])] } };
      return route === eligibilitiesRoute ? { headers, body: eligibilities } : { headers, body: { items: [] } };
    }, new Date(now));
    return commerce.find({ ...upgradeOrder, placedAt: new Date(placedAt) }).finally(() => server?.close());
  }

  it.each([
    ['ours runs three days ahead', '2026-03-05T10:00:00Z', '2026-03-05T10:05:00Z', '2026-03-02T10:05:00Z'],
    ['ours was set back since', '2026-03-05T10:00:00Z', '2026-03-02T10:05:00Z', '2026-03-02T10:05:00Z'],
    ['theirs is not told, and ours was set back', '2026-03-05T10:00:00Z', '2026-03-02T10:05:00Z', undefined],
    ['they agree but for minutes', '2026-03-02T10:04:00Z', '2026-03-02T10:05:00Z', '2026-03-02T10:01:00Z'],
  ])('is found again where %s', async (_how, placedAt, now, date) => {
    expect(await foundAt(placedAt, now, date)).toEqual({ is: 'inProgress' });
  });

  it('is not taken for one that was made days before', async () => {
    expect(await foundAt('2026-03-05T10:00:00Z', '2026-03-05T10:05:00Z', '2026-03-05T10:05:00Z')).toEqual({
      is: 'notFound',
    });
  });
});
