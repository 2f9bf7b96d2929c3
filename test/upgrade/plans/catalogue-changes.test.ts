import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { changesIn, rowsOf } from '../../../scripts/catalogue.js';

type Document = {
  services: { name: string; id: string; friendlyName: string }[];
  products: { sku: string; skuId: string; displayName: string; services: string[] }[];
};

const document = JSON.parse(readFileSync('src/upgrade/plans/catalogue.json', 'utf8')) as Document;

/** Microsoft's table as it would be if nothing had changed. */
function tableOf({ services, products }: Document): string {
  const idOf = new Map(services.map(({ name, id }) => [name, id]));
  const head =
    'Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names';
  const rows = products.flatMap(({ sku, skuId, displayName, services: names }) =>
    names.map((name) =>
      [`"${displayName}"`, sku, skuId.toUpperCase(), name, idOf.get(name), `"Some, friendly"`].join(),
    ),
  );
  return `\ufeff${[head, ...rows].join('\r\n')}\r\n`;
}

const changed = (change: (copy: Document) => void): string[] => {
  const copy = structuredClone(document);
  change(copy);
  return changesIn(tableOf(copy), document);
};

const row = ({ products }: Document, sku: string) => {
  const found = products.find((one) => one.sku === sku);
  if (!found) throw new Error(`no ${sku}`);
  return found;
};

describe("a newer copy of Microsoft's table", () => {
  it('has nothing to tell where it is the same, whatever its capitals and line ends', () => {
    expect(changed(() => {})).toEqual([]);
  });

  it('tells of a service that a plan has got or lost', () => {
    expect(changed((copy) => row(copy, 'SPB').services.push('MCOEV'))).toEqual(['SPB has MCOEV']);
    expect(changed((copy) => row(copy, 'SPE_E5').services.splice(0, 1))).toEqual([
      `SPE_E5 no longer has ${row(document, 'SPE_E5').services[0]}`,
    ]);
  });

  it('tells of another name, of a product that is gone and of a suite that is new', () => {
    expect(changed((copy) => Object.assign(row(copy, 'SPB'), { displayName: 'Business Extra' }))).toEqual([
      'SPB: Microsoft 365 Business Premium is called Business Extra',
    ]);
    expect(changed((copy) => copy.products.splice(copy.products.indexOf(row(copy, 'MCOEV')), 1))).toEqual([
      'MCOEV (Microsoft Teams Phone Standard) is gone',
    ]);
    const skuId = '00000000-0000-4000-8000-000000000001';
    const fresh = { ...row(document, 'SPE_E3'), sku: 'SPE_E9', skuId, displayName: 'Microsoft 365 E9' };
    expect(changed((copy) => copy.products.push(fresh))).toEqual([
      `SPE_E9 (Microsoft 365 E9, ${skuId}) is a suite that is not here`,
    ]);
  });

  it('says so when the file is another table', () => {
    expect(() => changesIn('Name,Price\r\nE3,36\r\n', document)).toThrow(/no column Product_Display_Name/);
  });

  it('may have commas and quotes in its fields', () => {
    expect(rowsOf('a,"b, ""c""",d\r\ne,,f\n')).toEqual([
      ['a', 'b, "c"', 'd'],
      ['e', '', 'f'],
    ]);
  });
});

describe('what is said of how old the catalogue is', () => {
  const { note = '', products } = JSON.parse(readFileSync('src/upgrade/plans/catalogue.json', 'utf8')) as {
    note?: string;
    products: { date?: string }[];
  };
  const older = products.flatMap(({ date }) => date ?? []);

  it.each(['src/upgrade/plans/catalogue.json', 'README.md', 'CONTRIBUTING.md'])('is so in %s', (file) => {
    const text = file.endsWith('.json') ? note : readFileSync(file, 'utf8');
    expect(new Set(older).size).toBe(1);
    expect(text).toContain(`${older.length} suites`);
    expect(text).toContain(String(older[0]));
  });
});
