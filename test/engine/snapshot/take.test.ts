import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readPages, writePage } from '../../../src/engine/snapshot/pages.js';
import { takeSnapshot } from '../../../src/engine/snapshot/take.js';
import type { StepTools } from '../../../src/engine/steps/step.js';
import type { Documents } from '../../../src/storage/documents.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { type TemporaryFolder, temporaryFolder } from '../../storage/lowdb/temporary-folder.js';
import { idOf, licence, person } from '../../support/licensed-person.js';
import { at, runIn } from '../../support/runs.js';

const e4 = idOf('ENTERPRISEWITHSCAL');
const e5 = idOf('SPE_E5');
const ofGroup = licence(e4, { assignedByGroup: 'sales' });
const own = licence(e4, { disabledPlans: ['sway'] });

describe('a snapshot that is taken anew while people are being moved', () => {
  let folder: TemporaryFolder;
  let documents: Documents;
  let run: Run;
  beforeEach(async () => {
    folder = await temporaryFolder();
    documents = await folder.open();
    run = { ...runIn.reassigning(), snapshot: null };
  });
  afterEach(() => folder.end());

  const world = (holders: LicensedUser[]) => {
    const directory = {
      async *holders() {
        yield holders;
      },
      groupsWith: async () => [],
      skus: async () => [],
      maySetLocation: async () => false,
    };
    return { directory } as unknown as StepTools['world'];
  };
  async function taken(...holders: LicensedUser[]) {
    const snapshot = await takeSnapshot(run, {
      world: world(holders),
      documents,
      signal: new AbortController().signal,
    });
    if (!snapshot) throw new Error('not taken');
    run = { ...run, snapshot: { ...snapshot, takenAt: at } };
    const held = [];
    for await (const page of readPages(documents, run.id, snapshot)) held.push(...page.held);
    return held.map(({ direct, off, targets }) => ({ direct, off, targets }));
  }
  const had = { direct: true, off: ['sway'], targets: [] };

  it('keeps what somebody had of their own, who holds only the group’s licence once they are moved', async () => {
    expect(await taken(person(own, ofGroup))).toEqual([had]);
    expect(await taken(person(licence(e5), ofGroup))).toEqual([had]);
    expect(await taken(person(licence(e5)))).toEqual([had]);
  });

  it('keeps it also where they got their own after they were first written down', async () => {
    await taken(person(ofGroup));
    const { generation, pages } = run.snapshot ?? { generation: 0, pages: 0 };
    const late = { id: 'adele', name: 'Adele', switchedOff: ['sway'], ...had };
    await writePage(documents, run.id, { generation }, pages, { of: 'users', held: [late] });
    run = { ...run, snapshot: { ...(run.snapshot as NonNullable<Run['snapshot']>), pages: pages + 1 } };
    expect(await taken()).toEqual([had]);
  });

  it('takes what somebody has now who still holds their own', async () => {
    await taken(person(own, ofGroup));
    expect(await taken(person(licence(e4, { disabledPlans: ['yammer'] }), ofGroup))).toEqual([
      { ...had, off: ['yammer'] },
    ]);
  });
});
