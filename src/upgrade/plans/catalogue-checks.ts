/** What is wrong with a document of products and services although each of its fields is well formed. */

type Row = {
  sku: string;
  skuId: string;
  kind: string;
  editionOf?: string | undefined;
  teams?: string | undefined;
  waysOn?: string[] | undefined;
  services: string[];
};

type Table = {
  services: readonly { id: string; name: string }[];
  tiers: readonly (readonly string[])[];
  families: Readonly<Record<string, readonly (readonly string[])[]>>;
  products: readonly Row[];
};

/** A sentence for each thing that is amiss: something said twice, or named and not there. */
export function amissIn(table: Table): string[] {
  return [...saidTwice(table), ...unknownTo(table), ...table.products.flatMap((row) => wrongRow(row, table))];
}

function saidTwice({ services, tiers, families, products }: Table): string[] {
  return [
    ...doubled(services.map(({ name }) => name)).map((twice) => `two services are named ${twice}`),
    ...doubled(services.map(({ id }) => id)).map((twice) => `two services have the id ${twice}`),
    ...doubled(products.map(({ skuId }) => skuId)).map((twice) => `two products have the id ${twice}`),
    ...doubled(tiers.flat()).map((twice) => `${twice} is in two places among the tiers`),
    ...doubled(Object.values(families).flat(2)).map((twice) => `${twice} is in two places among the families`),
    ...products.flatMap((one) => doubled(one.services).map((twice) => `${one.sku} names ${twice} twice`)),
  ];
}

function unknownTo({ services, tiers, families, products }: Table): string[] {
  const names = new Set(services.map(({ name }) => name));
  const unknown = (named: readonly string[]) => named.filter((name) => !names.has(name));
  return [
    ...unknown(tiers.flat()).map((name) => `the tiers name an unknown service ${name}`),
    ...unknown(Object.values(families).flat(2)).map((name) => `the families name an unknown service ${name}`),
    ...products.flatMap((one) => unknown(one.services).map((name) => `${one.sku} names an unknown service ${name}`)),
  ];
}

function wrongRow({ sku, teams, editionOf, waysOn = [] }: Row, { products }: Table): string[] {
  const isOf = (kind: string, named: string) => products.some((one) => one.sku === named && one.kind === kind);
  const others = [...(editionOf ? [editionOf] : []), ...waysOn].filter((one) => one === sku || !isOf('suite', one));
  return [
    ...(teams && !isOf('teams', teams) ? [`${sku} names ${teams}, which is no Microsoft Teams`] : []),
    ...others.map((one) => `${sku} names ${one}, which is no other suite`),
  ];
}

function doubled(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
