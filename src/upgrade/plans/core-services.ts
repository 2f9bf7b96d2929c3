import { catalogue, type Family } from './catalogue.js';
import { serviceName } from './plans.js';

/** The services that people depend on: a plan is ready for them when those it contains are set up. */

/** A service plan as Graph lists it: its id, and Microsoft's name for it. */
export type ListedService = { id: string; name: string };

export const coreKinds = ['mail', 'files', 'teams', 'officeApps'] as const satisfies readonly Family[];
export type CoreKind = (typeof coreKinds)[number];

const names: ReadonlySet<string> = new Set(coreKinds.flatMap((kind) => catalogue.families[kind].flat()));

/** Whether people depend on the service, by its id, or by its name where the catalogue lacks the id. */
export function isCore(service: ListedService): boolean {
  return names.has(serviceName(service));
}

/** The place of each service in the ladders of its kind, from 0. */
const places: Readonly<Record<CoreKind, ReadonlyMap<string, number>>> = {
  mail: placesOf('mail'),
  files: placesOf('files'),
  teams: placesOf('teams'),
  officeApps: placesOf('officeApps'),
};

function placesOf(kind: CoreKind): ReadonlyMap<string, number> {
  return new Map(catalogue.families[kind].flatMap((ladder) => ladder.map((name, place) => [name, place] as const)));
}

/** How much of one these services give: the place of the best, from 0; -1 where they give none of it. */
function levelOf(kind: CoreKind, services: readonly ListedService[]): number {
  return Math.max(-1, ...services.map((service) => places[kind].get(serviceName(service)) ?? -1));
}

/** Whether these services give it at all. */
export function gives(kind: CoreKind, services: readonly ListedService[]): boolean {
  return levelOf(kind, services) >= 0;
}

/** What these services give less of than the others do. */
export function givesLess(services: readonly ListedService[], than: readonly ListedService[]): CoreKind[] {
  return coreKinds.filter((kind) => levelOf(kind, services) < levelOf(kind, than));
}
