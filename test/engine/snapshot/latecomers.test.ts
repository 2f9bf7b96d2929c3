import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createLatecomers } from '../../../src/engine/snapshot/latecomers.js';
import {
  beforeIn,
  groupsIn,
  heldByUser,
  readPages,
  type SnapshotPage,
  writePage,
} from '../../../src/engine/snapshot/pages.js';
import type { Documents } from '../../../src/storage/documents.js';
import { product, sourceSku } from '../../../src/upgrade/plans/plans.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Found } from '../../../src/upgrade/run/found.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { LicensedGroup, LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { type TemporaryFolder, temporaryFolder } from '../../storage/lowdb/temporary-folder.js';
import { nothingForetold } from '../../support/foretold.js';
import { at, now, runIn } from '../../support/runs.js';

const skuId = product(sourceSku)?.skuId ?? '';

function person(n: number, assignedByGroup: string | null = null): LicensedUser {
  return {
    id: `person-${n}`,
    displayName: `Person ${n}`,
    userPrincipalName: `${n}@contoso.com`,
    usageLocation: 'SE',
    licences: [{ skuId, disabledPlans: [`off-${n}`], assignedByGroup, state: 'Active', error: null }],
  };
}
const people = (from: number, to: number): LicensedUser[] =>
  Array.from({ length: to - from }, (_, n) => person(from + n));
const group = (id: string): LicensedGroup => ({
  id,
  displayName: id,
  licences: [{ skuId, disabledPlans: [] }],
  processing: 'complete',
});

const empty = { generation: 0, pages: 0 };

describe('those who got the old plan after everything was written down', () => {
  let folder: TemporaryFolder;
  let documents: Documents;
  let run: Run;
  const tell = async (found: Found): Promise<Run> => {
    run = advance(run, found, now);
    return run;
  };
  const latecomers = () => createLatecomers(run, skuId, { documents, tell });
  async function written(of: SnapshotPage['of'] = 'users'): Promise<string[]> {
    const ids: string[] = [];
    for await (const page of readPages(documents, run.id, run.snapshot ?? empty))
      if (page.of === of) ids.push(...page.held.map(({ id }) => id));
    return ids;
  }

  beforeEach(async () => {
    folder = await temporaryFolder();
    documents = await folder.open();
    run = {
      ...runIn.reassigning(),
      snapshot: {
        pages: 3,
        people: 40,
        withSwitchedOff: 40,
        takenAt: at,
        generation: 0,
        withoutLocation: 0,
        first: [],
        ...nothingForetold,
      },
    };
    const held = (users: LicensedUser[]) => users.map((user) => heldByUser(user, skuId));
    await writePage(documents, run.id, { generation: 0 }, 0, { of: 'users', held: held(people(0, 20)) });
    await writePage(documents, run.id, { generation: 0 }, 1, {
      of: 'users',
      held: held([...people(20, 39), person(39, 'sales')]),
    });
    await writePage(documents, run.id, { generation: 0 }, 2, { of: 'groups', held: [] });
  });
  afterEach(() => folder.end());

  it('are added once, before the call returns, wherever they stand among the others', async () => {
    const late = latecomers();
    await Promise.all([late.note([person(5), person(100), person(25)]), late.note([person(100), person(101)])]);
    await late.note(people(0, 39));
    expect((await written()).slice(40)).toEqual(['person-100', 'person-101']);
    expect(run.snapshot).toMatchObject({ pages: 5, people: 42, withSwitchedOff: 42 });
    expect(late.snapshot.pages).toBe(5);
  });

  it('are added when they had it only through a group before', async () => {
    await latecomers().note([person(39)]);
    expect((await written()).slice(40)).toEqual(['person-39']);
  });

  it('are known after a restart, also one that came before the page was counted', async () => {
    await latecomers().note([person(100)]);
    await writePage(documents, run.id, { generation: 0 }, 4, { of: 'users', held: [heldByUser(person(101), skuId)] });
    await latecomers().note([person(100), person(101), person(102)]);
    expect((await written()).slice(40)).toEqual(['person-100', 'person-101', 'person-102']);
  });

  it('may be groups', async () => {
    const late = latecomers();
    await late.noteGroup(group('sales'));
    await late.noteGroup(group('sales'));
    expect((await groupsIn(documents, run.id, run.snapshot ?? empty)).map(({ id }) => id)).toEqual(['sales']);
    expect(run.snapshot).toMatchObject({ pages: 4, people: 40 });
  });

  it('may be people and groups at once, of the same id too, each on a page of their own', async () => {
    const late = latecomers();
    const bare = { ...person(200), licences: person(200).licences.map((one) => ({ ...one, disabledPlans: [] })) };
    await Promise.all([late.note([bare, person(201)]), late.noteGroup(group('person-1')), late.note([person(202)])]);
    expect((await written()).slice(40)).toEqual(['person-200', 'person-201', 'person-202']);
    expect(await written('groups')).toEqual(['person-1']);
    expect(run.snapshot).toMatchObject({ pages: 6, people: 43, withSwitchedOff: 42 });
  });

  it('are not moved when they cannot be written down', async () => {
    await documents.close();
    await expect(latecomers().note([person(100)])).rejects.toThrow();
  });
});

describe('what was written down by an older version', () => {
  it('gives back what was off, as far as it is known', async () => {
    const folder = await temporaryFolder();
    const earlier = await folder.open();
    const kind = { name: 'snapshot', schema: z.unknown() };
    const old = { of: 'users', held: [{ id: 'adele', name: 'Adele', switchedOff: ['off-1'], direct: true }] };
    await earlier.put(kind, 'run-1:00000', old, 0);
    await earlier.close();
    const documents = await folder.open();
    for await (const page of readPages(documents, 'run-1', { generation: 0, pages: 1 }))
      expect(page.held.map(beforeIn)).toEqual([{ direct: true, off: ['off-1'], targets: [] }]);
    await folder.end();
  });
});
