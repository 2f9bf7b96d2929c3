import { skuWithId } from '../catalogue/skus.js';
import { isoSeconds } from '../iso-time.js';
import { licencesInSearch } from '../world/holding.js';
import { takesSeat } from '../world/seats.js';
import type { Licence, User } from '../world/state.js';
import type { Resource } from './resource.js';

/** A person as seen at one moment: searches see licences a little late. */
export interface SeenUser {
  readonly user: User;
  readonly licences: readonly Licence[];
  readonly createdAt: number;
}

export function seenNow(user: User, createdAt: number): SeenUser {
  return { user, licences: user.licences, createdAt };
}

export function seenBySearch(user: User, createdAt: number, now: number): SeenUser {
  return { user, licences: licencesInSearch(user, now), createdAt };
}

const empty = () => null;

/** @see https://learn.microsoft.com/graph/api/resources/user */
export const userResource: Resource<SeenUser> = {
  type: 'user',
  properties: {
    id: ({ user }) => user.id,
    displayName: ({ user }) => user.displayName,
    givenName: ({ user }) => user.givenName,
    surname: ({ user }) => user.surname,
    userPrincipalName: ({ user }) => user.userPrincipalName,
    mail: ({ user }) => user.userPrincipalName,
    mailNickname: ({ user }) => user.userPrincipalName?.split('@')[0] ?? null,
    accountEnabled: ({ user }) => user.accountEnabled,
    usageLocation: ({ user }) => user.usageLocation,
    userType: ({ user }) => (user.isGuest ? 'Guest' : 'Member'),
    businessPhones: () => [],
    createdDateTime: ({ createdAt }) => isoSeconds(createdAt),
    assignedLicenses: ({ licences }) => assignedLicenses(licences),
    licenseAssignmentStates: ({ licences }) => licences.map(assignmentState),
    assignedPlans: ({ licences }) => assignedPlans(licences),
    jobTitle: empty,
    mobilePhone: empty,
    officeLocation: empty,
    preferredLanguage: empty,
    department: ({ user }) => user.department,
    city: empty,
    country: empty,
    companyName: empty,
    onPremisesSyncEnabled: empty,
  },
  byDefault: [
    'businessPhones',
    'displayName',
    'givenName',
    'jobTitle',
    'mail',
    'mobilePhone',
    'officeLocation',
    'preferredLanguage',
    'surname',
    'userPrincipalName',
    'id',
  ],
};

/** One entry a SKU: a service is off only where every assignment of the SKU has it off. */
export function assignedLicenses(licences: readonly Licence[]): { skuId: string; disabledPlans: string[] }[] {
  const bySku = new Map<string, string[]>();
  for (const { skuId, disabledPlans } of licences.filter(takesSeat)) {
    const others = bySku.get(skuId);
    bySku.set(skuId, others ? others.filter((plan) => disabledPlans.includes(plan)) : [...disabledPlans]);
  }
  return [...bySku].map(([skuId, disabledPlans]) => ({ disabledPlans, skuId }));
}

function assignmentState({ skuId, groupId, state, error, disabledPlans, at }: Licence): Record<string, unknown> {
  return { skuId, disabledPlans, assignedByGroup: groupId, state, error, lastUpdatedDateTime: isoSeconds(at) };
}

function assignedPlans(licences: readonly Licence[]): Record<string, unknown>[] {
  return licences.filter(takesSeat).flatMap(({ skuId, disabledPlans, at }) =>
    (skuWithId(skuId)?.plans ?? []).map(({ id, name }) => ({
      assignedDateTime: isoSeconds(at),
      capabilityStatus: disabledPlans.includes(id) ? 'Deleted' : 'Enabled',
      service: name,
      servicePlanId: id,
    })),
  );
}
