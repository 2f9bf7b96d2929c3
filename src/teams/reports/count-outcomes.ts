import { type Outcome, outcomes } from '../../engine/report/outcome.js';
import type { Report } from '../../engine/report/report.js';

/** How many people had which outcome; those nobody had are left out. Rejects with a PortError when Graph can't be read. */
export async function countOutcomes(
  people: NonNullable<Report['people']>,
): Promise<{ outcome: Outcome; people: number }[]> {
  const counts = new Map<Outcome, number>();
  for await (const page of people) {
    for (const { outcome } of page) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return outcomes.flatMap((outcome) => {
    const found = counts.get(outcome);
    return found === undefined ? [] : [{ outcome, people: found }];
  });
}
