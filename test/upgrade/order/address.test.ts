import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Address, addressSchema, changeAddress } from '../../../src/upgrade/order/address.js';
import { isCountry } from '../../../src/upgrade/order/countries.js';

const contoso: Address = {
  companyName: 'Contoso AB',
  firstName: 'Megan',
  lastName: 'Bowen',
  email: 'megan@contoso.com',
  phoneNumber: '+46 8 123 45 67',
  addressLine1: 'Storgatan 1',
  addressLine2: '',
  city: 'Umeå',
  state: '',
  postalCode: '903 26',
  country: 'SE',
};
const problem = (change: Partial<Address>) => {
  const changed = changeAddress(contoso, change);
  if (changed.ok) return undefined;
  const { refusal } = changed;
  return refusal.why === 'addressField' ? `${refusal.field} ${refusal.problem}` : refusal.why;
};

describe('a change of address', () => {
  it('changes the fields given, trimmed, and keeps the others', () => {
    expect(changeAddress(contoso, { city: '  Luleå ', country: 'se', state: undefined })).toEqual({
      ok: true,
      address: { ...contoso, city: 'Luleå' },
    });
  });

  it('can start from nothing', () => {
    const { companyName, addressLine1, city, postalCode, country } = contoso;
    expect(changeAddress(null, { companyName, addressLine1, city, postalCode, country }).ok).toBe(true);
    expect(changeAddress(null, {})).toEqual({
      ok: false,
      refusal: { why: 'addressField', field: 'companyName', problem: 'missing' },
    });
  });

  it.each(['companyName', 'addressLine1', 'city', 'postalCode', 'country'] as const)('needs %s', (field) => {
    expect(problem({ [field]: '   ' })).toBe(`${field} missing`);
  });

  it.each(['firstName', 'lastName', 'email', 'phoneNumber', 'addressLine2', 'state'] as const)(
    'does not need %s',
    (field) => {
      expect(problem({ [field]: '' })).toBeUndefined();
    },
  );

  it.each(['US', 'CA', 'AU'])('needs the state in %s', (country) => {
    expect(problem({ country, postalCode: '98052' })).toBe('state missing');
    expect(problem({ country, postalCode: '98052', state: 'WA' })).toBeUndefined();
  });

  it.each([
    ['SE', '90326', '9032'],
    ['SE', '903 26', 'SE-903 26'],
    ['US', '98052-6399', '9805'],
    ['GB', 'SW1A 1AA', '12345'],
    ['GB', 'm11ae', 'SW1A'],
    ['DE', '10115', '1011'],
    ['NO', '0150', '01500'],
    ['DK', '2100', 'DK2100'],
    ['FI', '00100', '0010'],
    ['IE', 'D02 AF30', '12345678901234567'],
  ])('takes in %s the postal code %s and not %s', (country, good, bad) => {
    const state = country === 'US' ? 'WA' : '';
    expect(problem({ country, state, postalCode: good })).toBeUndefined();
    expect(problem({ country, state, postalCode: bad })).toMatch(/^postalCode (invalid|tooLong)$/);
  });

  it.each(['XX', 'ZZ', 'EU', 'UK', 'SU', 'S', 'SWE', '12', 'é1'])('knows no country %s', (country) => {
    expect(problem({ country })).toMatch(/^country (invalid|tooLong)$/);
  });

  it.each([
    'megan',
    'megan@',
    '@contoso.com',
    'megan@contoso',
    'me gan@contoso.com',
    'megan@contoso..com',
    'a@b@c.com',
  ])('does not take %s for an email address', (email) => expect(problem({ email })).toBe('email invalid'));

  it.each(['Con\ntoso', 'Con\u0000toso', 'Con\u202etoso', 'Con\u2028toso'])(
    'refuses characters that cannot be seen: %j',
    (companyName) => {
      expect(problem({ companyName })).toBe('companyName invalid');
    },
  );

  it('refuses what is too long', () => {
    expect(problem({ companyName: 'a'.repeat(100) })).toBeUndefined();
    expect(problem({ companyName: 'a'.repeat(101) })).toBe('companyName tooLong');
    expect(problem({ city: 'å'.repeat(65) })).toBe('city tooLong');
  });

  it('never throws, and what it accepts it accepts again unchanged', () => {
    const anything = fc.record(
      Object.fromEntries(Object.keys(contoso).map((field) => [field, fc.string({ unit: 'binary' })])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(anything, (change) => {
        const changed = changeAddress(contoso, change);
        if (!changed.ok) return;
        expect(addressSchema.safeParse(changed.address).success).toBe(true);
        expect(changeAddress(changed.address, {})).toEqual(changed);
      }),
    );
  });
});

describe('countries', () => {
  it('are the 249 of ISO 3166-1', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    expect(letters.flatMap((a) => letters.map((b) => a + b)).filter(isCountry)).toHaveLength(249);
  });

  it.each(['', 'se', 'SWE', 'SE1', '1SE', 'SE-AB', ' SE'])('have no code like "%s"', (code) => {
    expect(isCountry(code)).toBe(false);
  });
});
