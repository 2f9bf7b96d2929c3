import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SharedMeters } from '../../src/engine/quota/shared-meters.js';
import { forgetPerson, forgetTenant } from '../../src/retention/forget.js';
import { ConsentWaitingList } from '../../src/teams/notices/consent-waiting.js';
import { Outbox } from '../../src/teams/notices/outbox.js';
import { Offers } from '../../src/teams/reports/offers.js';
import type { Run, StateName } from '../../src/upgrade/run/run.js';
import { anOrder, aSchedule, at, now, runIn } from '../support/runs.js';
import { type KeptOnDisk, keptOnDisk, runningOut } from './kept.js';

/** When people and tenants are deleted, on a real disk; the time is moved. */

let disk: KeptOnDisk;
beforeEach(async () => {
  disk = await keptOnDisk();
});
afterEach(() => disk.end());

describe('a person', () => {
  it('who removed the bot is deleted 30 days after, with what they were to be told', async () => {
    await disk.keep('manualReassign', { followers: ['megan'], notices: [{ seq: 1, at, what: 'readyToReassign' }] });
    await new Outbox(disk.documents).add((await disk.runs.latest('contoso')) as Run);
    await disk.write('megan');
    await disk.followers.change('contoso', 'megan', (one) => ({ ...one, blocked: true, leftAt: at }));
    await disk.sweepAfter(29);
    expect(await disk.onDisk('follower')).toHaveLength(1);
    await disk.sweepAfter(30);
    expect([await disk.onDisk('follower'), await disk.onDisk('outbox')]).toEqual([[], []]);
    expect((await disk.runs.latest('contoso'))?.followers).toEqual([]);
  });

  it('who left the organization, or lost their role, is deleted 30 days after they wrote last', async () => {
    await disk.write('megan');
    disk.roles.set('megan', []);
    await disk.sweepAfter(29);
    expect(await disk.onDisk('follower')).toHaveLength(1);
    await disk.sweepAfter(30);
    expect(await disk.onDisk('follower')).toEqual([]);
  });

  it('is left for the next time when the bot stops meanwhile', async () => {
    await disk.keep('completed');
    await disk.write('megan');
    disk.roles.set('megan', []);
    disk.stopping.abort();
    await disk.sweepAfter(500);
    expect(await disk.onDisk('follower')).toHaveLength(1);
    expect(await disk.onDisk('run')).toHaveLength(1);
  });

  it('stays where Graph cannot say whether they hold a role', async () => {
    await disk.write('megan');
    disk.roles.set('megan', undefined);
    await disk.sweepAfter(60);
    expect(await disk.onDisk('follower')).toHaveLength(1);
  });

  it('who wrote 400 days ago is deleted, and not while an upgrade that they follow goes on', async () => {
    await disk.write('megan');
    await disk.write('adele');
    await disk.keep('kept', { followers: ['adele'] });
    await disk.sweepAfter(399);
    expect(await disk.onDisk('follower')).toHaveLength(2);
    await disk.sweepAfter(400);
    expect(await disk.onDisk('follower')).toEqual(['contoso:adele']);
  });

  it('of whom an earlier version did not say when they wrote or left counts from now on', async () => {
    await disk.followers.keep('contoso', 'megan', (one) => ({ ...one, blocked: true }));
    await disk.followers.keep('contoso', 'adele', (one) => one);
    disk.roles.set('adele', []);
    await disk.sweepAfter(1_000);
    expect(await disk.onDisk('follower')).toHaveLength(2);
    await disk.sweepAfter(1_030);
    expect(await disk.onDisk('follower')).toEqual([]);
  });

  it('who is forgotten leaves nothing but what they did, and no other person or tenant', async () => {
    const run = await disk.keep('manualReassign', { followers: ['alex', 'megan'], left: [] });
    await disk.runs.update(run.id, (one) => ({ ...one, notices: [{ seq: 1, at, what: 'readyToReassign' }] }));
    await new Outbox(disk.documents).add((await disk.runs.get(run.id)) as Run);
    const offers = new Offers(
      disk.documents,
      () => 'nonce',
      () => now,
    );
    const waiting = new ConsentWaitingList(disk.documents);
    for (const personId of ['alex', 'megan']) {
      await disk.write(personId);
      await disk.write(personId, 'fabrikam');
      await offers.make({ tenantId: 'contoso', personId, runId: run.id, file: 'all', fileName: 'f' });
    }
    await waiting.change('contoso', () => ({ tenantId: 'contoso', people: ['alex', 'megan'], since: at, nextAt: at }));
    const counts = await forgetPerson(disk.kept, 'contoso', 'alex');
    expect(counts).toEqual({ runs: 0, before: 0, people: 1, messages: 1, offers: 1 });
    expect(await disk.onDisk('follower')).toEqual(['contoso:megan', 'fabrikam:alex', 'fabrikam:megan']);
    expect([(await disk.onDisk('outbox')).length, (await disk.onDisk('file-offer')).length]).toEqual([1, 1]);
    for await (const { people: left } of waiting.all()) expect(left).toEqual(['megan']);
    const after = await disk.runs.get(run.id);
    expect(after).toMatchObject({ followers: ['megan'], left: [] });
    expect(after?.audit).toEqual(run.audit);
    expect(await forgetPerson(disk.kept, 'contoso', 'alex')).toMatchObject({ people: 0, messages: 0, offers: 0 });
  });
});

