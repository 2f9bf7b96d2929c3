import { z } from 'zod';
import { catalogue } from './catalogue.js';
import table from './dependencies.json' with { type: 'json' };

/**
 * Services that need each other, read from `dependencies.json`: Microsoft refuses to have one on while all that it could
 * live on is off. Microsoft publishes no list of them, so each row names where it is from: Entra's page on group licences
 * (prerequisites, and Audio Conferencing on Skype for Business), the pages of Defender for Office 365 and of the Teams
 * add-ons, an issue of Microsoft's documentation (Office for the web), and for Project the very refusal that the call
 * which reprocesses a person gives. What is not here is learnt from refusals.
 * @see https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems (of 2023-11-16, read 2026-11-28)
 */

const text = z.string().trim().min(1);
const schema = z.strictObject({
  dependencies: z.array(
    z.strictObject({
      /** Names of the service plans that need something. */
      services: z.array(text).min(1),
      /** Names of service plans of which one has to be on. */
      needsOneOf: z.array(text).min(1),
      /** Where it is from, and when that was read. */
      source: z.url(),
      read: z.iso.date(),
    }),
  ),
});

type Row = z.infer<typeof schema>['dependencies'][number];

/** A service that needs one of others; by name. */
export type Dependency = { service: string; needsOneOf: readonly string[] };

/**
 * The dependencies in a document of the shape of `dependencies.json`.
 * @param known names of all service plans
 * @throws Error that says what is wrong with it: an unknown service, one that needs itself, a field amiss
 */
export function readDependencies(document: unknown, known: ReadonlySet<string>): Dependency[] {
  const checked = schema.superRefine(({ dependencies }, { addIssue }) => {
    for (const message of dependencies.flatMap((row) => complaints(row, known))) addIssue({ code: 'custom', message });
  });
  const parsed = checked.safeParse(document);
  if (!parsed.success) throw new Error(`dependencies: ${z.prettifyError(parsed.error)}`);
  return parsed.data.dependencies.flatMap(({ services, needsOneOf }) =>
    services.map((service) => ({ service, needsOneOf })),
  );
}

function complaints({ services, needsOneOf }: Row, known: ReadonlySet<string>): string[] {
  const unknown = [...services, ...needsOneOf].filter((name) => !known.has(name));
  const circular = services.filter((name) => needsOneOf.includes(name));
  return [
    ...unknown.map((name) => `there is no service ${name}`),
    ...circular.map((name) => `${name} is said to need itself`),
  ];
}

export const dependencies: readonly Dependency[] = readDependencies(
  table,
  new Set(catalogue.services.map(({ name }) => name)),
);
