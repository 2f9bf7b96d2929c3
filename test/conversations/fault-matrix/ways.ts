import type { Fault } from '../../support/sandbox-control.js';

/** The ways in which a kind of request goes wrong. */

const status = (code: number, more: Partial<Fault> = {}) => ({ effect: 'status', status: code, ...more }) as const;

/** Every property that any answer of theirs has, of another type than it has there. */
const wrongTypes = {
  value: [{ id: 5, skuId: {}, skuPartNumber: 7, assignedLicenses: 'none', prepaidUnits: [], members: 3 }],
  items: [{ id: 5, status: [], lineItems: 'none', events: 7, quantity: 'many' }],
  id: [],
  status: 5,
  orders: 'none',
  lineItems: 7,
  properties: [],
  responses: {},
};

export const ways: Readonly<Record<string, Omit<Fault, 'match'>>> = {
  '429 with no wait at all': status(429, { retryAfter: 0 }),
  '429 with a wait': status(429, { retryAfter: 30 }),
  '429 with an absurd wait': status(429, { retryAfter: 8_640_000 }),
  '429 without a word': status(429),
  '500': status(500),
  '503': status(503),
  '409': status(409),
  '412': status(412),
  '401': status(401),
  '401 once': status(401, { times: 1 }),
  '403': status(403),
  '404': status(404),
  'a page of a proxy': status(403, { body: '<html>Blocked</html>' }),
  'an empty answer': status(200, { body: '' }),
  'half an answer': status(200, { body: '{"value": [' }),
  'an answer of another shape': status(200, { body: { value: 5, status: [] } }),
  'an answer of wrong types': status(200, { body: wrongTypes }),
  'a broken connection': { effect: 'reset' },
  'a lost reply': { effect: 'lostReply' },
  // Longer than anybody waits for a write, and a little than anybody likes to wait for a read.
  'no answer at all': { effect: 'hang' },
  'an answer that is too late': { effect: 'slow', ms: 32_000 },
  'a slow answer': { effect: 'slow', ms: 1_500 },
};

/** Those in which real time passes, which no clock can be moved over. */
export const lasting: readonly string[] = ['no answer at all', 'an answer that is too late'];
