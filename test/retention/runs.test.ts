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
import { daysOn, type KeptInStore, onEveryStore, runningOut } from './kept.js';

/** When upgrades are deleted, and what people had before them, in a real store; the time is moved. */

onEveryStore((begin) => {
  let store: KeptInStore;
  beforeEach(async () => {
    store = await begin();
  });
  afterEach(() => store.end());

  const open: StateName[] = (Object.keys(runIn) as StateName[]).filter((is) => !isOver(runIn[is]()));

  describe('a run', () => {
    it.each(['completed', 'stopped', 'handedOver'] as const)('is deleted 400 days after its end: %s', async (is) => {
      const run = await store.keep(is);
      await store.sweepAfter(399);
      expect(await store.runs.get(run.id)).toBeDefined();
      await store.sweepAfter(400);
      expect(await store.runs.get(run.id)).toBeUndefined();
      expect([await store.ids('run'), await store.ids('tenant'), await store.ids('snapshot')]).toEqual([[], [], []]);
      expect(store.told.at(-1)).toMatchObject({ event: 'forgotten', why: 'age', tenant: 'contoso', runs: 1 });
      expect(JSON.stringify(store.told)).not.toMatch(/Adele|Megan|Alex/);
    });

    it.each(open)('is never deleted while it is open, nor what was before it: %s', async (is) => {
      const { id } = await store.keep(is);
      const run = (await store.runs.get(id)) as Run;
      await store.sweepAfter(5_000);
      expect(await store.runs.get(id)).toEqual(run);
      expect(await store.ids('snapshot')).toHaveLength(run.snapshot ? 1 : 0);
    });

    it('is never deleted while its old plan is still to run out', async () => {
      const run = await store.keep('completed', runningOut);
      await store.sweepAfter(5_000);
      expect(await store.runs.get(run.id)).toEqual(run);
    });

    it('whose old plan has run out is kept from then on', async () => {
      const { nextAt: _, ...state } = runningOut.state;
      const run = await store.keep('completed', { state: { ...state, oldPlan: { is: 'ended' } } });
      await store.runs.update(run.id, (one) => noted(one, {}, { at: daysOn(300), by: null, what: 'ranOut' }));
      await store.sweepAfter(699);
      expect(await store.runs.get(run.id)).toBeDefined();
      await store.sweepAfter(700);
      expect(await store.runs.get(run.id)).toBeUndefined();
    });

    it('that is taken up again is not deleted, and the tenant’s other runs stay', async () => {
      const first = await store.keep('stopped', { id: 'first' });
      const second = await store.keep('manualReassign', { id: 'second' });
      await store.sweepAfter(400);
      expect(await store.runs.get(first.id)).toBeUndefined();
      expect((await store.runs.history('contoso')).map(({ id }) => id)).toEqual([second.id]);
      expect((await store.runs.latest('contoso'))?.id).toBe(second.id);
    });

    it('that somebody opens again at that moment is not deleted, nor one of another tenant', async () => {
      const { id } = await store.keep('stopped');
      expect(await store.runs.delete(id, 'contoso', () => false)).toBe(false);
      expect(await store.runs.delete(id, 'fabrikam', () => true)).toBe(false);
      expect(await store.runs.history('contoso')).toHaveLength(1);
      expect(await store.runs.delete(id, 'contoso', () => true)).toBe(true);
      expect(await store.runs.history('contoso')).toEqual([]);
    });

    it('is kept as long as the operator says', async () => {
      const run = await store.keep('completed');
      await store.sweepAfter(10, 10);
      expect(await store.runs.get(run.id)).toBeUndefined();
    });

    it('goes with what people were asked and told about it', async () => {
      const run = await store.keep('completed', { notices: [{ seq: 1, at, what: 'completed' }] });
      await new Outbox(store.documents).add(run);
      const offers = new Offers(
        store.documents,
        () => 'nonce',
        () => daysOn(395),
      );
      const offer = { tenantId: 'contoso', personId: 'alex', runId: run.id, file: 'all', fileName: 'f' } as const;
      await offers.make(offer);
      await store.sweepAfter(400);
      expect([await store.ids('outbox'), await store.ids('file-offer')]).toEqual([[], []]);
    });
  });

  describe('who had what before a run', () => {
    it('is deleted 90 days after its end, and the run says so', async () => {
      const run = await store.keep('completed');
      await store.sweepAfter(89);
      expect(await store.ids('snapshot')).toHaveLength(1);
      await store.sweepAfter(90);
      expect(await store.ids('snapshot')).toEqual([]);
      const forgotten = await store.runs.get(run.id);
      expect(forgotten?.snapshot).toBeNull();
      expect(forgotten?.audit.at(-1)).toMatchObject({ what: 'snapshotForgotten', by: null, details: { people: 25 } });
      expect(forgotten && checkChain(forgotten).brokenAt).toBeNull();
      expect(store.told.at(-1)).toMatchObject({ tenant: 'contoso', runs: 0, before: 2 });
      await store.sweepAfter(91);
      expect(await store.runs.get(run.id)).toEqual(forgotten);
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
      const { id } = await store.keep('stopped', { path: 'manual', snapshot, reassign: someWork() });
      const undo = async () => whyNot((await store.runs.get(id)) as Run, { do: 'undo' });
      expect(await undo()).toBeUndefined();
      await store.sweepAfter(90);
      expect(await undo()).toEqual({ why: 'beforeForgotten' });
    });

    it('is deleted also where the bot was killed after the run had let go of it', async () => {
      const run = await store.keep('completed');
      await store.sweepAfter(90);
      const held = [{ id: 'a', name: 'A', switchedOff: [], direct: true, targets: [] }];
      await writePage(store.documents, run.id, { generation: 0 }, 0, { of: 'users', held });
      await store.sweepAfter(91);
      expect(await store.ids('snapshot')).toEqual([]);
    });
  });
});
