import table from '../../upgrade/plans/dependencies.json' with { type: 'json' };
import type { Sku } from '../catalogue/skus.js';
import type { Scenario } from '../scenario.js';

/**
 * Plans that need one of others beside them: those that the bot knows of too, since the sandbox is not to know better
 * than Microsoft's pages, and those that a scenario has in addition, which the bot can only learn by being refused.
 */
export interface Dependency {
  readonly plan: string;
  readonly needsOneOf: readonly string[];
}

const documented: readonly Dependency[] = table.dependencies.flatMap(({ services, needsOneOf }) =>
  services.map((plan) => ({ plan, needsOneOf })),
);

export function dependenciesIn({ hiddenDependencies }: Scenario): readonly Dependency[] {
  return [...documented, ...hiddenDependencies];
}

/** Ids of a product's plans that are off when these are: nobody can have one on that has nothing left to live on. */
export function offWithDependents({ plans }: Sku, off: readonly string[], scenario: Scenario): string[] {
  const isOff = new Set(off);
  const named = (name: string) => plans.find((plan) => plan.name === name);
  for (let before = -1; before < isOff.size; ) {
    before = isOff.size;
    for (const { plan, needsOneOf } of dependenciesIn(scenario)) {
      const dependent = named(plan);
      const has = needsOneOf.flatMap((name) => named(name) ?? []);
      if (dependent && has.length > 0 && has.every(({ id }) => isOff.has(id))) isOff.add(dependent.id);
    }
  }
  return [...isOff];
}
