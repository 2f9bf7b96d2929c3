import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writePage } from '../../../src/engine/snapshot/pages.js';
import { restore } from '../../../src/engine/steps/restore.js';
import type { Documents } from '../../../src/storage/documents.js';
import { product } from '../../../src/upgrade/plans/plans.js';
import { PortError } from '../../../src/upgrade/ports.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { LicensedGroup } from '../../../src/upgrade/tenant/facts.js';
import { type TemporaryFolder, temporaryFolder } from '../../storage/lowdb/temporary-folder.js';
import { idOf } from '../../support/licensed-person.js';
import { runIn } from '../../support/runs.js';
import { inTenant } from './in-tenant.js';

const plan = 'ENTERPRISEPREMIUM';
const [sway, teams] = ['SWAY', 'TEAMS1'].map(
  (name) => product(plan)?.services.find((service) => service.name === name)?.id ?? name,
) as [string, string];
const refusal = new PortError({ is: 'refused', code: 'Request_BadRequest', text: 'No.' }, 'changing a group');

/** What groups hand out after Microsoft's upgrade, which forgets what was off in them. */

describe('several services that were off in a group', () => {
  let folder: TemporaryFolder;
  let documents: Documents;
  beforeEach(async () => {
    folder = await temporaryFolder();
    documents = await folder.open();
  });
  afterEach(() => folder.end());

  /** Takes the step where these were off; `takes` says what of a change is taken, by what would be off after it. */
  async function take(off: string[], takes: (off: string[], group: LicensedGroup) => 'taken' | 'refused' | 'last') {
    const groups: LicensedGroup[] = [
      {
        id: 'sales',
        displayName: 'Sales',
        licences: [{ skuId: idOf(plan), disabledPlans: [] }],
        processing: 'complete',
      },
    ];
    const run = runIn.restoring();
    const snapshot = { ...run.snapshot, pages: 1, withSwitchedOff: 0 } as Run['snapshot'];
    const held = [{ id: 'sales', name: 'Sales', switchedOff: off, direct: true, off, targets: [] }];
    await writePage(documents, run.id, { generation: 0 }, 0, { of: 'groups', held });
    const asked: string[][] = [];
    let looks = 0;
    const tenant = inTenant({
      groups,
      documents,
      directory: {
        async group(_tenant, id) {
          looks += 1;
          return groups.find((one) => one.id === id);
        },
        async changeGroupLicence(_tenant, id, { add }) {
          const [group] = groups;
          const after = add.flatMap(({ disabledPlans }) => disabledPlans);
          asked.push(after);
          if (!group) throw new PortError({ is: 'notFound' }, 'changing a group');
          const comes = takes(after, group);
          if (comes === 'taken') group.licences = add.map(({ skuId }) => ({ skuId, disabledPlans: after }));
          if (comes === 'last') groups.splice(0);
          if (comes !== 'taken') throw refusal;
          expect(id).toBe('sales');
        },
      },
    });
    const after = await tenant.take(restore, { ...run, snapshot });
    return { asked, looks, after, off: groups[0]?.licences[0]?.disabledPlans, failures: after.restore?.failures };
  }

  it('go off together', async () => {
    const { asked, off, failures } = await take([sway, teams], () => 'taken');
    expect([asked.length, off?.sort(), failures]).toEqual([1, [sway, teams].sort(), []]);
  });

  it('go off one by one where that is refused together, and nothing is told as refused then', async () => {
    const isTogether = (off: string[], group: LicensedGroup) =>
      off.length - (group.licences[0]?.disabledPlans.length ?? 0) > 1;
    const { off, failures } = await take([sway, teams], (all, group) => (isTogether(all, group) ? 'refused' : 'taken'));
    expect([off?.sort(), failures]).toEqual([[sway, teams].sort(), []]);
  });

  it('are told by name where one alone is refused', async () => {
    const { off, failures } = await take([sway, teams], (all) => (all.includes(teams) ? 'refused' : 'taken'));
    expect(off).toEqual([sway]);
    expect(failures).toMatchObject([{ id: 'sales', of: 'group', text: 'No.', services: [teams] }]);
  });

  it('are nobody’s where the group is gone meanwhile', async () => {
    const { asked, after, failures } = await take([sway, teams], () => 'last');
    expect([asked.length, after.state.is, failures]).toEqual([1, 'completed', []]);
  });

  it('are left as they are where none was off', async () => {
    const { asked, looks } = await take([], () => 'taken');
    expect([asked, looks]).toEqual([[], 0]);
  });
});
