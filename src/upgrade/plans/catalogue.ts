import { z } from 'zod';
import table from './catalogue.json' with { type: 'json' };

/**
 * The products an upgrade deals with and the service plans in them, read from `catalogue.json`: the plans people are
 * moved from and to, their siblings without Teams and for large customers, Microsoft Teams on its own, and the add-ons
 * that may stand beside them. A plan more is one row more there. Microsoft's table leaves services out of some rows
 * (Microsoft 365 E3 EEA (no Teams) (500 seats min)_HUB): what a tenant's own subscription lists counts before it.
 * @see https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference (its CSV, copy of 2026-07-29)
 */

const text = z.string().trim().min(1);
const serviceSchema = z.strictObject({
  /** Microsoft's name for it, such as `EXCHANGE_S_ENTERPRISE`. */
  name: text,
  id: z.guid().lowercase(),
  friendlyName: text,
  /** An admin would know it by its friendly name; the rest is plumbing that a short list may leave out. */
  prominent: z.boolean().default(false),
});
const schema = z
  .strictObject({
    /** Where the table is from, and of which day. */
    source: z.url(),
    date: z.iso.date(),
    services: z.array(serviceSchema),
    /** Services that come in tiers, lowest first, by name. */
    tiers: z.array(z.array(text).min(2)),
    products: z.array(
      z.strictObject({
        /** Its skuPartNumber. */
        sku: text,
        skuId: z.guid().lowercase(),
        displayName: text,
        /** `teams`: Microsoft Teams on its own, for people whose suite has none. */
        kind: z.enum(['suite', 'addOn', 'teams']),
        /**
         * skuPartNumber of what brings Microsoft Teams to a suite without it; left out where the suite has it.
         * @see https://github.com/MicrosoftDocs/OfficeDocs-SkypeForBusiness/blob/public/Teams/includes/eea-teams-licensing.md (read 2026-11)
         */
        teams: text.optional(),
        /** Names of its service plans. */
        services: z.array(text).min(1),
      }),
    ),
  })
  .superRefine((table, { addIssue }) => {
    for (const message of [...saidTwice(table), ...unknownTo(table)]) addIssue({ code: 'custom', message });
  });

type Table = {
  services: readonly { id: string; name: string }[];
  tiers: readonly (readonly string[])[];
  products: readonly { sku: string; skuId: string; kind: string; teams?: string | undefined; services: string[] }[];
};

function saidTwice({ services, tiers, products }: Table): string[] {
  return [
    ...doubled(services.map(({ name }) => name)).map((twice) => `two services are named ${twice}`),
    ...doubled(services.map(({ id }) => id)).map((twice) => `two services have the id ${twice}`),
    ...doubled(products.map(({ skuId }) => skuId)).map((twice) => `two products have the id ${twice}`),
    ...doubled(tiers.flat()).map((twice) => `${twice} is in two places among the tiers`),
    ...products.flatMap((one) => doubled(one.services).map((twice) => `${one.sku} names ${twice} twice`)),
  ];
}

function unknownTo({ services, tiers, products }: Table): string[] {
  const names = new Set(services.map(({ name }) => name));
  const unknown = (named: readonly string[]) => named.filter((name) => !names.has(name));
  const bringTeams = new Set(products.flatMap(({ sku, kind }) => (kind === 'teams' ? sku : [])));
  return [
    ...unknown(tiers.flat()).map((name) => `the tiers name an unknown service ${name}`),
    ...products.flatMap((one) => unknown(one.services).map((name) => `${one.sku} names an unknown service ${name}`)),
    ...products.flatMap(({ sku, teams }) =>
      teams && !bringTeams.has(teams) ? `${sku} names ${teams}, which is no Microsoft Teams` : [],
    ),
  ];
}

/** A service plan. */
export type Service = z.infer<typeof serviceSchema>;

/** A product as it is bought and assigned. */
export type Product = Omit<z.infer<typeof schema>['products'][number], 'services'> & { services: readonly Service[] };

export type Catalogue = {
  services: readonly Service[];
  products: readonly Product[];
  /** Names of services, each list one service from its lowest tier up. */
  tiers: readonly (readonly string[])[];
};

/**
 * The catalogue in a document of the shape of `catalogue.json`.
 * @throws Error that says what is wrong with it: an unknown service, an id that is there twice, a field amiss
 */
export function readCatalogue(document: unknown): Catalogue {
  const parsed = schema.safeParse(document);
  if (!parsed.success) {
    const remedy = 'Correct the row in src/upgrade/plans/catalogue.json; services are named as in its "services".';
    throw new Error(`catalogue: ${z.prettifyError(parsed.error)}\n${remedy}`);
  }
  const { services, products, tiers } = parsed.data;
  const byName = new Map(services.map((service) => [service.name, service]));
  return {
    services,
    tiers,
    products: products.map((product) => ({
      ...product,
      services: product.services.flatMap((name) => byName.get(name) ?? []),
    })),
  };
}

function doubled(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

export const catalogue = readCatalogue(table);
