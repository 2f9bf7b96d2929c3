import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { checkChain } from '../../src/engine/audit/chain.js';
import { createRunStore, type RunStore } from '../../src/engine/run-store.js';
import { writePage } from '../../src/engine/snapshot/pages.js';
import { forgetPerson, forgetTenant, type Kept } from '../../src/retention/forget.js';
import { periodsOf } from '../../src/retention/periods.js';
import { sweep } from '../../src/retention/sweep.js';
import type { Documents } from '../../src/storage/documents.js';
import { ConsentWaitingList } from '../../src/teams/notices/consent-waiting.js';
import { Outbox } from '../../src/teams/notices/outbox.js';
import { newFollower } from '../../src/teams/people/follower.js';
import { Followers } from '../../src/teams/people/followers.js';
import { Leavings } from '../../src/teams/people/leavings.js';
import { Offers } from '../../src/teams/reports/offers.js';
import { whyNot } from '../../src/upgrade/run/possible.js';
import { noted } from '../../src/upgrade/run/record.js';
import { isOver, type Run, type StateName } from '../../src/upgrade/run/run.js';
import type { Role } from '../../src/upgrade/tenant/roles.js';
import { type TemporaryFolder, temporaryFolder } from '../storage/lowdb/temporary-folder.js';
import { at, now, runIn, someWork } from '../support/runs.js';

/** What is deleted when, on a real disk; the time is moved. */

let folder: TemporaryFolder;
let documents: Documents;
let runs: RunStore;
let followers: Followers;
let leavings: Leavings;
let told: Record<string, unknown>[];
let roles: Map<string, readonly Role[] | undefined>;
let today: Date;

beforeEach(async () => {
  folder = await temporaryFolder();
  documents = await folder.open();
  runs = createRunStore(documents);
  followers = new Followers(documents);
  leavings = new Leavings(documents);
  told = [];
  roles = new Map();
  today = now;
});
afterEach(() => folder.end());

const day = 24 * 3_600_000;
const daysOn = (days: number): Date => new Date(now.getTime() + days * day);
const kept = (): Kept => ({ documents, runs, now: () => today });
async function sweepAfter(days: number, retentionDays = 400): Promise<void> {
  today = daysOn(days);
  const note = (about: object) => void told.push(about as Record<string, unknown>);
  await sweep({
    ...kept(),
    periods: periodsOf(retentionDays),
    rolesNow: async (_tenant, person) => (roles.has(person) ? roles.get(person) : ['globalReader']),
    log: { info: note, warn: note },
  });
}

const people = ['Adele Vance', 'Megan Bowen'];
async function keep(is: StateName, more: Partial<Run> = {}): Promise<Run> {
  const entry = { at: now, by: { id: 'alex', name: 'Alex Wilber' }, what: 'check' } as const;
  const run = await runs.open(noted({ ...runIn[is](), ...more } as Run, {}, entry));
  const held = people.map((name) => ({ id: name, name, switchedOff: [], direct: true, targets: [] }));
  if (run.snapshot) await writePage(documents, run.id, run.snapshot, 0, { of: 'users', held });
  return run;
}
/** The ids of the documents of a kind that lie there, whatever is in them. */
async function onDisk(name: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { id } of documents.list({ name, schema: z.unknown() })) found.push(id);
  return found;
}
const write = (personId: string, tenantId = 'contoso') =>
  followers.keep(tenantId, personId, () => ({ ...newFollower(tenantId, personId), seenOn: at.slice(0, 10) }));

const open: StateName[] = (Object.keys(runIn) as StateName[]).filter((is) => !isOver(runIn[is]()));
const runningOut = {
  state: {
    is: 'completed',
    at,
    oldPlanKept: false,
    oldPlan: { is: 'runsOut', until: daysOn(300).toISOString(), told: false },
    nextAt: daysOn(300).toISOString(),
  },
} as const;

