import { type Outcome, outcomes } from '../../engine/report/outcome.js';
import type { Report } from '../../engine/report/report.js';

/** So many people had an outcome; `target`: who go to that plan (a skuPartNumber), where people go to two. */
export type OutcomeCount = { outcome: Outcome; people: number; target?: string };

/**
 * How many people had which outcome, by the plan they go to where they go to two; outcomes nobody had are left out.
 * Rejects with a PortError when Graph can't be read.
 */
export async function countOutcomes(people: NonNullable<Report['people']>): Promise<OutcomeCount[]> {
  const counts = new Map<string | undefined, Map<Outcome, number>>();
  for await (const page of people)
    for (const { outcome, target } of page) {
      const ofTarget = counts.get(target) ?? new Map<Outcome, number>();
      counts.set(target, ofTarget.set(outcome, (ofTarget.get(outcome) ?? 0) + 1));
    }
  return [...counts].flatMap(([target, found]) =>
    outcomes.flatMap((outcome) => {
      const count = found.get(outcome);
      return count === undefined ? [] : [{ outcome, people: count, ...(target === undefined ? {} : { target }) }];
    }),
  );
}
