import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pino from 'pino';
import { cancel } from '../../src/engine/steps/cancel.js';
import type { StepTools } from '../../src/engine/steps/step.js';
import { product } from '../../src/upgrade/plans/plans.js';
import { PortError } from '../../src/upgrade/ports.js';
import { advance } from '../../src/upgrade/run/advance.js';
import { due } from '../../src/upgrade/run/due.js';
import type { Run, RunState } from '../../src/upgrade/run/run.js';
import type { Subscription } from '../../src/upgrade/tenant/facts.js';
import { aSource, available, runIn } from '../support/runs.js';
import {
  noDocuments,
  oldSku,
  somebodyLosesHome,
  type TenantModel,
  tenantModel,
  worldOf,
} from '../support/tenant-model.js';

/** Step 4 in any tenant, by the engine and the domain together, on what a tenant that lies a little shows of itself. */

const begun = '2026-03-04T09:30:00.000Z';
const silent = pino({ level: 'silent' });

function confirmed(tenant: TenantModel): Run {
  const subscriptions = tenant.rows.map(({ row }) => row).filter(({ sku }) => sku === oldSku);
  const { skuId } = aSource();
  return {
    ...runIn.cancelling(),
    plan: tenant.plan,
    snapshot: null,
    assessment: available({ source: { ...aSource(), skuId, subscriptions: structuredClone(subscriptions) } }),
    state: {
      is: 'cancelling',
      since: begun,
      nextAt: begun,
      confirmedBy: { id: 'alex', name: 'Alex Wilber' },
      confirmedAt: begun,
      clearSince: null,
      sent: false,
    } satisfies RunState,
  };
}

function convert({ plan, rows: [first], isConverted }: TenantModel): void {
  if (first && isConverted) Object.assign(first.row, { sku: plan, skuId: product(plan)?.skuId });
}

/** Takes the steps that are due until the run waits for a person, ends, or two days are over. */
async function carryOn(tenant: TenantModel) {
  const ended: Subscription[] = [];
  let now = new Date(begun);
  let run = confirmed(tenant);
  convert(tenant);
  let lost = false;
  const world = worldOf(tenant, ended, () => now);
  const tell: StepTools['tell'] = async (found) => {
    run = advance(run, found, now);
    return run;
  };
  for (let next = due(run); next?.is === 'cancelling' && run.state.is === 'cancelling'; next = due(run)) {
    if (next.at.getTime() - Date.parse(begun) > 48 * 3_600_000) break;
    if (next.at > now) now = next.at;
    const before = ended.length;
    const would = somebodyLosesHome(tenant);
    try {
      await cancel(run, { world, documents: noDocuments, tell, log: silent } as unknown as StepTools);
    } catch (error) {
      if (!(error instanceof PortError)) throw error;
      await tell({ found: 'problem', problem: error.problem });
    }
    lost ||= ended.length > before && would;
  }
  return { run, ended, lost };
}

describe('ending the old plan, in any tenant', () => {
  it('ends only the source, only when nobody would lose the only lasting home of their licence', async () => {
    const reached = { ended: 0, refused: 0, unclear: 0, overBefore: 0 };
    await fc.assert(
      fc.asyncProperty(tenantModel, async (tenant) => {
        const { run, ended, lost } = await carryOn(tenant);
        expect(lost).toBe(false);
        expect(ended.every(({ sku }) => sku === oldSku)).toBe(true);
        // Without an end, the run waits for a person or has told that it waits.
        if (run.state.is === 'cancelling') expect(run.notices.length).toBeGreaterThan(0);
        if (ended.length > 0) reached.ended += 1;
        else if (run.notices.some(({ what }) => what === 'heldUp')) reached.unclear += 1;
        else if (run.state.is === 'completed') reached.overBefore += 1;
        else reached.refused += 1;
      }),
      { numRuns: 1_500 },
    );
    for (const [what, times] of Object.entries(reached)) expect([what, times >= 40]).toEqual([what, true]);
  });
});
