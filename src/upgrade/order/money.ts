import type { Money } from './order.js';

/** ISO 4217 currencies whose minor unit is not a hundredth. Kept here because runtimes differ on some of them. */
const otherDigits: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** Decimals of a currency's amounts: 2 for SEK, 0 for JPY. */
export function minorDigits(currency: string): number {
  return otherDigits[currency] ?? 2;
}

/** Whether it is an ISO 4217 code in use, in capitals. */
export function isCurrency(currency: string): boolean {
  return Intl.supportedValuesOf('currency').includes(currency);
}

/**
 * An amount in major units (57.1 kronor) as minor units (5710 öre), exactly: digits are moved, nothing is multiplied.
 * @returns undefined when the amount is negative, has more decimals than the currency, or is too large to be exact.
 */
export function toMinor(major: number, currency: string): number | undefined {
  const digits = minorDigits(currency);
  const parts = /^(\d+)(?:\.(\d+))?$/.exec(String(major));
  const [, whole = '', decimals = ''] = parts ?? [];
  if (!parts || decimals.length > digits) return undefined;
  const minor = Number(whole + decimals.padEnd(digits, '0'));
  return Number.isSafeInteger(minor) ? minor : undefined;
}

/** A price of one, times a whole number; undefined when the product is too large to be exact. */
export function times(price: Money, quantity: number): Money | undefined {
  const minor = price.minor * quantity;
  return Number.isSafeInteger(minor) ? { minor, currency: price.currency } : undefined;
}
