import { type Dependency, dependencies as known } from '../plans/dependencies.js';
import { serviceById } from '../plans/plans.js';

/** What goes off with a service: everything in the same product that cannot live without it. */

/** A service plan by its id and Microsoft's name. */
export type PlanRef = { id: string; name: string };

/** A dependency that a refusal told of; by id. It holds although the table of dependencies lacks it. */
export type Learnt = { service: string; needsOneOf: readonly string[] };

export type Depending = {
  /** What refusals have told. */
  learnt?: readonly Learnt[] | undefined;
  /** Names of services that the person has on through other products, which stay. */
  elsewhere?: readonly string[];
  /** The table of what needs what. */
  dependencies?: readonly Dependency[];
};

/**
 * Closes what is switched off in a product under dependency: no service of it stays on that needs one of some that are
 * all off. What needs something that the product has nothing of, or that the person has elsewhere, is left as it is.
 * @param off ids of the product's services that are off
 * @param offered all services of the product
 * @returns ids that have to go off as well, in the product's order
 */
export function goesAlong(off: readonly string[], offered: readonly PlanRef[], depending: Depending = {}): PlanRef[] {
  const { learnt = [], elsewhere = [], dependencies = known } = depending;
  const isOff = new Set(off);
  const lacks = (needs: readonly PlanRef[]) => needs.length > 0 && needs.every(({ id }) => isOff.has(id));
  const cannotLive = (service: PlanRef): boolean =>
    dependencies.some(
      (one) =>
        one.service === nameOf(service) &&
        !one.needsOneOf.some((name) => elsewhere.includes(name)) &&
        lacks(offered.filter((other) => one.needsOneOf.includes(nameOf(other)))),
    ) ||
    learnt.some((one) => one.service === service.id && lacks(offered.filter(({ id }) => one.needsOneOf.includes(id))));
  for (let found = true; found; ) {
    const next = offered.filter((service) => !isOff.has(service.id) && cannotLive(service));
    for (const { id } of next) isOff.add(id);
    found = next.length > 0;
  }
  return offered.filter(({ id }) => isOff.has(id) && !off.includes(id));
}

/** Microsoft's name, also where a tenant's list calls the service otherwise. */
export function nameOf({ id, name }: PlanRef): string {
  return serviceById(id)?.name ?? name;
}