describe('a run', () => {
  it.each(['completed', 'stopped', 'handedOver'] as const)('is deleted 400 days after its end: %s', async (is) => {
    const run = await keep(is);
    await sweepAfter(399);
    expect(await runs.get(run.id)).toBeDefined();
    await sweepAfter(400);
    expect(await runs.get(run.id)).toBeUndefined();
    expect([await onDisk('run'), await onDisk('tenant'), await onDisk('snapshot')]).toEqual([[], [], []]);
    expect(told.at(-1)).toMatchObject({ event: 'forgotten', why: 'age', tenant: 'contoso', runs: 1 });
    expect(JSON.stringify(told)).not.toMatch(/Adele|Megan|Alex/);
  });

  it.each(open)('is never deleted while it is open, nor what was before it: %s', async (is) => {
    const { id } = await keep(is);
    const run = (await runs.get(id)) as Run;
    await sweepAfter(5_000);
    expect(await runs.get(id)).toEqual(run);
    expect(await onDisk('snapshot')).toHaveLength(run.snapshot ? 1 : 0);
  });

  it('is never deleted while its old plan is still to run out', async () => {
    const run = await keep('completed', runningOut);
    await sweepAfter(5_000);
    expect(await runs.get(run.id)).toEqual(run);
  });

  it('whose old plan has run out is kept from then on', async () => {
    const { nextAt: _, ...state } = runningOut.state;
    const run = await keep('completed', { state: { ...state, oldPlan: { is: 'ended' } } });
    await runs.update(run.id, (one) => noted(one, {}, { at: daysOn(300), by: null, what: 'ranOut' }));
    await sweepAfter(699);
    expect(await runs.get(run.id)).toBeDefined();
    await sweepAfter(700);
    expect(await runs.get(run.id)).toBeUndefined();
  });

  it('that is taken up again is not deleted, and the tenant’s other runs stay', async () => {
    const first = await keep('stopped', { id: 'first' });
    const second = await keep('manualReassign', { id: 'second' });
    await sweepAfter(400);
    expect(await runs.get(first.id)).toBeUndefined();
    expect((await runs.history('contoso')).map(({ id }) => id)).toEqual([second.id]);
    expect((await runs.latest('contoso'))?.id).toBe(second.id);
  });

  it('that somebody opens again at that moment is not deleted, nor one of another tenant', async () => {
    const { id } = await keep('stopped');
    expect(await runs.delete(id, 'contoso', () => false)).toBe(false);
    expect(await runs.delete(id, 'fabrikam', () => true)).toBe(false);
    expect(await runs.history('contoso')).toHaveLength(1);
    expect(await runs.delete(id, 'contoso', () => true)).toBe(true);
    expect(await runs.history('contoso')).toEqual([]);
  });

  it('is kept as long as the operator says', async () => {
    const run = await keep('completed');
    await sweepAfter(10, 10);
    expect(await runs.get(run.id)).toBeUndefined();
  });

  it('goes with what people were asked and told about it', async () => {
    const run = await keep('completed', { notices: [{ seq: 1, at, what: 'completed' }] });
    await new Outbox(documents).add(run);
    const offers = new Offers(
      documents,
      () => 'nonce',
      () => daysOn(395),
    );
    const offer = { tenantId: 'contoso', personId: 'alex', runId: run.id, file: 'all', fileName: 'f' } as const;
    await offers.make(offer);
    await sweepAfter(400);
    expect([await onDisk('outbox'), await onDisk('file-offer')]).toEqual([[], []]);
  });
});

