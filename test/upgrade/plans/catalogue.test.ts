import { describe, expect, it } from '@jest/globals';
import { catalogue, families, readCatalogue } from '../../../src/upgrade/plans/catalogue.js';

const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;
const service = (name: string, digit: number) => ({ name, id: id(digit), friendlyName: `Service ${digit}` });
const plan = { sku: 'PLAN', skuId: id(1), displayName: 'A plan', kind: 'suite', services: ['MAIL', 'FILES'] };
const table = {
  source: 'https://learn.microsoft.com/a-table',
  date: '2025-12-30',
  services: [
    service('MAIL', 1),
    service('FILES', 2),
    ...families.slice(2).map((_, n) => service(`OF ${n + 2}`, n + 3)),
  ],
  families: {
    ...Object.fromEntries(families.map((name, n) => [name, [[`OF ${n}`]]])),
    mail: [['MAIL']],
    files: [['FILES']],
  },
  tiers: [['MAIL', 'FILES']],
  products: [plan],
};

describe('the table of products', () => {
  it('gives a product with the services its row names, in their order', () => {
    const { products } = readCatalogue(table);
    expect(products).toMatchObject([{ sku: 'PLAN', services: [{ name: 'MAIL', prominent: false }, { id: id(2) }] }]);
  });

  it('takes a plan more as a row more', () => {
    const more = { ...plan, sku: 'MORE', skuId: id(3), services: ['MAIL'] };
    expect(readCatalogue({ ...table, products: [plan, more] }).products.map(({ sku }) => sku)).toEqual([
      'PLAN',
      'MORE',
    ]);
  });

  it.each([
    [
      'a product names a service that is not there',
      { products: [{ ...plan, services: ['SWAY'] }] },
      'PLAN names an unknown service SWAY',
    ],
    [
      'a product names a service twice',
      { products: [{ ...plan, services: ['MAIL', 'MAIL'] }] },
      'PLAN names MAIL twice',
    ],
    ['two products have one id', { products: [plan, { ...plan, sku: 'OTHER' }] }, `two products have the id ${id(1)}`],
    [
      'two services have one id',
      { services: [...table.services, service('TOO', 1)] },
      `two services have the id ${id(1)}`,
    ],
    [
      'two services have one name',
      { services: [...table.services, { ...service('MAIL', 9), id: id(9) }] },
      'two services are named MAIL',
    ],
    ['a tier is not there', { tiers: [['MAIL', 'SWAY']] }, 'the tiers name an unknown service SWAY'],
    [
      'a tier is in two places',
      {
        tiers: [
          ['MAIL', 'FILES'],
          ['FILES', 'MAIL'],
        ],
      },
      'MAIL is in two places among the tiers',
    ],
    ['an id is no GUID', { products: [{ ...plan, skuId: 'x' }] }, 'products[0].skuId'],
    [
      'an id has capitals, which none that Graph gives has',
      { products: [{ ...plan, skuId: id(1).replace('8000', 'A000') }] },
      'products[0].skuId',
    ],
    [
      'a suite names something else as its Microsoft Teams',
      { products: [{ ...plan, teams: 'PLAN' }] },
      'PLAN names PLAN, which is no Microsoft Teams',
    ],
    ['a family names a service that is not there', { families: { ...table.families, mail: [['SWAY']] } }, 'SWAY'],
    [
      'a service is in two families',
      { families: { ...table.families, files: [['FILES'], ['MAIL']] } },
      'MAIL is in two places among the families',
    ],
    ['a suite is an edition of what is no suite', { products: [{ ...plan, editionOf: 'SWAY' }] }, 'PLAN names SWAY'],
    ['a suite leads to itself', { products: [{ ...plan, waysOn: ['PLAN'] }] }, 'PLAN names PLAN'],
    ['a field is misspelt', { products: [{ ...plan, sevices: [] }] }, 'sevices'],
    ['nobody knows of which day it is', { date: undefined }, 'date'],
  ])('is refused when %s', (_, wrong, complaint) => {
    expect(() => readCatalogue({ ...table, ...wrong })).toThrow(complaint);
  });
});

describe('the catalogue', () => {
  it('has the products and services of the table it names', () => {
    expect([catalogue.products.length, catalogue.services.length]).toEqual([101, 257]);
  });

  it('says of every suite without Microsoft Teams what brings Teams, and of no other', () => {
    for (const { sku, kind, services, teams } of catalogue.products) {
      const has = services.some(({ name }) => name === 'TEAMS1' || name === 'TEAMS_GOV');
      expect({ sku, says: teams !== undefined }).toEqual({ sku, says: kind === 'suite' && !has });
      if (kind === 'teams') expect({ sku, has }).toEqual({ sku, has: true });
    }
  });

  it('has no product with a service in two tiers: what was off could be switched off in one of them only', () => {
    for (const { sku, services } of catalogue.products)
      for (const tier of catalogue.tiers) {
        const both = services.filter(({ name }) => tier.includes(name)).map(({ name }) => name);
        expect({ sku, both: both.length > 1 ? both : [] }).toEqual({ sku, both: [] });
      }
  });
});
