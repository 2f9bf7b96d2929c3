import type { Json, OpenSandbox } from './support.js';

/** What the sandbox's Partner Center is asked beside which payload of Microsoft's, and why the two differ where they do. */

/** What there is to ask about, made once for all of them. */
export type Made = { legacy: string; newCommerce: string; order: string; cart: Json; placed: Json; transition: Json };

export type Compared = {
  ask: (
    sandbox: OpenSandbox,
    made: Made,
  ) => Promise<{ status: number; body: unknown }> | { status: number; body: unknown };
  differs: readonly { why: string; at: readonly string[] }[];
};

const get =
  (path: (made: Made) => string): Compared['ask'] =>
  (sandbox, made) =>
    sandbox.commerce(path(made));
const missing = (...names: string[]): string[] => names.map((name) => `${name}: missing`);
const extra = (...names: string[]): string[] => names.map((name) => `${name}: extra`);
const within = (path: string, lines: readonly string[]): string[] => lines.map((line) => `${path}.${line}`);

const ids = (...at: string[]) => ({
  why: 'an id is a text that means nothing; here all are alike',
  at: at.map((one) => `${one}: id instead of text`),
});
const olderOrder = {
  why: 'this page is from before orders told what they were of',
  at: [
    ...extra('alternateId', 'client', 'transactionType', 'links.patchOperation'),
    ...within('lineItems[]', extra('subscriptionId', 'termDuration', 'transactionType')),
    ...within('lineItems[].links', extra('availability', 'product')),
  ],
};
const inItems = ({ why, at }: Compared['differs'][number]) => ({ why, at: within('items[]', at) });
const currencySymbol = (at: string) => ({ why: 'how a currency is written is the bot’s own matter', at: missing(at) });
const linksOfACollection = { why: 'other pages show a collection’s own link', at: extra('links') };

export const compared: Record<string, Compared> = {
  'subscription--2': {
    ask: get(({ legacy }) => `/subscriptions/${legacy}`),
    differs: [
      {
        why: 'the recorded subscription of subscriptions--1 tells them',
        at: extra(
          ...['actionTaken', 'actions', 'attentionNeeded', 'billingCycle', 'hasPurchasableAddons'],
          ...['isMicrosoftProduct', 'isTrial', 'suspensionReasons', 'termDuration'],
        ),
      },
      { why: 'nobody follows them', at: missing('links.offer', 'links.parentSubscription') },
      {
        why: 'some pages write ids in capitals; they are read in either way',
        at: ['id: id instead of ID', 'orderId: id instead of ID'],
      },
    ],
  },
  'subscription--3': {
    ask: get(({ newCommerce }) => `/subscriptions/${newCommerce}`),
    differs: [
      ids('orderId'),
      {
        why: 'a decimal less, for a nought at the end',
        at: ['effectiveStartDate: time as 0000-00-00T00:00:00.0000000Z instead of time as 0000-00-00T00:00:00.000000Z'],
      },
      {
        why: 'until when it may be ended is told by its own field, as in subscriptions--3',
        at: [...extra('cancellationAllowedUntilDate'), ...missing('refundOptions', 'refundableQuantity')],
      },
    ],
  },
  'subscriptions--3': {
    async ask(sandbox, { newCommerce }) {
      const { status, body } = await sandbox.commerce('/subscriptions');
      return { status, body: { ...body, items: body.items.filter(({ id }: Json) => id === newCommerce) } };
    },
    differs: [
      inItems(ids('orderId')),
      { why: 'newer answers tell the moment too', at: extra('items[].commitmentEndDateTime') },
    ],
  },
  'billing-profile--1': { ask: get(() => '/profiles/billing'), differs: [ids('id')] },
  'transition-eligibilities--1': {
    ask: get(({ legacy }) => `/subscriptions/${legacy}/transitioneligibilities`),
    differs: [
      linksOfACollection,
      {
        why: 'nobody is moved into a subscription that is there already',
        at: missing('items[].subscriptionEligibilities'),
      },
    ],
  },
  'post-transition--2': {
    ask: (_, { transition }) => transition,
    differs: [
      { why: 'the page moves into a subscription that is there already', at: missing('toSubscriptionId') },
      { why: 'the history of the same page tells it', at: extra('operationId') },
      {
        why: 'Office 365 E4 was bought as an older offer, whose id is a GUID',
        at: ['fromCatalogItemId: ID instead of text'],
      },
    ],
  },
  'get-transitions--1': {
    ask: get(({ legacy }) => `/subscriptions/${legacy}/transitions`),
    differs: [
      {
        why: 'Microsoft’s own client reads a collection as of any other resource; the replayed examples have the page’s wrapper',
        at: [...missing('transition'), ...extra('items', 'links', 'totalCount')],
      },
    ],
  },
  'create-cart--2': { ask: (_, { cart }) => cart, differs: [] },
  'get-cart--1': {
    ask: get(({ cart }) => `/carts/${cart.body.id}`),
    differs: [
      {
        why: 'only a savings plan has them',
        at: within('lineItems[]', missing('provisioningContext', 'purchaseCommitment')),
      },
    ],
  },
  'checkout--3': {
    ask: (_, { placed }) => placed,
    differs: [currencySymbol('orders[].currencySymbol'), ids('orders[].id', 'orders[].alternateId')],
  },
  'order--1': {
    ask: get(({ order }) => `/orders/${order}`),
    differs: [olderOrder, currencySymbol('currencySymbol'), ids('id')],
  },
  'orders--1': { ask: get(() => '/orders'), differs: [inItems(olderOrder), inItems(ids('id'))] },
  'provisioning-status--1': { ask: get(({ legacy }) => `/subscriptions/${legacy}/provisioningstatus`), differs: [] },
  'error--15': { ask: get(() => '/subscriptions/none'), differs: [] },
  'error--19': { ask: get(() => '/carts/none'), differs: [] },
};

