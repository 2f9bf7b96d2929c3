import { catalogue } from './catalogue.js';

/**
 * Services that come in tiers. A plan of a higher tier replaces the lower one: the same service under another id. Ids
 * differ between tiers, so a plain comparison of ids would take a raised tier for a lost service.
 */

type Place = { family: number; tier: number };

const places: ReadonlyMap<string, Place> = new Map(
  catalogue.tiers.flatMap((names, family) => names.map((name, tier): [string, Place] => [name, { family, tier }])),
);

/** Whether two service plans, by name, are tiers of one service (a plan is of one service with itself). */
export function sameService(name: string, other: string): boolean {
  if (name === other) return true;
  const place = places.get(name);
  return place !== undefined && place.family === places.get(other)?.family;
}

/** Whether `higher` is a higher tier of the same service as `lower`. */
export function isHigherTier(higher: string, lower: string): boolean {
  const above = places.get(higher);
  const below = places.get(lower);
  return above !== undefined && below !== undefined && above.family === below.family && above.tier > below.tier;
}

/**
 * Service plans of Business plans that are the same as another one they also have: "Microsoft Intune" there is Microsoft
 * Intune Plan 1.
 * @see https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference (SPB lists both)
 */
const alsoCalled: ReadonlyMap<string, string> = new Map([['INTUNE_SMBIZ', 'INTUNE_A']]);

/** Whether one service plan, by name, stands for the other: kept or lost, it needs no second mention. */
export function makesUpFor(name: string, other: string): boolean {
  return alsoCalled.get(other) === name;
}
