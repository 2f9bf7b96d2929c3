import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * Holds a newer copy of Microsoft's table of products against the catalogue, and prints what changed:
 * `node scripts/catalogue.js <the CSV>`. It exits with 1 when something did. The CSV is linked at the top of
 * https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
 */

const file = new URL('../src/upgrade/plans/catalogue.json', import.meta.url);

/** A mailbox, and a place for files: what tells a suite from everything else in the table. */
const isSuite = (services) =>
  services.some(({ name }) => /^EXCHANGE_S_(DESKLESS|STANDARD|ENTERPRISE)(_|$)/.test(name)) &&
  services.some(({ name }) => /^SHAREPOINT(DESKLESS|STANDARD|ENTERPRISE)(_|$)/.test(name));

/** Rows of a CSV (RFC 4180), each a list of its fields, trimmed. */
export function rowsOf(csv) {
  const rows = [[]];
  for (const [, quoted, plain, end] of csv
    .replace(/^\ufeff/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push((quoted === undefined ? plain : quoted.replaceAll('""', '"')).replace(/\s+/g, ' ').trim());
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.some((field) => field !== ''));
}

/** The products of Microsoft's table, by id. Throws when it is another table. */
function productsOf(csv) {
  const [head = [], ...rows] = rowsOf(csv);
  const columns = ['Product_Display_Name', 'String_Id', 'GUID', 'Service_Plan_Name', 'Service_Plan_Id'];
  const [name, sku, id, service, serviceId] = columns.map((column) => head.indexOf(column));
  const missing = columns.filter((column) => !head.includes(column));
  if (missing.length > 0) throw new Error(`this is not Microsoft's table: it has no column ${missing.join(', ')}`);
  const products = new Map();
  for (const row of rows) {
    const key = (row[id] ?? '').toLowerCase();
    const product = products.get(key) ?? { sku: row[sku], displayName: row[name], services: [] };
    product.services.push({ id: (row[serviceId] ?? '').toLowerCase(), name: row[service] });
    products.set(key, product);
  }
  return products;
}

/**
 * What a copy of Microsoft's table has that the catalogue has otherwise.
 * @param csv the text of the copy
 * @param document what stands in `catalogue.json`
 * @returns a line each; none when nothing changed
 */
export function changesIn(csv, document) {
  const theirs = productsOf(csv);
  const named = new Map(document.services.map((one) => [one.name, one]));
  const nameOf = (id) => document.services.find((one) => one.id === id)?.name;
  const known = document.products.flatMap((row) => {
    const now = theirs.get(row.skuId);
    if (!now) return [`${row.sku} (${row.displayName}) is gone`];
    const ids = new Set(row.services.map((name) => named.get(name)?.id));
    const added = now.services.filter(({ id }) => !ids.has(id));
    const gone = row.services.filter((name) => !now.services.some(({ id }) => id === named.get(name)?.id));
    return [
      ...(now.sku === row.sku ? [] : [`${row.sku} is called ${now.sku}`]),
      ...(now.displayName.toLowerCase() === row.displayName.toLowerCase()
        ? []
        : [`${row.sku}: ${row.displayName} is called ${now.displayName}`]),
      ...added.map(({ id, name }) => `${row.sku} has ${nameOf(id) ?? `${name} (${id}), which is new here`}`),
      ...gone.map((name) => `${row.sku} no longer has ${name}`),
    ];
  });
  const fresh = [...theirs]
    .filter(([id, { services }]) => isSuite(services) && !document.products.some((row) => row.skuId === id))
    .map(([id, { sku, displayName }]) => `${sku} (${displayName}, ${id}) is a suite that is not here`);
  return [...known, ...fresh];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const copy = process.argv[2];
  if (!copy) {
    console.error(
      'Name the CSV: node scripts/catalogue.js "Product names and service plan identifiers for licensing.csv"',
    );
    process.exit(2);
  }
  const document = JSON.parse(readFileSync(file, 'utf8'));
  const changes = changesIn(readFileSync(copy, 'utf8'), document);
  console.log(changes.length === 0 ? `Nothing changed since ${document.date}.` : changes.join('\n'));
  process.exitCode = changes.length === 0 ? 0 : 1;
}
