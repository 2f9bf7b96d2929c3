import { type Dependency, dependencies as known } from '../plans/dependencies.js';
import { serviceName } from '../plans/plans.js';

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
  // This is asked of everybody, several times.
  if (off.length === 0) return [];
  const isOff = new Set(off);
  const needing = needingIn(offered, depending);
  for (let found = true; found; ) {
    const next = needing.filter(({ id, needs }) => !isOff.has(id) && needs.every((one) => isOff.has(one)));
    for (const { id } of next) isOff.add(id);
    found = next.length > 0;
  }
  return offered.filter(({ id }) => isOff.has(id) && !off.includes(id));
}

type Needing = { id: string; needs: readonly string[] };

/** Ids of services, each with those of the offered ones of which one has to be on. */
function needingIn(offered: readonly PlanRef[], { learnt = [], elsewhere = [], dependencies = known }: Depending) {
  const { ids, byTable } = lookedUp(offered, dependencies);
  const told = byTable.filter(({ names }) => !names.some((name) => elsewhere.includes(name)));
  const taught = learnt.map(
    ({ service, needsOneOf }): Needing => ({ id: service, needs: needsOneOf.filter((id) => ids.has(id)) }),
  );
  return [...told, ...taught].filter(({ needs }) => needs.length > 0);
}

type LookedUp = {
  table: readonly Dependency[];
  ids: ReadonlySet<string>;
  /** What the table says of the services; `names`: of those that are needed, by Microsoft. */
  byTable: readonly (Needing & { names: readonly string[] })[];
};

/** What was looked up of the services of a product: the same for all who are moved to it. */
const lookups = new WeakMap<readonly PlanRef[], LookedUp>();

function lookedUp(offered: readonly PlanRef[], table: readonly Dependency[]): LookedUp {
  const before = lookups.get(offered);
  if (before?.table === table) return before;
  const byName = new Map<string, string[]>();
  for (const service of offered)
    byName.set(serviceName(service), [...(byName.get(serviceName(service)) ?? []), service.id]);
  const byTable = table.flatMap(({ service, needsOneOf: names }) => {
    const needs = names.flatMap((name) => byName.get(name) ?? []);
    return (byName.get(service) ?? []).map((id) => ({ id, needs, names }));
  });
  const found = { table, ids: new Set(offered.map(({ id }) => id)), byTable };
  lookups.set(offered, found);
  return found;
}
