import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writePage } from '../../../src/engine/snapshot/pages.js';
import { restore } from '../../../src/engine/steps/restore.js';
import type { Documents } from '../../../src/storage/documents.js';
import type { ReprocessOutcome } from '../../../src/upgrade/licences/change-outcome.js';
import { PortError } from '../../../src/upgrade/ports.js';
import type { Found } from '../../../src/upgrade/run/found.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import type { LicensedGroup, LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { type TemporaryFolder, temporaryFolder } from '../../storage/lowdb/temporary-folder.js';
import { idOf, licence, person } from '../../support/licensed-person.js';
import { aSubscription, runIn } from '../../support/runs.js';
import { aSubscription as newSubscription, someUnits } from '../../upgrade/tenant-facts.js';
import { inTenant } from './in-tenant.js';

/** Groups that Microsoft's upgrade left on the old plan are moved, and so is everybody who has it from them. */

type Facts = Parameters<typeof inTenant>[0];
const old = idOf('ENTERPRISEWITHSCAL');
const plan = idOf('ENTERPRISEPREMIUM');
const noSeat = 'CountViolation';

const aGroup = (id: string, skuId = old): LicensedGroup => ({
  id,
  displayName: `Group ${id}`,
  licences: [{ skuId, disabledPlans: [] }],
  processing: 'complete',
});
const member = (id: string, group: string, error: string | null = null): LicensedUser => ({
  ...person(licence(error ? plan : old, { assignedByGroup: group, error })),
  id,
  displayName: `Person ${id}`,
});

/** The run where Microsoft has ended the old plan; `tries`: how often an admin had it tried again. */
function leftBehind(tries = 0, more: Partial<Run> = {}): Run {
  const run = runIn.restoring();
  return { ...run, snapshot: null, ...more, state: { ...run.state, groups: true, tries } as RunState };
}

/** Takes the step; a group's members have its new licence at once, or are in error. */
async function take(run: Run, groups: LicensedGroup[], people: LicensedUser[], facts: Facts = {}) {
  const changed: unknown[] = [];
  const tenant = inTenant({
    groups,
    people,
    skus: [someUnits({ assigned: 0 }), someUnits({ sku: 'ENTERPRISEPREMIUM', assigned: 25 })],
    subscriptions: [aSubscription({ status: 'Suspended' }), newSubscription({ sku: 'ENTERPRISEPREMIUM' })],
    ...facts,
    directory: {
      async changeGroupLicence(tenantId, id, { add, remove }) {
        changed.push([tenantId, id, add.map(({ skuId }) => skuId), remove]);
        for (const { licences } of [...groups.filter((one) => one.id === id), ...people])
          for (const one of licences)
            if (remove.includes(one.skuId) && (!('assignedByGroup' in one) || one.assignedByGroup === id))
              one.skuId = plan;
      },
      ...facts.directory,
    },
  });
  const after = await tenant.take(restore, run);
  const last = tenant.told.at(-1);
  return { ...tenant, after, changed, restored: last?.found === 'restored' ? last : undefined };
}
const failures = ({ restored }: { restored: Extract<Found, { found: 'restored' }> | undefined }) =>
  restored?.work.failures.map(({ id, text }) => [id, text]);

describe('groups that were left behind', () => {
  it('hand out the new plan instead of the old one, and nobody holds that any more', async () => {
    const people = [member('adele', 'sales'), member('megan', 'finance')];
    const { changed, restored, after, happened } = await take(
      leftBehind(),
      [aGroup('sales'), aGroup('finance')],
      people,
    );
    expect(changed).toEqual([
      ['contoso', 'sales', [plan], [old]],
      ['contoso', 'finance', [plan], [old]],
    ]);
    expect(restored?.left).toMatchObject({
      moved: 2,
      inError: 0,
      mayNotReprocess: false,
      holding: { users: 0, groups: 0, counted: 0 },
      old: { ended: [aSubscription().id] },
    });
    expect([after.state.is, failures({ restored })]).toEqual(['completed', []]);
    expect(happened).not.toContain('reprocessLicences');
  });

  it('are told of where Microsoft refuses it, and the others are moved', async () => {
    const refuse = new PortError({ is: 'refused', code: 'Request_BadRequest', text: 'No.' }, 'changing a group');
    const groups = [aGroup('sales'), aGroup('finance')];
    const changeGroupLicence = async (_tenant: string, id: string) => {
      if (id === 'sales') throw refuse;
      for (const one of groups[1]?.licences ?? []) one.skuId = plan;
    };
    const { restored, after } = await take(leftBehind(), groups, [member('adele', 'sales')], {
      directory: { changeGroupLicence },
    });
    expect(restored?.left).toMatchObject({ moved: 1, holding: { users: 1, groups: 1 } });
    expect([after.state.is, failures({ restored })]).toEqual(['needsAttention', [['sales', 'No.']]]);
  });

  it('are left alone from the moment the run is paused', async () => {
    const meanwhile: Facts['meanwhile'] = ({ found }, run) =>
      found === 'progress' ? { ...run, state: runIn.paused().state } : run;
    const { changed, restored } = await take(leftBehind(), [aGroup('sales'), aGroup('finance')], [], { meanwhile });
    expect(changed).toHaveLength(1);
    expect(restored).toBeUndefined();
  });

  it('are waited for until their members have it, and nothing is tried anew where the run is paused meanwhile', async () => {
    const slow = aGroup('sales');
    let looks = 0;
    const group = async () => {
      looks += 1;
      return { ...slow, processing: looks < 3 ? ('queued' as const) : ('complete' as const) };
    };
    const { restored } = await take(leftBehind(), [slow], [], { directory: { group } });
    expect([looks, restored?.left?.moved]).toEqual([3, 1]);

    looks = 0;
    let told = 0;
    const meanwhile: Facts['meanwhile'] = ({ found }, run) => {
      told += found === 'progress' ? 1 : 0;
      return told > 1 ? { ...run, state: runIn.paused().state } : run;
    };
    const people = [member('adele', 'sales', noSeat)];
    const paused = await take(leftBehind(1), [aGroup('sales')], people, { directory: { group }, meanwhile });
    expect([looks, paused.happened.at(-1)]).toEqual([1, 'progress']);
    expect(paused.happened).not.toContain('reprocessLicences');
  });
});

