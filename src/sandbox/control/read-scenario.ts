import { z } from 'zod';
import type { FaultInput } from '../faults.js';
import { type Scenario, scenarioSchema } from '../scenario.js';
import { namedScenarios } from '../scenarios.js';

type Read = { scenario: Scenario; faults: readonly FaultInput[] } | { problem: string };

const record = z.record(z.string(), z.unknown());

/**
 * The scenario a tester asks for: a name, a name with changes (`{"scenario": "contoso", "users": 5}`), or one of
 * their own, where everything left out has a default.
 */
export function readScenario(body: unknown): Read {
  const asked = record.safeParse(typeof body === 'string' ? { name: body } : body);
  if (!asked.success) return { problem: 'Give the name of a scenario as a JSON string, or a scenario object.' };
  const { scenario: base, name = base, ...changes } = asked.data;
  if (name === undefined) return parse(changes, []);
  const named = typeof name === 'string' && Object.hasOwn(namedScenarios, name) ? namedScenarios[name] : undefined;
  if (!named) {
    const names = Object.keys(namedScenarios).join(', ');
    return { problem: `There is no scenario ${JSON.stringify(name)}. The scenarios are: ${names}.` };
  }
  return parse({ ...named.scenario, ...changes, name }, named.faults ?? []);
}

function parse(input: Record<string, unknown>, faults: readonly FaultInput[]): Read {
  const parsed = scenarioSchema.safeParse(input);
  return parsed.success
    ? { scenario: parsed.data, faults }
    : { problem: `The scenario is not valid. ${z.prettifyError(parsed.error)}` };
}
