import { expect, it } from '@jest/globals';
import type { Problem } from '../../../../src/upgrade/ports.js';
import { describeExamples } from '../../../support/official-examples.js';
import { problemFrom } from '../../problem-of.js';
import { purchaseOrder, upgradeOrder } from '../connected.js';
import { eligibilitiesRoute, example, replayed, replyOf, soldAs } from './examples.js';

/** What the error says in Microsoft's words, to be shown as they are. */
function refusedAs(name: string, remedy?: 'agreement' | 'operator' | 'seller'): Problem {
  const { code, description } = example(name).response.body as { code: string | number; description: string };
  return { is: 'refused', code: String(code), text: description, ...(remedy ? { remedy } : {}) };
}

const denied = (needs: string): Problem => ({ is: 'denied', needs, mendedBy: 'operator' });
const notFound: Problem = { is: 'notFound' };
const busy = (retryAfterMs?: number): Problem => ({ is: 'busy', retryAfterMs });

/** What each means to whoever orders, and to whoever reads where that differs. */
const meanings: [name: string, means: string, problem: () => Problem, toRead?: () => Problem][] = [
  ['error--1', 'refuses fewer licences; its code is a number', () => refusedAs('error--1')],
  ['error--2', 'is throttled, in another shape', () => busy(57_000)],
  ['error--3', 'names a partner who is not there', () => refusedAs('error--3'), () => notFound],
  ['error--4', 'has run out of licences; its data are texts', () => refusedAs('error--4')],
  ['error--5', 'takes no token of an app alone', () => denied('Partner Center: App+User')],
  ['error--6', 'is kept out by Conditional Access', () => denied('Partner Center: Conditional Access')],
  ['error--7', 'refuses an id, from another source', () => refusedAs('error--7')],
  ['error--8', 'refuses for an agreement of partners, with an address', () => refusedAs('error--8')],
  ['error--9', 'is of a customer whom somebody else sells to', () => refusedAs('error--9', 'seller')],
  ['error--10', 'waits a day for another operation', () => busy(24 * 3_600_000)],
  ['error--12', 'was made for an older version', () => refusedAs('error--12')],
  ['error--13', 'changes what has ended', () => refusedAs('error--13')],
  ['error--14', 'changes what is ending', () => refusedAs('error--14')],
  ['error--15', 'names a subscription that is not there', () => notFound],
  ['error--16', 'was submitted already, and is going on', () => refusedAs('error--16')],
  ['error--17', 'was submitted already, and is being processed', () => refusedAs('error--17')],
  ['error--18', 'was submitted already', () => refusedAs('error--18')],
  ['error--19', 'names a cart that is not there', () => notFound],
  ['error--20', 'failed a check of risk: a 403 that is no missing permission', () => refusedAs('error--20')],
  ['error--23', 'lacks the customer’s agreement', () => refusedAs('error--23', 'agreement')],
  ['error--24', 'is of an offer that is gone', () => refusedAs('error--24')],
  ['error--26', 'waits until what it upgrades into is ready', () => busy()],
  ['error--27', 'lacks a permission', () => denied('Partner Center: GDAP')],
];

const transitions = 'POST /subscriptions/source/transitions';

describeExamples('an error', () => {
  it.each(meanings)('%s, to whoever orders, %s', async (name, _, problem) => {
    const { commerce, sent } = await replayed({ [eligibilitiesRoute]: soldAs(), [transitions]: replyOf(name) });
    expect(await problemFrom(commerce.place(upgradeOrder))).toEqual(problem());
    expect(sent()).toHaveLength(1);
  });

  it.each(meanings)('%s, to whoever reads, %s', async (name, _, problem, toRead = problem) => {
    const { commerce } = await replayed({ 'GET /subscriptions/source': replyOf(name) });
    expect(await problemFrom(commerce.terms('customer', 'source'))).toEqual(toRead());
  });

  it.each(['error--16', 'error--17', 'error--18'])(
    '%s, to whoever checks a cart out, says that an earlier sending arrived: it is looked for',
    async (name) => {
      const { commerce, sent } = await replayed({
        'POST /carts/cart-1/checkout': replyOf(name),
        [eligibilitiesRoute]: soldAs(),
        'GET /orders': { body: { items: [] } },
      });
      expect(await commerce.place(purchaseOrder)).toEqual({ is: 'inProgress' });
      expect(sent()).toHaveLength(1);
    },
  );

  it.each(['error--13', 'error--14'])(
    '%s, to whoever ends a subscription, says that nothing is left to end',
    async (name) => {
      const { commerce, sent } = await replayed({
        'GET /subscriptions/source': replyOf('subscription--2'),
        'PATCH /subscriptions/source': replyOf(name),
      });
      await commerce.end('customer', 'source', 'key');
      expect(sent()).toHaveLength(1);
    },
  );

  it('error--12, to whoever changes a subscription, says that it is to be read and judged again', async () => {
    const { commerce, sent } = await replayed({
      'GET /subscriptions/source': replyOf('subscription--2'),
      'PATCH /subscriptions/source': replyOf('error--12'),
    });
    expect(await problemFrom(commerce.end('customer', 'source', 'key'))).toEqual(busy());
    expect(sent()).toHaveLength(4);
  });
});
