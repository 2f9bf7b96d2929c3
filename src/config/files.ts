import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { type Products, productsSchema } from '../microsoft/billing/product-ids.js';
import type { Addresses } from '../microsoft/clouds.js';
import { codeOf } from '../storage/failures.js';
import { type PriceList, priceListSchema } from '../upgrade/order/price-list.js';
import { addressesSchema } from './addresses.js';

/** Files that the environment names. */

/** What a file has to hold: how it is called, an example, and its shape. */
type Expected<T> = { called: string; example: string; schema: z.ZodType<T> };

const prices: Expected<PriceList> = {
  called: 'a price list',
  example: '{"prices": [{"sku": "SPE_E5", "currency": "EUR", "monthly": 57.00, "annual": 684.00}]}',
  schema: priceListSchema,
};

const products: Expected<Products> = {
  called: 'a list of products',
  example: '{"SPE_E5": {"productTypeId": "CFQ7TTC0LF8S", "skuId": "0002"}}',
  schema: productsSchema,
};

const addresses: Expected<Addresses> = {
  called: 'the addresses of a cloud',
  example: `{"authority": "https://login.…", "graph": …, "partnerCenter": …, "management": …, "bot": {"audience": …, \
"tokenIssuer": …, "openIdMetadata": …, "tokenService": …, "serviceHosts": ["smba.…"]}}`,
  schema: addressesSchema,
};

/** Why the file cannot be read; undefined when it can. */
export function whyUnreadable(file: string): string | undefined {
  try {
    accessSync(file, constants.R_OK);
    return statSync(file).isDirectory() ? `cannot be read (EISDIR): ${file}` : undefined;
  } catch (error) {
    return `cannot be read (${codeOf(error)}): ${file}`;
  }
}

/** The price list in the file; what is wrong with it becomes an issue, in one line. */
export function readPriceList(file: string, context: z.RefinementCtx): PriceList {
  return readAs(prices, file, context);
}

/** What plans are called in Microsoft's catalogue, from the file; what is wrong with it becomes an issue, in one line. */
export function readProducts(file: string, context: z.RefinementCtx): Products {
  return readAs(products, file, context);
}

/** Where one of Microsoft's clouds is found, from the file; what is wrong with it becomes an issue, in one line. */
export function readAddresses(file: string, context: z.RefinementCtx): Addresses {
  return readAs(addresses, file, context);
}

function readAs<T>({ called, example, schema }: Expected<T>, file: string, context: z.RefinementCtx): T {
  const problem = (message: string) => {
    context.addIssue(message);
    return z.NEVER;
  };
  try {
    const list = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (list.success) return list.data;
    const [first, ...others] = list.error.issues.map(describeIssue);
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    return problem(`is not ${called}: ${file}: ${first}${more}. It is like ${example}`);
  } catch (error) {
    if (!(error instanceof SyntaxError)) return problem(`cannot be read (${codeOf(error)}): ${file}`);
    return problem(`is not a JSON file: ${file}: ${oneLine(error.message)}. It is like ${example}`);
  }
}

function describeIssue({ path, message }: z.core.$ZodIssue): string {
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return oneLine(place === '' ? message : `${place.replace(/^\./, '')}: ${message}`);
}

/** A problem is one line, whatever the file has in it. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 200);
}
