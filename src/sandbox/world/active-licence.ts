import type { GroupLicence, Licence } from './state.js';

/** A licence that is in order; `groupId` is null where it is held directly. */
export function activeLicence({ skuId, disabledPlans }: GroupLicence, groupId: string | null, at: number): Licence {
  return { skuId, disabledPlans, groupId, state: 'Active', error: 'None', at };
}