describe('who had what before a run', () => {
  it('is deleted 90 days after its end, and the run says so', async () => {
    const run = await keep('completed');
    await sweepAfter(89);
    expect(await onDisk('snapshot')).toHaveLength(1);
    await sweepAfter(90);
    expect(await onDisk('snapshot')).toEqual([]);
    const forgotten = await runs.get(run.id);
    expect(forgotten?.snapshot).toBeNull();
    expect(forgotten?.audit.at(-1)).toMatchObject({ what: 'snapshotForgotten', by: null, details: { people: 25 } });
    expect(forgotten && checkChain(forgotten).brokenAt).toBeNull();
    expect(told.at(-1)).toMatchObject({ tenant: 'contoso', runs: 0, before: 2 });
    await sweepAfter(91);
    expect(await runs.get(run.id)).toEqual(forgotten);
  });

  it('is what moving people back would need: whoever asks for that is told', async () => {
    const snapshot = { pages: 1, people: 2, withSwitchedOff: 0, takenAt: at, generation: 0 };
    const { id } = await keep('stopped', { path: 'manual', snapshot, reassign: someWork() });
    const undo = async () => whyNot((await runs.get(id)) as Run, { do: 'undo' });
    expect(await undo()).toBeUndefined();
    await sweepAfter(90);
    expect(await undo()).toEqual({ why: 'beforeForgotten' });
  });

  it('is deleted also where the bot was killed after the run had let go of it', async () => {
    const run = await keep('completed');
    await sweepAfter(90);
    const held = [{ id: 'a', name: 'A', switchedOff: [], direct: true, targets: [] }];
    await writePage(documents, run.id, { generation: 0 }, 0, { of: 'users', held });
    await sweepAfter(91);
    expect(await onDisk('snapshot')).toEqual([]);
  });
});

describe('a person', () => {
  it('who removed the bot is deleted 30 days after, with what they were to be told', async () => {
    await keep('manualReassign', { followers: ['megan'], notices: [{ seq: 1, at, what: 'readyToReassign' }] });
    await new Outbox(documents).add((await runs.latest('contoso')) as Run);
    await write('megan');
    await followers.change('contoso', 'megan', (one) => ({ ...one, blocked: true, leftAt: at }));
    await sweepAfter(29);
    expect(await onDisk('follower')).toHaveLength(1);
    await sweepAfter(30);
    expect([await onDisk('follower'), await onDisk('outbox')]).toEqual([[], []]);
    expect((await runs.latest('contoso'))?.followers).toEqual([]);
  });

  it('who left the organization, or lost their role, is deleted 30 days after they wrote last', async () => {
    await write('megan');
    roles.set('megan', []);
    await sweepAfter(29);
    expect(await onDisk('follower')).toHaveLength(1);
    await sweepAfter(30);
    expect(await onDisk('follower')).toEqual([]);
  });

  it('stays where Graph cannot say whether they hold a role', async () => {
    await write('megan');
    roles.set('megan', undefined);
    await sweepAfter(60);
    expect(await onDisk('follower')).toHaveLength(1);
  });

  it('who wrote 400 days ago is deleted, and not while an upgrade that they follow goes on', async () => {
    await write('megan');
    await write('adele');
    await keep('kept', { followers: ['adele'] });
    await sweepAfter(399);
    expect(await onDisk('follower')).toHaveLength(2);
    await sweepAfter(400);
    expect(await onDisk('follower')).toEqual(['contoso:adele']);
  });

  it('of whom an earlier version did not say when they wrote or left counts from now on', async () => {
    await followers.keep('contoso', 'megan', (one) => ({ ...one, blocked: true }));
    await followers.keep('contoso', 'adele', (one) => one);
    roles.set('adele', []);
    await sweepAfter(1_000);
    expect(await onDisk('follower')).toHaveLength(2);
    await sweepAfter(1_030);
    expect(await onDisk('follower')).toEqual([]);
  });

  it('who is forgotten leaves nothing but what they did, and no other person or tenant', async () => {
    const run = await keep('manualReassign', { followers: ['alex', 'megan'], left: [] });
    await runs.update(run.id, (one) => ({ ...one, notices: [{ seq: 1, at, what: 'readyToReassign' }] }));
    await new Outbox(documents).add((await runs.get(run.id)) as Run);
    const offers = new Offers(
      documents,
      () => 'nonce',
      () => now,
    );
    const waiting = new ConsentWaitingList(documents);
    for (const personId of ['alex', 'megan']) {
      await write(personId);
      await write(personId, 'fabrikam');
      await offers.make({ tenantId: 'contoso', personId, runId: run.id, file: 'all', fileName: 'f' });
    }
    await waiting.change('contoso', () => ({ tenantId: 'contoso', people: ['alex', 'megan'], since: at, nextAt: at }));
    const counts = await forgetPerson(kept(), 'contoso', 'alex');
    expect(counts).toEqual({ runs: 0, before: 0, people: 1, messages: 1, offers: 1 });
    expect(await onDisk('follower')).toEqual(['contoso:megan', 'fabrikam:alex', 'fabrikam:megan']);
    expect([(await onDisk('outbox')).length, (await onDisk('file-offer')).length]).toEqual([1, 1]);
    for await (const { people: left } of waiting.all()) expect(left).toEqual(['megan']);
    const after = await runs.get(run.id);
    expect(after).toMatchObject({ followers: ['megan'], left: [] });
    expect(after?.audit).toEqual(run.audit);
    expect(await forgetPerson(kept(), 'contoso', 'alex')).toMatchObject({ people: 0, messages: 0, offers: 0 });
  });
});

