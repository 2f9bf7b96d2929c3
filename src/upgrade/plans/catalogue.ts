import { z } from 'zod';
import table from './catalogue.json' with { type: 'json' };
import { amissIn } from './catalogue-checks.js';

/**
 * The products an upgrade deals with and the service plans in them, read from `catalogue.json`: the suites people are
 * moved from and to, Microsoft Teams on its own, and the add-ons that may stand beside them. A plan more is one row more
 * there; `scripts/catalogue.js` holds a newer copy of Microsoft's table against it. Microsoft's table leaves services
 * out of some rows (Microsoft 365 E3 EEA (no Teams) (500 seats min)_HUB): what a tenant's own subscription lists counts
 * before it.
 * @see https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference (its CSV; each row's day is in
 * the document)
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
/** What services are for, as people see it. */
export const families = ['mail', 'files', 'teams', 'officeApps', 'identity', 'security', 'voice', 'analytics'] as const;
export type Family = (typeof families)[number];

/** To whom a plan is sold. Nobody is moved from one market to another. */
const markets = ['commercial', 'nonprofit', 'faculty', 'students', 'government'] as const;

const ladder = z.array(text).min(1);
const schema = z
  .strictObject({
    /** Where the table is from, and of which day. */
    source: z.url(),
    date: z.iso.date(),
    /** What is to be known of it: which rows are older. */
    note: text.optional(),
    /** The services of each family, by name: every list one service, from the least it gives to the most. */
    families: z.record(z.enum(families), z.array(ladder).min(1)),
    services: z.array(serviceSchema),
    /** Services that come in tiers, lowest first, by name: a plan has one of them, and the next one takes its place. */
    tiers: z.array(ladder.min(2)),
    products: z.array(
      z.strictObject({
        /** Its skuPartNumber. */
        sku: text,
        skuId: z.guid().lowercase(),
        displayName: text,
        /** `teams`: Microsoft Teams on its own, for people whose suite has none. */
        kind: z.enum(['suite', 'addOn', 'teams']),
        /** Of which day the row is, where it is of another copy than the rest. */
        date: z.iso.date().optional(),
        /** Microsoft sells it to nobody any longer: people are moved from it, never to it. */
        retired: z.literal(true).optional(),
        market: z.enum(markets).default('commercial'),
        /** skuPartNumber of the plan that it is another edition of: without Teams, for large customers, and so on. */
        editionOf: text.optional(),
        /**
         * How many seats a customer may have of it, at most.
         * @see https://learn.microsoft.com/microsoft-365/admin/misc/business-plan-limits (300 of each Business plan)
         */
        seatsUpTo: z.int().positive().optional(),
        /** How many seats have to be bought, at least; by its name. */
        seatsFrom: z.int().positive().optional(),
        /**
         * skuPartNumber of what brings Microsoft Teams to a suite without it; left out where the suite has it.
         * @see https://github.com/MicrosoftDocs/OfficeDocs-SkypeForBusiness/blob/public/Teams/includes/eea-teams-licensing.md (read 2026-11)
         */
        teams: text.optional(),
        /** skuPartNumbers of the plans that Microsoft itself names as ways on from it. */
        waysOn: z.array(text).min(1).optional(),
        /** Names of its service plans. */
        services: z.array(text).min(1),
      }),
    ),
  })
  .superRefine((table, { addIssue }) => {
    for (const message of amissIn(table)) addIssue({ code: 'custom', message });
  });

/** A service plan. */
export type Service = z.infer<typeof serviceSchema>;

/** A product as it is bought and assigned. */
export type Product = Omit<z.infer<typeof schema>['products'][number], 'services'> & { services: readonly Service[] };

export type Catalogue = {
  services: readonly Service[];
  products: readonly Product[];
  /** Names of services, each list one service from its lowest tier up. */
  tiers: readonly (readonly string[])[];
  families: Readonly<Record<Family, readonly (readonly string[])[]>>;
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
  const { services, products, tiers, families } = parsed.data;
  const byName = new Map(services.map((service) => [service.name, service]));
  return {
    services,
    tiers,
    families,
    products: products.map((product) => ({
      ...product,
      services: product.services.flatMap((name) => byName.get(name) ?? []),
    })),
  };
}

export const catalogue = readCatalogue(table);
