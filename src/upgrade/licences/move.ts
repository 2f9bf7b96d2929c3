import type { LicenceState, LicensedUser } from '../tenant/facts.js';
import type { Learnt, PlanRef } from './closed-off.js';

/** What a change of licences is made of, whichever way it goes. */

/** One person's change of licences: what is added and removed in a single assignLicense call. */
export type LicenceChange = {
  userId: string;
  add: { skuId: string; disabledPlans: string[] }[];
  remove: string[];
};

/** The product that people get, with what this tenant and Microsoft's refusals tell of it. */
export type Target = {
  toSkuId: string;
  /** Its service plans as Graph lists them in this tenant; left out, the catalogue's. */
  toServices?: readonly PlanRef[] | undefined;
  /** The service plans of the tenant's other products, by skuId; the catalogue's for those left out. */
  others?: ReadonlyMap<string, readonly PlanRef[]> | undefined;
  /** Dependencies that refusals have told of. It grows while people are changed. */
  learnt?: readonly Learnt[] | undefined;
};

/** A product with its service plans as Graph lists them in this tenant; left out, the catalogue's. */
type WithServices = { skuId: string; services?: readonly PlanRef[] | undefined };

/** From which product to which. Several may be left together, and several given, in one call a person. */
export type Move = Target & {
  fromSkuId: string;
  /** The old product's service plans as Graph lists them in this tenant; left out, the catalogue's. */
  fromServices?: readonly PlanRef[] | undefined;
  /** Products that are taken away with the old one, from whoever has them of their own: the new one has what is in them. */
  alsoFrom?: readonly WithServices[] | undefined;
  /** Products that are given with the new one, to whoever has none of them: Microsoft Teams beside a plan without it. */
  alsoTo?: readonly WithServices[] | undefined;
};

/** What a change leaves behind that has to be told. */
export type Told = {
  /** Names of services that were switched off and have no counterpart in the new product. */
  unmapped: string[];
  /** Names of services that were on, or new, and go off since they need one that is off. */
  alsoOff: string[];
};

export type Swap =
  | ({ is: 'change'; change: LicenceChange } & Told)
  /** Nothing to do. */
  | { is: 'none' }
  /** Held through these groups only: the groups' licences are what must change. */
  | { is: 'byGroup'; groupIds: string[] };

export type GroupSwap = ({ is: 'change'; change: Omit<LicenceChange, 'userId'> } & Told) | { is: 'none' };

export function isDirect(licence: LicenceState): boolean {
  return licence.assignedByGroup === null;
}

/** Whether a group hands out the product to the person: they then keep it until the group's own licence is changed. */
export function isByGroup({ licences }: LicensedUser, skuId: string): boolean {
  return licences.some((one) => one.skuId === skuId && !isDirect(one));
}

export function isWorking({ state }: LicenceState): boolean {
  return state === 'Active' || state === 'ActiveWithError';
}

export function groupsOf(licences: readonly LicenceState[]): string[] {
  return [...new Set(licences.flatMap((one) => one.assignedByGroup ?? []))];
}
