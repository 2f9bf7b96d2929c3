import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnsweringServer } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { type Answers, connectedCommerce, eligibilities, source } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

async function connected(answers: Answers) {
  const both = await connectedCommerce(answers);
  server = both.server;
  return both;
}

describe('eligibility', () => {
  it('is that of upgrading with the people, plan by plan, with the findings as they came', async () => {
    const { commerce, server } = await connected((route) => {
      if (route === 'GET /subscriptions/source') return { body: { id: 'source' } };
      return route === 'GET /subscriptions/source/transitioneligibilities' ? { body: eligibilities } : undefined;
    });
    expect(await commerce.eligibility('customer', source)).toEqual({
      is: 'known',
      targets: [
        { sku: 'ENTERPRISEPREMIUM', eligible: true, findings: [] },
        { sku: 'ENTERPRISEPACK', eligible: false, findings: [{ code: '8', text: 'The target offer was not found.' }] },
      ],
    });
    expect(new Set(server.seen.map(({ headers }) => headers.authorization))).toEqual(
      new Set(['Bearer token-of-partner']),
    );
  });

  it('is not known here of a subscription that somebody else sold', async () => {
    const { commerce } = await connected(() => undefined);
    expect(await commerce.eligibility('customer', source)).toEqual({ is: 'notSoldHere' });
  });

  it('is not read from an answer that is no list of plans: it does not say that there are none', async () => {
    const { commerce } = await connected((route) => ({
      body: route === 'GET /subscriptions/source' ? { id: 'source' } : { value: 5, status: [] },
    }));
    expect(await problemFrom(commerce.eligibility('customer', source))).toEqual({ is: 'unreadable' });
  });

  it('is unknown when Graph does not tell which subscription it is', async () => {
    const { commerce, server } = await connected(() => undefined);
    expect(await commerce.eligibility('customer', { ...source, commerceId: null })).toEqual({ is: 'unknown' });
    expect(server.seen).toEqual([]);
  });

  it('is read through all pages of the collection', async () => {
    const [first, ...rest] = eligibilities.items;
    const { commerce, server } = await connected((route, request) => {
      if (route === 'GET /subscriptions/source') return { body: { id: 'source' } };
      if (request.headers['ms-continuationtoken'] === 'more') return { body: { items: rest } };
      const next = {
        uri: '/customers/customer/subscriptions/source/transitioneligibilities?seekOperation=Next',
        method: 'GET',
        headers: [{ key: 'MS-ContinuationToken', value: 'more' }],
      };
      return { body: { items: [first], links: { next } } };
    });
    const eligibility = await commerce.eligibility('customer', source);
    expect(eligibility.is === 'known' && eligibility.targets.map(({ sku }) => sku)).toEqual([
      'ENTERPRISEPREMIUM',
      'ENTERPRISEPACK',
    ]);
    expect(server.seen.at(-1)?.url).toBe(
      '/v1/customers/customer/subscriptions/source/transitioneligibilities?seekOperation=Next',
    );
  });

  it('understands the throttle, which answers in a shape of its own', async () => {
    const { commerce } = await connected(() => ({
      status: 429,
      headers: { 'retry-after': '57' },
      body: { statusCode: 429, message: 'Rate limit is exceeded. Try again in 57 seconds.' },
    }));
    expect(await problemFrom(commerce.eligibility('customer', source))).toEqual({ is: 'busy', retryAfterMs: 57_000 });
  });
});