describe('a tenant whose last person removed the bot', () => {
  const left = async () => {
    await disk.write('megan');
    await disk.followers.change('contoso', 'megan', (one) => ({ ...one, blocked: true, leftAt: at }));
    await disk.leavings.note('contoso', now);
    const sharing = new SharedMeters({ documents: disk.documents, now: () => now.getTime(), log: { warn() {} } });
    await sharing.share('contoso', {});
    expect(await disk.onDisk('quota')).toHaveLength(1);
  };
  const kinds = ['run', 'tenant', 'snapshot', 'follower', 'outbox', 'file-offer', 'consent-watch', 'leaving', 'quota'];
  const all = async () => (await Promise.all(kinds.map(disk.onDisk))).flat();

  it('is deleted 30 days after, and told of in the log with counts', async () => {
    await disk.keep('completed');
    await disk.keep('stopped', { id: 'another' });
    await left();
    await disk.sweepAfter(29);
    expect(await disk.runs.history('contoso')).toHaveLength(2);
    await disk.sweepAfter(30);
    expect(await all()).toEqual([]);
    expect(disk.told).toContainEqual({
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
    await disk.keep('completed');
    await left();
    await disk.write('alex');
    await disk.sweepAfter(30);
    expect(await disk.runs.history('contoso')).toHaveLength(1);
    expect(await disk.onDisk('leaving')).toEqual([]);
  });

  it.each<[string, StateName, Partial<Run>]>([
    ['has an order under way', 'ordering', {}],
    ['has ordered once', 'checkout', { earlierOrders: [anOrder({ outcome: 'declined' })] }],
    ['begins at a time', 'checkout', { schedule: aSchedule({ at, nextAt: at }) }],
    ['has ended one plan', 'assessed', { cancelled: ['old'] }],
    ['may have ended one', 'assessed', { cancelSent: true }],
    ['waits for what somebody does by hand', 'adminTask', {}],
    ['moves people', 'reassigning', {}],
    ['waits for its old plan to run out', 'completed', runningOut],
  ])('is kept while an upgrade %s, with its earlier ones, and deleted after it', async (_why, is, more) => {
    await disk.keep('stopped', { id: 'earlier' });
    const { id } = await disk.keep(is, more);
    await left();
    await disk.sweepAfter(100);
    expect(await disk.runs.history('contoso')).toHaveLength(2);
    expect(disk.told).toContainEqual(expect.objectContaining({ event: 'kept', tenant: 'contoso', run: id }));
    await disk.runs.update(id, (run) => ({ ...run, schedule: null, state: runIn.stopped().state }));
    await disk.sweepAfter(101);
    expect(await all()).toEqual([]);
  });

  it.each<StateName>(['assessed', 'choosingPlan', 'beforeYouBegin', 'cart', 'checkout'])(
    'is not kept for a question that was left open, and not before its time: %s',
    async (is) => {
      await disk.keep(is, { order: null, snapshot: null, schedule: null });
      await left();
      await disk.sweepAfter(29);
      expect(await disk.runs.history('contoso')).toHaveLength(1);
      await disk.sweepAfter(30);
      expect(await all()).toEqual([]);
    },
  );

  it('takes nothing of another with it', async () => {
    await disk.keep('completed');
    await left();
    await disk.keep('completed', { id: 'theirs', tenantId: 'fabrikam' });
    await disk.write('adele', 'fabrikam');
    const before = await disk.runs.get('theirs');
    expect(await forgetTenant(disk.kept, 'contoso')).toMatchObject({ runs: 1, people: 1 });
    expect(await disk.runs.get('theirs')).toEqual(before);
    expect(await disk.onDisk('follower')).toEqual(['fabrikam:adele']);
    expect(await disk.onDisk('snapshot')).toHaveLength(1);
  });
});
