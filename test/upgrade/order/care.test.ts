import { describe, expect, it } from '@jest/globals';
import { type Limits, mustBeWritten, needsApproval, type Size } from '../../../src/upgrade/order/care.js';

const limits: Limits = { confirmAbove: 10_000, approvalAbove: 50_000 };
const kronor = (amount: number) => ({ minor: amount * 100, currency: 'SEK' });
const size = (more: Partial<Size> = {}): Size => ({
  quantity: 25,
  assigned: 25,
  total: kronor(9_000),
  present: kronor(8_000),
  ...more,
});
const written = (more: Partial<Size>) => mustBeWritten(size(more), limits, 2);
const approved = (more: Partial<Size>, its = limits) => needsApproval(size(more), its, 2);

describe('the quantity of an order', () => {
  it.each<[string, Partial<Size>, boolean]>([
    ['of what people need', {}, false],
    ['of a few more', { quantity: 50 }, false],
    ['far beyond what is assigned', { quantity: 51 }, true],
    ['of few people, of some more', { assigned: 2, quantity: 27 }, false],
    ['of few people, far more', { assigned: 2, quantity: 28 }, true],
    ['of many people, twice as many', { assigned: 5_000, quantity: 10_000 }, false],
    ['of many people, more than twice as many', { assigned: 5_000, quantity: 10_001 }, true],
    ['at the amount', { total: kronor(10_000) }, false],
    ['above the amount', { total: { minor: 1_000_001, currency: 'SEK' } }, true],
    ['ten times the present cost', { present: kronor(900) }, false],
    ['more than ten times the present cost', { present: kronor(899) }, true],
    ['in another currency than the present cost', { present: { minor: 1, currency: 'USD' } }, false],
    ['without a known price', { total: undefined }, false],
  ])('has to be written or not: one %s', (_, more, expected) => {
    expect(written(more)).toBe(expected);
  });

  it('counts an amount in the unit of a currency that has no hundredths', () => {
    const yen = size({ total: { minor: 10_001, currency: 'JPY' }, present: undefined });
    expect(mustBeWritten(yen, limits, 0)).toBe(true);
    expect(mustBeWritten({ ...yen, total: { minor: 10_000, currency: 'JPY' } }, limits, 0)).toBe(false);
  });
});

describe('a second admin', () => {
  it.each<[string, Partial<Size>, boolean]>([
    ['at the amount', { total: kronor(50_000) }, false],
    ['above it', { total: { minor: 5_000_001, currency: 'SEK' } }, true],
    ['without a known price, which may be anything', { total: undefined }, true],
  ])('approves an order or not: %s', (_, more, expected) => {
    expect(approved(more)).toBe(expected);
  });

  it('approves nothing where no amount is named', () => {
    const none = { ...limits, approvalAbove: undefined };
    expect([approved({ total: kronor(1e9) }, none), approved({ total: undefined }, none)]).toEqual([false, false]);
  });
});
