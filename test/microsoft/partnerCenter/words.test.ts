import { describe, expect, it } from '@jest/globals';
import { type OrderMeaning, orderMeaning } from '../../../src/microsoft/partnerCenter/order-words.js';
import { standingOf } from '../../../src/microsoft/partnerCenter/orders.js';
import {
  type SubscriptionMeaning,
  subscriptionMeaning,
} from '../../../src/microsoft/partnerCenter/subscription-words.js';
import { termsOf } from '../../../src/microsoft/partnerCenter/terms.js';
import { type Progress, progressOf } from '../../../src/microsoft/partnerCenter/transition-events.js';
import type { OrderStatus } from '../../../src/upgrade/ports.js';
import { spelled } from '../spellings.js';

const nobodyDocuments = ['Musing', 'completed_somehow', ''];

/** Every word of OrderStatus, and what is told of an order whose status it is. */
const orders: [string, OrderMeaning, OrderStatus | undefined][] = [
  ['unknown', { is: 'unclear' }, { is: 'unclear', word: 'unknown' }],
  ['completed', { is: 'completed' }, undefined],
  ['pending', { is: 'inProgress' }, { is: 'inProgress' }],
  ['pending_review', { is: 'underReview', of: 'order' }, { is: 'underReview', of: 'order' }],
  [
    'pending_po_upload',
    { is: 'underReview', of: 'missingPurchaseOrder' },
    { is: 'underReview', of: 'missingPurchaseOrder' },
  ],
  ['po_upload_complete', { is: 'underReview', of: 'purchaseOrder' }, { is: 'underReview', of: 'purchaseOrder' }],
  ['po_review_rejected', { is: 'ended' }, { is: 'declined', code: 'orderStatus', text: 'po_review_rejected' }],
  ['cancelled', { is: 'ended' }, { is: 'declined', code: 'orderStatus', text: 'cancelled' }],
  ['canceled', { is: 'ended' }, { is: 'declined', code: 'orderStatus', text: 'canceled' }],
  ['suspended', { is: 'ended' }, { is: 'declined', code: 'orderStatus', text: 'suspended' }],
  ['error', { is: 'ended' }, { is: 'declined', code: 'orderStatus', text: 'error' }],
  ['aborted', { is: 'ended' }, { is: 'declined', code: 'orderStatus', text: 'aborted' }],
  ['partial_success', { is: 'partly' }, undefined],
];

describe('the status of an order', () => {
  it.each(spelled(orders.map(([word, meaning]) => [word, meaning])))('%s means %j', (word, meaning) => {
    expect(orderMeaning(word)).toEqual(meaning);
  });

  it.each(orders)('%s (%j) is told in Microsoft’s word', (word, _, standing) => {
    expect(standingOf({ id: 'order', status: word })).toEqual(standing);
  });

  it.each(nobodyDocuments)('is not clear in the word "%s"', (word) => {
    expect(orderMeaning(word)).toEqual({ is: 'unclear' });
    expect(standingOf({ id: 'order', status: word })).toEqual({ is: 'unclear', word });
  });
});

describe('the status of a subscription', () => {
  const words: [string, SubscriptionMeaning][] = [
    ['active', 'active'],
    ['pending', 'changing'],
    ['suspended', 'ended'],
    ['expired', 'ended'],
    ['disabled', 'ended'],
    ['deleted', 'ended'],
  ];
  it.each(spelled(words))('%s means %s', (word, meaning) => {
    expect(subscriptionMeaning(word, 'testing')).toBe(meaning);
  });

  it.each(['none', ...nobodyDocuments])('is not clear in the word "%s"', (word) => {
    expect(() => subscriptionMeaning(word, 'testing')).toThrow(
      expect.objectContaining({ problem: { is: 'unclear', word } }),
    );
  });
});

describe('the events of a transition', () => {
  const event = (name: string, status: string) => ({ name, status, code: '', errors: null, timestamp: undefined });
  const finding = { code: 'failed', text: '' };

  const conversions: [string, Progress][] = [
    ['Started', { is: 'running' }],
    ['InProgress', { is: 'running' }],
    ['Completed', { is: 'converted', peopleSettled: false, at: undefined }],
    ['Failed', { is: 'failed', finding }],
  ];
  it.each(spelled(conversions))('tell of a conversion that is %s: %j', (status, progress) => {
    expect(progressOf([event('Conversion', status)])).toEqual(progress);
  });

  it.each(nobodyDocuments)('do not make a conversion clear that stands at "%s"', (word) => {
    expect(progressOf([event('Conversion', word)])).toEqual({ is: 'unclear', word });
  });

  const moves: [string, boolean][] = [
    ['Started', false],
    ['InProgress', false],
    ['Completed', true],
    ['Failed', true],
    ['Musing', false],
  ];
  const stages = spelled([
    ['LicenseReassignment', ''],
    ['SeatReassignment', ''],
  ]).map(([name]) => name);
  it.each(stages.flatMap((name) => spelled(moves).map(([status, settled]) => [name, status, settled] as const)))(
    'tell of %s that is %s whether nobody is on the way any more: %s',
    (name, status, peopleSettled) => {
      expect(progressOf([event('Conversion', 'Completed'), event(name, status)])).toMatchObject({ peopleSettled });
    },
  );

  it.each(['Billing', ''])('say nothing by a stage called "%s"', (name) => {
    expect(progressOf([event(name, 'Failed')])).toEqual({ is: 'running' });
    expect(progressOf([event('Conversion', 'Started'), event(name, 'Completed')])).toEqual({ is: 'running' });
  });
});

describe('the refund of a subscription', () => {
  const refundOf = (...types: string[]) =>
    termsOf({
      id: 'one',
      status: 'active',
      quantity: 25,
      refundOptions: types.map((type) => ({ type })),
    }).refund;

  const words: [string, string][] = [
    ['Full', 'full'],
    ['Partial', 'partial'],
    ['Musing', 'none'],
  ];
  it.each(spelled(words))('is, where it is of the type %s: %s', (type, refund) => {
    expect(refundOf(type)).toBe(refund);
  });

  it('is the most that is given, and none where none is listed', () => {
    expect(refundOf('Partial', 'Full')).toBe('full');
    expect(refundOf()).toBe('none');
  });
});
