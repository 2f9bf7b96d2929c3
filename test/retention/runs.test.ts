import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkChain } from '../../src/engine/audit/chain.js';
import { writePage } from '../../src/engine/snapshot/pages.js';
import { Outbox } from '../../src/teams/notices/outbox.js';
import { Offers } from '../../src/teams/reports/offers.js';
import { whyNot } from '../../src/upgrade/run/possible.js';
import { noted } from '../../src/upgrade/run/record.js';
import { isOver, type Run, type StateName } from '../../src/upgrade/run/run.js';
import { nothingForetold } from '../support/foretold.js';
import { at, runIn, someWork } from '../support/runs.js';
import { daysOn, type KeptOnDisk, keptOnDisk, runningOut } from './kept.js';

/** When upgrades are deleted, and what people had before them, on a real disk; the time is moved. */

let disk: KeptOnDisk;
beforeEach(async () => {
  disk = await keptOnDisk();
});
afterEach(() => disk.end());

const open: StateName[] = (Object.keys(runIn) as StateName[]).filter((is) => !isOver(runIn[is]()));

describe('a run', () => {
  it.each(['completed', 'stopped', 'handedOver'] as const)('is deleted 400 days after its end: %s', async (is) => {
    const run = await disk.keep(is);
    await disk.sweepAfter(399);
    expect(await disk.runs.get(run.id)).toBeDefined();
    await disk.sweepAfter(400);
    expect(await disk.runs.get(run.id)).toBeUndefined();
    expect([await disk.onDisk('run'), await disk.onDisk('tenant'), await disk.onDisk('snapshot')]).toEqual([
      [],
      [],
      [],
    ]);
    expect(disk.told.at(-1)).toMatchObject({ event: 'forgotten', why: 'age', tenant: 'contoso', runs: 1 });
    expect(JSON.stringify(disk.told)).not.toMatch(/Adele|Megan|Alex/);
  });

  it.each(open)('is never deleted while it is open, nor what was before it: %s', async (is) => {
    const { id } = await disk.keep(is);
    const run = (await disk.runs.get(id)) as Run;
    await disk.sweepAfter(5_000);
    expect(await disk.runs.get(id)).toEqual(run);
    expect(await disk.onDisk('snapshot')).toHaveLength(run.snapshot ? 1 : 0);
  });

  it('is never deleted while its old plan is still to run out', async () => {
    const run = await disk.keep('completed', runningOut);
    await disk.sweepAfter(5_000);
    expect(await disk.runs.get(run.id)).toEqual(run);
  });

  it('whose old plan has run out is kept from then on', async () => {
    const { nextAt: _, ...state } = runningOut.state;
    const run = await disk.keep('completed', { state: { ...state, oldPlan: { is: 'ended' } } });
    await disk.runs.update(run.id, (one) => noted(one, {}, { at: daysOn(300), by: null, what: 'ranOut' }));
    await disk.sweepAfter(699);
    expect(await disk.runs.get(run.id)).toBeDefined();
    await disk.sweepAfter(700);
    expect(await disk.runs.get(run.id)).toBeUndefined();
  });

  it('that is taken up again is not deleted, and the tenant’s other runs stay', async () => {
    const first = await disk.keep('stopped', { id: 'first' });
    const second = await disk.keep('manualReassign', { id: 'second' });
    await disk.sweepAfter(400);
    expect(await disk.runs.get(first.id)).toBeUndefined();
    expect((await disk.runs.history('contoso')).map(({ id }) => id)).toEqual([second.id]);
    expect((await disk.runs.latest('contoso'))?.id).toBe(second.id);
  });

  it('that somebody opens again at that moment is not deleted, nor one of another tenant', async () => {
    const { id } = await disk.keep('stopped');
    expect(await disk.runs.delete(id, 'contoso', () => false)).toBe(false);
    expect(await disk.runs.delete(id, 'fabrikam', () => true)).toBe(false);
    expect(await disk.runs.history('contoso')).toHaveLength(1);
    expect(await disk.runs.delete(id, 'contoso', () => true)).toBe(true);
    expect(await disk.runs.history('contoso')).toEqual([]);
  });

  it('is kept as long as the operator says', async () => {
    const run = await disk.keep('completed');
    await disk.sweepAfter(10, 10);
    expect(await disk.runs.get(run.id)).toBeUndefined();
  });

  it('goes with what people were asked and told about it', async () => {
    const run = await disk.keep('completed', { notices: [{ seq: 1, at, what: 'completed' }] });
    await new Outbox(disk.documents).add(run);
    const offers = new Offers(
      disk.documents,
      () => 'nonce',
      () => daysOn(395),
    );
    const offer = { tenantId: 'contoso', personId: 'alex', runId: run.id, file: 'all', fileName: 'f' } as const;
    await offers.make(offer);
    await disk.sweepAfter(400);
    expect([await disk.onDisk('outbox'), await disk.onDisk('file-offer')]).toEqual([[], []]);
  });
});

describe('who had what before a run', () => {
  it('is deleted 90 days after its end, and the run says so', async () => {
    const run = await disk.keep('completed');
    await disk.sweepAfter(89);
    expect(await disk.onDisk('snapshot')).toHaveLength(1);
    await disk.sweepAfter(90);
    expect(await disk.onDisk('snapshot')).toEqual([]);
    const forgotten = await disk.runs.get(run.id);
    expect(forgotten?.snapshot).toBeNull();
    expect(forgotten?.audit.at(-1)).toMatchObject({ what: 'snapshotForgotten', by: null, details: { people: 25 } });
    expect(forgotten && checkChain(forgotten).brokenAt).toBeNull();
    expect(disk.told.at(-1)).toMatchObject({ tenant: 'contoso', runs: 0, before: 2 });
    await disk.sweepAfter(91);
    expect(await disk.runs.get(run.id)).toEqual(forgotten);
  });

  it('is what moving people back would need: whoever asks for that is told', async () => {
    const snapshot = {
      pages: 1,
      people: 2,
      withSwitchedOff: 0,
      takenAt: at,
      generation: 0,
      withoutLocation: 0,
      first: [],
      ...nothingForetold,
    };
    const { id } = await disk.keep('stopped', { path: 'manual', snapshot, reassign: someWork() });
    const undo = async () => whyNot((await disk.runs.get(id)) as Run, { do: 'undo' });
    expect(await undo()).toBeUndefined();
    await disk.sweepAfter(90);
    expect(await undo()).toEqual({ why: 'beforeForgotten' });
  });

  it('is deleted also where the bot was killed after the run had let go of it', async () => {
    const run = await disk.keep('completed');
    await disk.sweepAfter(90);
    const held = [{ id: 'a', name: 'A', switchedOff: [], direct: true, targets: [] }];
    await writePage(disk.documents, run.id, { generation: 0 }, 0, { of: 'users', held });
    await disk.sweepAfter(91);
    expect(await disk.onDisk('snapshot')).toEqual([]);
  });
});
