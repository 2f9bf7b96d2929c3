import { expect, it } from '@jest/globals';
import { describeExamples } from '../../../support/official-examples.js';
import { upgradeOrder } from '../connected.js';
import { eligibilitiesRoute, example, replayed, replyOf, soldAs } from './examples.js';

const transitionsRoute = 'GET /subscriptions/source/transitions';

/** The upgrade of the example, as it would have been ordered. */
const order = { ...upgradeOrder, quantity: 1, placedAt: new Date('2021-01-08T18:01:00Z') };
const toItem = 'CFQ7TTC0LF8S:0001:CFQ7TTC0K9G9';

describeExamples('a transition', () => {
  it.each(['post-transition--1', 'post-transition--2'])(
    '%s was taken: its event stands in PascalCase, its status ends in a space',
    async (name) => {
      const { commerce, sent } = await replayed({
        [eligibilitiesRoute]: soldAs(),
        'POST /subscriptions/source/transitions': replyOf(name),
      });
      expect(await commerce.place(order)).toEqual({ is: 'inProgress' });
      expect(sent()).toHaveLength(1);
    },
  );

  it('is ordered as Microsoft’s page orders one, with the people', async () => {
    const { commerce, sent } = await replayed({
      [eligibilitiesRoute]: soldAs(toItem),
      'POST /subscriptions/source/transitions': replyOf('post-transition--2'),
    });
    await commerce.place(order);
    const asked = sent()[0]?.body as Record<string, unknown>;
    const ofPage = example('post-transition--2').request.body as Record<string, unknown>;
    // Which subscription becomes which stands in the path, and is left to Partner Center.
    const { fromCatalogItemId: _1, fromSubscriptionId: _2, toSubscriptionId: _3, ...rest } = ofPage;
    expect(Object.keys(asked).sort()).toEqual(Object.keys(rest).sort());
    expect(asked).toMatchObject({ toCatalogItemId: toItem, transitionType: 'transition_with_license_transfer' });
  });

  it('as a single one in a history (post-transition--1) goes on', async () => {
    const { commerce } = await replayed({
      [eligibilitiesRoute]: soldAs(toItem),
      [transitionsRoute]: { body: { items: [replyOf('post-transition--1').body] } },
      'GET /orders': { body: { items: [] } },
    });
    expect(await commerce.find(order)).toEqual({ is: 'inProgress' });
  });

  it('into a subscription that is there already (post-transition--2) is another order’s, by its quantity and item', async () => {
    const { commerce } = await replayed({
      [eligibilitiesRoute]: soldAs(toItem),
      [transitionsRoute]: { body: { items: [replyOf('post-transition--2').body] } },
    });
    expect(await commerce.find(order)).toEqual({ is: 'notFound' });
    expect(await commerce.find({ ...order, quantity: 2 })).toEqual({ is: 'notFound' });
  });
});

describeExamples('a history of transitions', () => {
  const history = () =>
    replayed({ [eligibilitiesRoute]: soldAs(toItem), [transitionsRoute]: replyOf('get-transitions--1') });

  it('get-transitions--1 has its own wrapper, and a log of two events of which the later counts', async () => {
    const { commerce } = await history();
    // Its people are never mentioned; five years later they are not waited for.
    expect(await commerce.find(order)).toEqual({ is: 'completed', commerceId: undefined });
  });

  it.each([
    ['placed after it', { placedAt: new Date('2021-01-08T19:00:00Z') }],
    ['of another number of licences', { quantity: 2 }],
  ])('get-transitions--1 is not that of an order %s', async (_, other) => {
    const { commerce } = await history();
    expect(await commerce.find({ ...order, ...other })).toEqual({ is: 'notFound' });
  });

  it('get-transitions--1 is not that of an order of another plan', async () => {
    const { commerce } = await replayed({
      [eligibilitiesRoute]: soldAs('CFQ7TTC0LF8S:0002:OTHER'),
      [transitionsRoute]: replyOf('get-transitions--1'),
    });
    expect(await commerce.find(order)).toEqual({ is: 'notFound' });
  });
});