const software = 'of a product that nobody is moved to: software, usage, a savings plan or a marketplace';
const olderCart = 'of older offers, or with fields that only the caller gives';
const request = 'the page shows what is sent, not what comes back';
const anotherError = 'the same shape as error--15 and error--19, with another code';

/** Payloads that the sandbox has no counterpart of, and why. */
export const notCompared: Record<string, string> = {
  'billing-profile--2': 'a customer as another program recorded it, with fields that are the customer’s own',
  'billing-profile--3': 'written down by an audit, which has every field',
  'put-billing-profile--1': request,
  'checkout--1': software,
  'checkout--4': software,
  'create-cart--1': olderCart,
  'create-cart--3': olderCart,
  'create-cart--4': olderCart,
  'create-cart--5': olderCart,
  'create-cart--6': olderCart,
  'get-cart--2': 'an older answer, without a status',
  'order--3': 'an order of an older offer, which nobody places here',
  'orders--2': 'the shape of orders--1, of another billing cycle',
  'orders--3': software,
  'orders--4': 'the page shows the order alone, without the collection around it',
  'orders--7': 'composed of an order of checkout--3 in another word',
  'patch-subscription--1': request,
  'patch-subscription--2': request,
  'patch-subscription--3': request,
  'patch-subscription--4': 'the sandbox carries a change out at once; a fault answers 202 where that is wanted',
  'patch-subscription--5': software,
  'patch-subscription--6': software,
  'post-transition--1': 'an older answer',
  'post-upgrade--1': 'the older upgrades, which are not called',
  'upgrades--1': 'the older upgrades, which are not called',
  'subscription--1': software,
  'subscription--5': software,
  'subscription--6': software,
  'subscriptions--1': software,
  'subscriptions--2': 'the page writes spaces into its times',
  'subscriptions--4': 'add-ons, with the spaces of subscriptions--2',
  'subscriptions--5': 'a search of all of a partner’s customers, which is not called',
  'subscriptions-by-order--1': 'the page writes spaces into its times',
  'transition-eligibilities--2': 'the shape of transition-eligibilities--1, older',
  'error--2': 'the throttle’s own shape, held to in the tests of faults',
  ...Object.fromEntries(
    [1, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 16, 17, 18, 20, 23, 24, 26, 27].map((nth) => [
      `error--${nth}`,
      anotherError,
    ]),
  ),
};
