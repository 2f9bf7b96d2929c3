/**
 * Services that come in tiers, lowest first. A plan of a higher tier replaces the lower one: the same service under
 * another id. Ids differ between tiers, so a plain comparison of ids would take a raised tier for a lost service.
 */
const families: readonly (readonly string[])[] = [
  ['BPOS_S_TODO_1', 'BPOS_S_TODO_2', 'BPOS_S_TODO_3'],
  ['FLOW_O365_P1', 'FLOW_O365_P2', 'FLOW_O365_P3'],
  ['FORMS_PLAN_E1', 'FORMS_PLAN_E3', 'FORMS_PLAN_E5'],
  ['POWERAPPS_O365_P1', 'POWERAPPS_O365_P2', 'POWERAPPS_O365_P3'],
  ['STREAM_O365_E1', 'STREAM_O365_E3', 'STREAM_O365_E5'],
  ['EXCHANGE_S_STANDARD', 'EXCHANGE_S_ENTERPRISE'],
  ['SHAREPOINTSTANDARD', 'SHAREPOINTENTERPRISE'],
  ['RMS_S_BASIC', 'RMS_S_ENTERPRISE'],
  ['WHITEBOARD_PLAN1', 'WHITEBOARD_PLAN2', 'WHITEBOARD_PLAN3'],
  ['PROJECT_O365_P1', 'PROJECT_O365_P2', 'PROJECT_O365_P3'],
  ['POWER_VIRTUAL_AGENTS_O365_P1', 'POWER_VIRTUAL_AGENTS_O365_P2', 'POWER_VIRTUAL_AGENTS_O365_P3'],
  ['CDS_O365_P1', 'CDS_O365_P2', 'CDS_O365_P3'],
  ['DYN365_CDS_O365_P1', 'DYN365_CDS_O365_P2', 'DYN365_CDS_O365_P3'],
  ['KAIZALA_O365_P2', 'KAIZALA_O365_P3', 'KAIZALA_STANDALONE'],
];

type Place = { family: number; tier: number };

const places: ReadonlyMap<string, Place> = new Map(
  families.flatMap((names, family) => names.map((name, tier): [string, Place] => [name, { family, tier }])),
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
