import { describe, expect, it } from '@jest/globals';
import {
  cancellationMeaning,
  isLockedWord,
  type ProvisioningMeaning,
  type PurchaseMeaning,
  provisioningMeaning,
  purchaseMeaning,
  renewalMeaning,
  requireClear,
} from '../../../src/microsoft/billing/words.js';
import { spelled } from '../spellings.js';

const nobodyDocuments = ['Musing', 'Actively'];

describe('the status of a purchase', () => {
  const words: [string, PurchaseMeaning][] = [
    ['Active', 'active'],
    ['AutoRenew', 'active'],
    ['Expiring', 'active'],
    ['Warned', 'active'],
    ['Suspended', 'inactive'],
    ['Expired', 'inactive'],
    ['Failed', 'inactive'],
    ['Disabled', 'ended'],
    ['Deleted', 'ended'],
    ['Cancelled', 'ended'],
    ['Canceled', 'ended'],
  ];
  it.each(spelled(words))('%s means %s', (word, meaning) => {
    expect(purchaseMeaning(word)).toBe(meaning);
    expect(() => requireClear(word, 'testing')).not.toThrow();
  });

  it.each(['Other', 'Unknown', ...nobodyDocuments])('is not clear in the word %s', (word) => {
    expect(purchaseMeaning(word)).toBeUndefined();
    expect(() => requireClear(word, 'testing')).toThrow(expect.objectContaining({ problem: { is: 'unclear', word } }));
  });

  it('that is left out is let pass', () => {
    expect(purchaseMeaning('')).toBeUndefined();
    expect(() => requireClear('', 'testing')).not.toThrow();
  });
});

describe('the status of an operation on a purchase', () => {
  const words: [string, boolean][] = [
    ['None', false],
    ['Other', false],
    ['LockedForUpdate', true],
    ['Musing', true],
  ];
  it.each(spelled(words))('%s locks it: %s', (word, locks) => {
    expect(isLockedWord(word)).toBe(locks);
  });

  it('that is left out does not lock it', () => {
    expect(isLockedWord('')).toBe(false);
  });
});

describe('the state of provisioning', () => {
  const words: [string, ProvisioningMeaning][] = [
    ['Succeeded', 'done'],
    ['New', 'underWay'],
    ['Pending', 'underWay'],
    ['Creating', 'underWay'],
    ['Created', 'underWay'],
    ['Provisioning', 'underWay'],
    ['PendingBilling', 'underWay'],
    ['ConfirmedBilling', 'underWay'],
    ['Failed', 'failed'],
    ['Canceled', 'failed'],
    ['Cancelled', 'failed'],
    ['Expired', 'failed'],
  ];
  it.each(spelled(words))('%s means %s', (word, meaning) => {
    expect(provisioningMeaning(word)).toBe(meaning);
  });

  it.each(nobodyDocuments)('is not clear in the word %s', (word) => {
    expect(provisioningMeaning(word)).toBeUndefined();
  });
});

describe('the renewal of a purchase', () => {
  const words: [string, boolean | null][] = [
    ['On', true],
    ['Off', false],
    ['Musing', null],
  ];
  it.each(spelled(words))('%s means %s', (word, renews) => {
    expect(renewalMeaning(word)).toBe(renews);
  });
});

describe('whether a purchase can be ended at once', () => {
  const words: [string, boolean | null][] = [
    ['Allowed', true],
    ['NotAllowed', false],
    ['Musing', null],
  ];
  it.each(spelled(words))('%s means %s', (word, can) => {
    expect(cancellationMeaning(word)).toBe(can);
  });

  it('is not told where the word is left out', () => {
    expect(cancellationMeaning('')).toBeNull();
  });
});
