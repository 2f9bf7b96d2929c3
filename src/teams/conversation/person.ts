import { isTimeZone } from '../../base/time-zone.js';
import type { Activity } from '../channel/activity.js';
import { isPersonal, tenantsOf } from '../channel/whereabouts.js';

/** Who talks, from where. `id` is the directory object id. */
export type Person = {
  tenantId: string;
  id: string;
  name: string;
  /** BCP 47 tag of the client's language; '' when it did not say. */
  locale: string;
  /** IANA name; undefined when the client did not say or named one that does not exist. */
  timeZone: string | undefined;
  /** Whether their client can be asked to take a file. */
  takesFiles: boolean;
};

type Identified =
  | { is: 'person'; person: Person }
  /** The activity does not say which directory account or tenant it comes from. */
  | { is: 'unknown' }
  /** The activity names two tenants, and which of them it is about nobody can tell. */
  | { is: 'twoTenants' }
  | { is: 'tenantNotAllowed' }
  /** Others can read along, so nothing about the tenant may be shown. */
  | { is: 'notPersonal' };

export type IdentityRules = {
  cloud: 'sandbox' | 'microsoft';
  /** Empty: every tenant. */
  allowedTenants: readonly string[];
  /** Whether Teams hands files over in this cloud; left out: it does not. */
  filesByConsent?: boolean | undefined;
};

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Finds the person and the tenant of an activity that was authenticated. What is not known to be personal is not. */
export function identify(activity: Activity, rules: IdentityRules): Identified {
  if (!isPersonal(activity)) return { is: 'notPersonal' };
  const [tenant, second] = tenantsOf(activity) ?? [];
  if (second !== undefined) return { is: 'twoTenants' };
  const ids = rules.cloud === 'sandbox' ? practiceIds(activity, tenant) : directoryIds(activity, tenant);
  if (!ids) return { is: 'unknown' };
  const { tenantId, id } = ids;
  if (!isAllowed(tenantId, rules)) return { is: 'tenantNotAllowed' };
  const person = {
    tenantId,
    id,
    name: (activity.from?.name ?? '').slice(0, 200),
    locale: localeOf(activity),
    timeZone: timeZoneOf(activity),
    takesFiles: Boolean(rules.filesByConsent) && takesFiles(activity),
  };
  return { is: 'person', person };
}

type Ids = Pick<Person, 'tenantId' | 'id'>;

/** The Playground's people need not have a directory account. */
function practiceIds({ from }: Activity, tenantId: string | undefined): Ids | undefined {
  const id = from?.aadObjectId ?? from?.id;
  return tenantId && id ? { tenantId, id } : undefined;
}

function directoryIds({ from }: Activity, tenant = ''): Ids | undefined {
  const account = from?.aadObjectId ?? '';
  if (!guid.test(tenant) || !guid.test(account)) return undefined;
  return { tenantId: tenant.toLowerCase(), id: account.toLowerCase() };
}

function isAllowed(tenantId: string, { cloud, allowedTenants }: IdentityRules): boolean {
  if (cloud === 'sandbox' || allowedTenants.length === 0) return true;
  return allowedTenants.some((id) => id.toLowerCase() === tenantId);
}

/** The client's language tag; '' when it did not say. */
export function localeOf(activity: Activity): string {
  return activity.locale ?? clientInfo(activity, 'locale') ?? '';
}

/** The Agents Playground calls itself Teams, and shows nothing of a file. */
function takesFiles({ channelId, serviceUrl }: Activity): boolean {
  return channelId === 'msteams' && !/\/_connector\/?$/.test(serviceUrl ?? '');
}

function timeZoneOf(activity: Activity): string | undefined {
  const named = clientInfo(activity, 'timezone') ?? activity.localTimezone;
  return isTimeZone(named) ? named : undefined;
}

function clientInfo(activity: Activity, field: 'locale' | 'timezone'): string | undefined {
  const info = activity.entities?.find((entity) => entity.type === 'clientInfo');
  const value = info?.[field];
  return typeof value === 'string' ? value : undefined;
}
