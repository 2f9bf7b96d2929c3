import { pino } from 'pino';
import { takeSnapshot } from '../../../src/engine/snapshot/take.js';
import type { Step, StepTools } from '../../../src/engine/steps/step.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Found } from '../../../src/upgrade/run/found.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { runIn } from '../../support/runs.js';
import type { Tenant } from '../people/tenant-of-people.js';

/** A step that is taken in a tenant of a few people: what it told, and the run it led to. */

type More = {
  signal?: AbortSignal;
  /** Somebody does something when this was found, such as to pause; the run as it is then. */
  meanwhile?: (found: Found, run: Run) => Run | undefined;
};

export type Taken = { run: Run; told: Found[] };

/** What a step is given, where the run is kept as the domain leads it on. */
export function toolsIn(tenant: Tenant, before: Run, more: More = {}) {
  const { timeline } = tenant.clock;
  const { documents } = tenant;
  const taken: Taken = { run: before, told: [] };
  const signal = more.signal ?? new AbortController().signal;
  const tools = {
    world: {
      directory: tenant.directory,
      clock: timeline,
      commerceFor: async () => ({ terms: async () => undefined }),
    },
    documents,
    timeline,
    quotas: { forRun: async () => ({ changesAt: () => 0, sending: () => {}, hasPeople: () => {} }) },
    signal,
    log: pino({ level: 'silent' }),
    tell: async (found: Found) => {
      taken.told.push(found);
      taken.run = advance(taken.run, found, timeline.now());
      taken.run = more.meanwhile?.(found, taken.run) ?? taken.run;
      return taken.run;
    },
  } as unknown as StepTools;
  return { tools, taken };
}

export async function takeIn(tenant: Tenant, step: Step, run: Run, more: More = {}): Promise<Taken> {
  const { tools, taken } = toolsIn(tenant, run, more);
  await step(run, tools);
  return taken;
}

/** The run once it is written down who has what in the tenant, as it is now. */
export async function writtenDown(run: Run, tenant: Tenant): Promise<Run> {
  const { tools } = toolsIn(tenant, run);
  const taken = await takeSnapshot({ ...run, snapshot: null }, tools);
  if (!taken) throw new Error('not taken');
  return { ...run, snapshot: { ...taken, takenAt: tenant.clock.timeline.now().toISOString() } };
}

/** The run as if somebody had paused it. */
export const paused = (run: Run): Run => ({ ...run, state: runIn.paused().state });
