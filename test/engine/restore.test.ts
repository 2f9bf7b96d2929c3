import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Quotas } from '../../src/engine/quota/quotas.js';
import { writePage } from '../../src/engine/snapshot/pages.js';
import { restore } from '../../src/engine/steps/restore.js';
import type { StepTools } from '../../src/engine/steps/step.js';
import { createTimeline } from '../../src/engine/timeline.js';
import type { Documents } from '../../src/storage/documents.js';
import { product } from '../../src/upgrade/plans/plans.js';
import { PortError, type Problem } from '../../src/upgrade/ports.js';
import { advance } from '../../src/upgrade/run/advance.js';
import type { Found } from '../../src/upgrade/run/found.js';
import type { Run } from '../../src/upgrade/run/run.js';
import type { LicensedGroup } from '../../src/upgrade/tenant/facts.js';
import { type TemporaryFolder, temporaryFolder } from '../storage/lowdb/temporary-folder.js';
import { nothingForetold } from '../support/foretold.js';
import { idOf } from '../support/licensed-person.js';
import { at, now, runIn } from '../support/runs.js';
import { someUnits } from '../upgrade/tenant-facts.js';

const plan = 'ENTERPRISEPREMIUM';
const sway = product(plan)?.services.find(({ name }) => name === 'SWAY')?.id ?? '';
const group = (id: string): LicensedGroup => ({
  id,
  displayName: `Group ${id}`,
  licences: [{ skuId: idOf(plan), disabledPlans: [] }],
  processing: 'complete',
});

describe('services that were off in a group', () => {
  let folder: TemporaryFolder;
  let documents: Documents;
  let run: Run;
  let changed: string[];

  beforeEach(async () => {
    folder = await temporaryFolder();
    documents = await folder.open();
    run = {
      ...runIn.restoring(),
      snapshot: {
        pages: 1,
        people: 0,
        withSwitchedOff: 0,
        takenAt: at,
        generation: 0,
        withoutLocation: 0,
        first: [],
        ...nothingForetold,
      },
    };
    changed = [];
    const held = ['sales', 'finance', 'support'].map((id) => ({
      id,
      name: `Group ${id}`,
      switchedOff: [sway],
      direct: true,
      off: [sway],
      targets: [],
    }));
    await writePage(documents, run.id, { generation: 0 }, 0, { of: 'groups', held });
  });
  afterEach(() => folder.end());

  /** Takes the step where changing groups meets these problems, or where they are gone. */
  async function take(problems: Record<string, Problem>, gone: string[] = []): Promise<void> {
    const directory = {
      rolesOf: async () => ['licenseAdministrator'],
      skus: async () => [someUnits({ sku: plan })],
      users: async () => [],
      group: async (_tenant: string, id: string) => (gone.includes(id) ? undefined : group(id)),
      changeGroupLicence: async (_tenant: string, id: string) => {
        const problem = problems[id];
        if (problem) throw new PortError(problem, 'changing what a group hands out');
        changed.push(id);
      },
    };
    const clock = { now: () => now };
    const tools = {
      world: { directory, clock },
      documents,
      timeline: clock,
      quotas: new Quotas({ timeline: createTimeline(clock), share: 1, stop: new AbortController().signal }),
      signal: new AbortController().signal,
      log: pino({ level: 'silent' }),
      tell: async (found: Found) => {
        run = advance(run, found, now);
        return run;
      },
    } as unknown as StepTools;
    await restore(run, tools);
  }

  it('stay on where Microsoft refuses it: the group is named and the run is completed', async () => {
    const text = 'License assignment failed because service plan a depends on the service plan(s) b.';
    await take({ sales: { is: 'refused', code: 'Request_BadRequest', text } });
    expect(changed).toEqual(['finance', 'support']);
    expect(run.state.is).toBe('completed');
    expect(run.restore?.failures).toEqual([
      { id: 'sales', name: 'Group sales', of: 'group', reason: 'dependency', text, services: [sway] },
    ]);
  });

  it('are not asked for again where the group is gone', async () => {
    await take({}, ['sales']);
    expect(changed).toEqual(['finance', 'support']);
    expect(run).toMatchObject({ state: { is: 'completed' }, restore: { failures: [] } });
  });

  it.each<Problem>([{ is: 'denied', needs: undefined }, { is: 'unreachable' }])(
    'are left to another attempt where the tenant is $is',
    async (problem) => {
      await expect(take({ sales: problem })).rejects.toMatchObject({ problem });
      expect(run.state.is).toBe('restoring');
    },
  );
});