describe('members who do not get it from their group', () => {
  const inError = () => [member('adele', 'sales', noSeat), member('megan', 'sales', noSeat)];

  it('are named, and whoever decides is asked before anything is tried again', async () => {
    const { restored, after, happened } = await take(leftBehind(), [aGroup('sales')], inError());
    expect(restored?.left).toMatchObject({ moved: 1, inError: 2, mayNotReprocess: false });
    expect(failures({ restored })).toEqual([
      ['adele', noSeat],
      ['megan', noSeat],
    ]);
    expect([after.state.is, happened.includes('reprocessLicences')]).toEqual(['needsAttention', false]);
  });

  describe('and are processed again', () => {
    let folder: TemporaryFolder;
    let more: { documents: Documents; run: Run };
    beforeEach(async () => {
      folder = await temporaryFolder();
      const documents = await folder.open();
      const run = leftBehind(1);
      const snapshot = { ...runIn.restoring().snapshot, pages: 1, withSwitchedOff: 0 } as Run['snapshot'];
      const held = [{ id: 'sales', name: 'Sales', switchedOff: [], direct: true, off: [], targets: [] }];
      await writePage(documents, run.id, { generation: 0 }, 0, { of: 'groups', held });
      more = { documents, run: { ...run, snapshot } };
    });
    afterEach(() => folder.end());

    /** Takes the step again where the group was moved before, and processing people comes to this. */
    async function again(outcomes: Record<string, ReprocessOutcome>, has: string[] = []) {
      const people = inError();
      const asked: string[] = [];
      const reprocessLicences = async (_tenant: string, id: string): Promise<ReprocessOutcome> => {
        asked.push(id);
        const outcome = outcomes[id] ?? { is: 'done' };
        for (const user of people)
          if (user.id === id && (outcome.is === 'done' || has.includes(id)))
            for (const one of user.licences) one.error = null;
        return outcome;
      };
      const { documents, run } = more;
      const facts = { documents, directory: { reprocessLicences } };
      return { ...(await take(run, [aGroup('sales', plan)], people, facts)), asked };
    }

    it('though their group was moved before, and have it then', async () => {
      const { restored, after, asked } = await again({});
      expect(asked).toEqual(['adele', 'megan']);
      expect(restored?.left).toMatchObject({ moved: 0, inError: 0, mayNotReprocess: false });
      expect([after.state.is, failures({ restored })]).toEqual(['completed', []]);
    });

    it('and whoever is refused is told of with what Microsoft says', async () => {
      const text = 'License assignment failed because the country is not supported.';
      const { restored } = await again({ adele: { is: 'refused', text }, megan: { is: 'gone' } });
      expect(restored?.left).toMatchObject({ inError: 2, mayNotReprocess: false });
      expect(failures({ restored })).toEqual([
        ['adele', text],
        ['megan', noSeat],
      ]);
    });

    it('and whoever has it all the same was not refused', async () => {
      const { restored } = await again({ adele: { is: 'refused', text: 'Later.' } }, ['adele']);
      expect([restored?.left?.inError, failures({ restored })]).toEqual([0, []]);
    });

    it('and nobody else is asked for where the app may not', async () => {
      const { restored, after, asked } = await again({ adele: { is: 'denied' } });
      expect(asked).toEqual(['adele']);
      expect(restored?.left).toMatchObject({ inError: 2, mayNotReprocess: true });
      expect(after.state).toMatchObject({ is: 'needsAttention', trouble: { is: 'groupsLeft', mayNotReprocess: true } });
    });
  });
});
