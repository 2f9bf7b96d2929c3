import { describe, expect, it } from '@jest/globals';
import {
  lacksSomething,
  newCheckout,
  paidBy,
  payerOf,
  paymentsOf,
  readAgain,
} from '../../../src/upgrade/order/order.js';
import { type Payer, usualPayer } from '../../../src/upgrade/order/payer.js';
import { aPayer } from '../../support/runs.js';

const at = (city: string) => ({ ...aPayer().soldTo, city }) as NonNullable<Payer['soldTo']>;
const now = aPayer({ id: 'now', soldTo: at('Umeå'), billedTo: at('Luleå'), payments: ['invoice', 'card'] });
const other = aPayer({ id: 'other', soldTo: at('Lund'), billedTo: null, payments: ['card'], paysNow: false });
const silent = aPayer({ id: 'silent', soldTo: null, payments: null, paysNow: false });

describe('who pays to begin with', () => {
  it.each<[string, Payer[], Payer | undefined]>([
    ['whoever pays for the old plan', [other, now, silent], now],
    ['the only one there is', [other], other],
    ['nobody of two of whom neither pays for it', [other, silent], undefined],
    ['nobody of two who both pay for it', [now, { ...other, paysNow: true }], undefined],
    ['nobody where nobody is told of', [], undefined],
  ])('is %s', (_, payers, usual) => {
    expect(usualPayer(payers)).toEqual(usual);
    expect(payerOf(newCheckout(payers))).toEqual(usual);
  });
});

describe('a checkout', () => {
  it('is sold to, billed to and paid as its payer has it on record, the usual way first', () => {
    expect(newCheckout([other, now])).toEqual({
      payers: [other, now],
      payer: 'now',
      soldTo: at('Umeå'),
      billedTo: at('Luleå'),
      payment: 'invoice',
    });
  });

  it('takes nothing of the payer before when another pays', () => {
    const checkout = newCheckout([now, other, silent]);
    expect(paidBy(checkout, other)).toMatchObject({
      payer: 'other',
      soldTo: at('Lund'),
      billedTo: null,
      payment: 'card',
    });
    expect(paidBy(checkout, silent)).toMatchObject({ payer: 'silent', soldTo: null, payment: null });
  });

  it('shows everybody who may pay and fills in nothing until somebody has chosen', () => {
    const payers = [other, silent];
    const untold = { payer: null, soldTo: null, billedTo: null, payment: null };
    expect(newCheckout(payers)).toEqual({ ...untold, payers });
    expect(newCheckout()).toEqual({ ...untold, payers: [] });
  });

  it('has the ways to pay that its payer has, and none that anybody tells of without one', () => {
    expect(paymentsOf(newCheckout([now, other]))).toEqual(['invoice', 'card']);
    expect(paymentsOf(newCheckout([silent]))).toBeNull();
    expect(paymentsOf(newCheckout([other, silent]))).toBeNull();
    expect(paymentsOf(newCheckout())).toBeNull();
  });

  it.each<[string, Payer[], boolean]>([
    ['nobody is told of', [], true],
    ['nothing is missing', [now], false],
    ['one of two has no address it is sold to', [now, { ...other, billedTo: at('Lund'), soldTo: null }], true],
    ['one of two has no address it is billed to', [now, other], true],
    ['one of two has no way to pay', [now, { ...now, id: 'third', payments: null }], true],
  ])('may have got something since, or not, where %s', (_, payers, lacks) => {
    expect(lacksSomething(newCheckout(payers))).toBe(lacks);
  });
});

describe('a checkout that is read again', () => {
  const chosen = { ...paidBy(newCheckout([now, other]), other), payment: 'card' as const };

  it('begins anew where there was none, and where whoever was chosen may no longer pay', () => {
    expect(readAgain(null, [now, other])).toEqual(newCheckout([now, other]));
    expect(readAgain(chosen, [now])).toEqual(newCheckout([now]));
    expect(readAgain(newCheckout([other, silent]), [other, now])).toEqual(newCheckout([other, now]));
  });

  it('keeps who was chosen to pay, with what is on record of them now', () => {
    const moved = { ...other, billedTo: at('Malmö') };
    expect(readAgain(chosen, [now, moved])).toEqual({ ...chosen, payers: [now, moved], billedTo: at('Malmö') });
  });

  it('keeps the way to pay that was chosen while there is that way, and else takes the usual one', () => {
    const both = { ...other, payments: ['invoice' as const, 'card' as const] };
    expect(readAgain(chosen, [now, both]).payment).toBe('card');
    expect(readAgain(chosen, [now, { ...other, payments: ['invoice'] }]).payment).toBe('invoice');
    expect(readAgain({ ...chosen, payment: null }, [now, both]).payment).toBe('invoice');
    expect(readAgain(chosen, [now, { ...other, payments: null }]).payment).toBeNull();
  });
});
