import { isCore } from '../plans/core-services.js';
import { serviceById } from '../plans/plans.js';
import type { ServicePlanStatus, SkuUnits, Subscription } from './facts.js';
import { isUsable } from './find-source.js';
import type { Terms } from './terms.js';
import { isAcceptable, type Passing, whyPassing } from './worth.js';

/** The plan that people move to, as this tenant has it. */
export type NewPlan = {
  /** What /subscribedSkus says of it; undefined when it does not name it. */
  units: SkuUnits | undefined;
  /** Its rows of /directory/subscriptions, each with what the commerce says of it. */
  rows: readonly { row: Subscription; terms: Terms | undefined }[];
  /** When the old plan moves to its next status unless it is renewed (ISO); null where nobody tells. */
  oldEndsAt: string | null;
};

/** What the plan is worth to people. */
export type Home = {
  /** Seats that last and whose core services are set up. */
  seats: number;
  /** Licences of the plan that are assigned. */
  assigned: number;
  /** Whether some of its seats last. */
  active: boolean;
  /** Names of core services that are not set up, where seats last. */
  missing: string[];
  /** Names of side services that are not set up: told, never waited for. */
  pending: string[];
  /** Seats that will not last. */
  passing: Passing[];
};

/**
 * What the plan offers people. Seats count where their purchase is active and lasting and the services that people
 * depend on (mail, files, Teams, Office apps) are set up; side services that wait for something are normal on real
 * tenants, also for years.
 * @param accepted ids of purchases that an admin took though they will not last
 * @see https://learn.microsoft.com/graph/api/resources/serviceplaninfo (provisioningStatus)
 */
export function homeOf({ units, rows, oldEndsAt }: NewPlan, accepted: readonly string[] = []): Home {
  const judged = rows.map(({ row, terms }) => ({ row, because: whyPassing(row, terms, oldEndsAt) }));
  const isTaken = (row: Subscription, because: Passing['because'] | undefined): boolean =>
    because === undefined || (isAcceptable(because) && accepted.includes(row.id));
  const lasting = judged.filter(({ row, because }) => isTaken(row, because)).map(({ row }) => row);
  const services = (row: Subscription) => (row.services.length > 0 ? row.services : (units?.services ?? []));
  const ready = lasting.filter((row) => isSetUp(services(row)));
  const open = lasting.flatMap((row) => services(row).filter((one) => !isDone(one)));
  return {
    seats: ready.reduce((sum, { seats }) => sum + seats, 0),
    assigned: units?.assigned ?? 0,
    active: lasting.length > 0,
    missing: namesOf(open.filter(isCore)),
    pending: namesOf(open.filter((one) => !isCore(one))),
    passing: judged.flatMap(({ row, because }) =>
      because && !isTaken(row, because)
        ? [{ subscriptionId: row.id, seats: row.seats, because, until: row.nextLifecycleAt }]
        : [],
    ),
  };
}

/** Seats that work now and whose core services are set up, whether they last or not. */
export function seatsSetUp({ units, rows }: NewPlan): number {
  const services = (row: Subscription) => (row.services.length > 0 ? row.services : (units?.services ?? []));
  const ready = rows.filter(({ row }) => isUsable(row) && isSetUp(services(row)));
  return ready.reduce((sum, { row }) => sum + row.seats, 0);
}

/** Whether everyone who has the plan can live in it for good: its lasting seats that are set up carry them all. */
export function isHome(plan: NewPlan): boolean {
  const { seats, assigned } = homeOf(plan);
  return plan.units !== undefined && seats > 0 && seats >= assigned;
}

/** Whether Graph's count and its list of purchases disagree about the plan: then neither says what the tenant has. */
export function isUnclear({ units, rows }: NewPlan): boolean {
  const counted = units ? units.enabled + units.warning : 0;
  const listed = rows.reduce((sum, { row }) => sum + (isUsable(row) ? row.seats : 0), 0);
  return counted > listed || (units === undefined && listed > 0);
}

/** Whether licences of a product work at all: active, or expired and in grace. */
export function isActive(units: SkuUnits | undefined): units is SkuUnits {
  return units !== undefined && (units.status === 'Enabled' || units.status === 'Warning');
}

/** A product that tells of no services is not known to be set up. */
function isSetUp(services: readonly ServicePlanStatus[]): boolean {
  return services.length > 0 && services.filter(isCore).every(isDone);
}

const isDone = ({ provisioning }: ServicePlanStatus): boolean => provisioning === 'Success';

function namesOf(services: readonly ServicePlanStatus[]): string[] {
  const forPeople = services.filter(({ appliesTo }) => appliesTo === 'User');
  return [...new Set(forPeople.map(({ id, name }) => serviceById(id)?.friendlyName ?? name))];
}