describe('a tenant whose last person removed the bot', () => {
  const left = async () => {
    await write('megan');
    await followers.change('contoso', 'megan', (one) => ({ ...one, blocked: true, leftAt: at }));
    await leavings.note('contoso', now);
  };
  const kinds = ['run', 'tenant', 'snapshot', 'follower', 'outbox', 'file-offer', 'consent-watch', 'leaving'];
  const all = async () => (await Promise.all(kinds.map(onDisk))).flat();

  it('is deleted 30 days after, and told of in the log with counts', async () => {
    await keep('completed');
    await keep('stopped', { id: 'another' });
    await left();
    await sweepAfter(29);
    expect(await runs.history('contoso')).toHaveLength(2);
    await sweepAfter(30);
    expect(await all()).toEqual([]);
    expect(told).toContainEqual({
      event: 'forgotten',
      why: 'uninstalled',
      tenant: 'contoso',
      runs: 2,
      before: 2,
      people: 1,
      messages: 0,
      offers: 0,
    });
  });

  it('is kept when somebody is back', async () => {
    await keep('completed');
    await left();
    await write('alex');
    await sweepAfter(30);
    expect(await runs.history('contoso')).toHaveLength(1);
    expect(await onDisk('leaving')).toEqual([]);
  });

  it.each<[string, StateName, Partial<Run>]>([
    ['is open', 'assessed', {}],
    ['moves people', 'reassigning', {}],
    ['waits for its old plan to run out', 'completed', runningOut],
  ])('is kept while an upgrade %s, with its earlier ones, and deleted after it', async (_why, is, more) => {
    await keep('stopped', { id: 'earlier' });
    const { id } = await keep(is, more);
    await left();
    await sweepAfter(100);
    expect(await runs.history('contoso')).toHaveLength(2);
    expect(told).toContainEqual(expect.objectContaining({ event: 'kept', tenant: 'contoso', run: id }));
    await runs.update(id, (run) => ({ ...run, state: runIn.stopped().state }));
    await sweepAfter(101);
    expect(await all()).toEqual([]);
  });

  it('takes nothing of another with it', async () => {
    await keep('completed');
    await left();
    await keep('completed', { id: 'theirs', tenantId: 'fabrikam' });
    await write('adele', 'fabrikam');
    const before = await runs.get('theirs');
    expect(await forgetTenant(kept(), 'contoso')).toMatchObject({ runs: 1, people: 1 });
    expect(await runs.get('theirs')).toEqual(before);
    expect(await onDisk('follower')).toEqual(['fabrikam:adele']);
    expect(await onDisk('snapshot')).toHaveLength(1);
  });
});
