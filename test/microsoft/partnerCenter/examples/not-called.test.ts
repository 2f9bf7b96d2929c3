import { expect, it } from '@jest/globals';
import { describeExamples } from '../../../support/official-examples.js';
import { problemFrom } from '../../problem-of.js';
import { source, upgradeOrder } from '../connected.js';
import { eligibilitiesRoute, replayed, replyOf, soldAs } from './examples.js';

/** Answers of what the product does not call: none of them is taken for the answer to what it does call. */

describeExamples('an answer of another kind', () => {
  it('upgrades--1, of the older upgrades, is not read as eligibility for a transition', async () => {
    const { commerce } = await replayed({
      'GET /subscriptions/source': { body: { id: 'source' } },
      [eligibilitiesRoute]: replyOf('upgrades--1'),
    });
    expect(await problemFrom(commerce.eligibility('customer', source))).toEqual({ is: 'unreadable' });
  });

  it('post-upgrade--1, of the older upgrades, does not say how a transition stands: reading tells', async () => {
    const { commerce, sent } = await replayed({
      [eligibilitiesRoute]: soldAs(),
      'POST /subscriptions/source/transitions': replyOf('post-upgrade--1'),
    });
    expect(await problemFrom(commerce.place(upgradeOrder))).toEqual({ is: 'unknownOutcome' });
    expect(sent()).toHaveLength(1);
  });

  it('provisioning-status--1 is a success of something else: no subscription is ended or changed by it', async () => {
    const { commerce, sent } = await replayed({ 'GET /subscriptions/source': replyOf('provisioning-status--1') });
    expect(await problemFrom(commerce.end('customer', 'source', 'key'))).toEqual({ is: 'unclear', word: 'success' });
    const seats = { ...upgradeOrder, kind: 'seats', quantity: 5 } as const;
    expect(await problemFrom(commerce.find(seats))).toEqual({ is: 'unclear', word: 'success' });
    expect(sent()).toEqual([]);
  });
});
