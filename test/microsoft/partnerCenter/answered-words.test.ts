import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnsweringServer } from '../answering-server.js';
import { spelled } from '../spellings.js';
import { type Answers, connectedCommerce, e5Item, purchaseOrder, source } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

async function connected(answers: Answers) {
  const both = await connectedCommerce(answers);
  server = both.server;
  return both.commerce;
}

const items = (...eligibilities: unknown[]) => ({
  items: [{ catalogItemId: e5Item, title: 'Office 365 E5', eligibilities }],
});

describe('the status of a cart', () => {
  const standing = async (status: string | undefined) => {
    const lineItems = [{ catalogItemId: e5Item, quantity: 25 }];
    const commerce = await connected((route) =>
      route === 'GET /carts/cart-1' ? { body: { id: 'cart-1', status, lineItems } } : { body: { items: [] } },
    );
    return commerce.find(purchaseOrder);
  };

  it.each(
    spelled([
      ['Active', { is: 'notFound' }],
      ['Ordered', { is: 'inProgress' }],
    ]),
  )('%s, of which no order shows, means %j', async (word, meaning) => {
    expect(await standing(word)).toEqual(meaning);
  });

  it('that is left out tells nothing: the orders do', async () => {
    expect(await standing(undefined)).toEqual({ is: 'notFound' });
  });

  it.each(['Musing', 'Expired'])('%s is not clear', async (word) => {
    expect(await standing(word)).toEqual({ is: 'unclear', word });
  });
});

describe('the type of a transition', () => {
  const targets = async (eligibilities: ReturnType<typeof items>) => {
    const commerce = await connected((route) => ({
      body: route.endsWith('/transitioneligibilities') ? eligibilities : { id: 'source' },
    }));
    return commerce.eligibility('customer', source);
  };
  const e5 = (eligible: boolean) => ({
    is: 'known',
    targets: [{ sku: 'ENTERPRISEPREMIUM', eligible, findings: [] }],
  });

  it.each([
    ...spelled([
      ['transition_with_license_transfer', true],
      ['transition_only', false],
      ['Musing', false],
    ]),
    ['2', true],
    ['1', false],
    ['', false],
  ] as [string, boolean][])('%s takes the people along: %s', async (transitionType, takesPeople) => {
    expect(await targets(items({ isEligible: true, transitionType, errors: [] }))).toEqual(e5(takesPeople));
  });

  it('may be told as its number', async () => {
    expect(await targets(items({ isEligible: true, transitionType: 2 }))).toEqual(e5(true));
  });

  it('of a plan that is offered without its people only leaves the plan out of reach', async () => {
    const withoutPeople = { isEligible: true, transitionType: 'transition_only' };
    const withThem = {
      isEligible: false,
      transitionType: 'transition_with_license_transfer',
      errors: [{ code: 3, description: 'Conflicting services' }],
    };
    expect(await targets(items(withoutPeople, withThem))).toEqual({
      is: 'known',
      targets: [{ sku: 'ENTERPRISEPREMIUM', eligible: false, findings: [{ code: '3', text: 'Conflicting services' }] }],
    });
  });
});
