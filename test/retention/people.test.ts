import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SharedMeters } from '../../src/engine/quota/shared-meters.js';
import { forgetPerson, forgetTenant } from '../../src/retention/forget.js';
import { ConsentWaitingList } from '../../src/teams/notices/consent-waiting.js';
import { Outbox } from '../../src/teams/notices/outbox.js';
import { Offers } from '../../src/teams/reports/offers.js';
import type { Run, StateName } from '../../src/upgrade/run/run.js';
import { anOrder, aSchedule, at, now, runIn } from '../support/runs.js';
import { type KeptInStore, onEveryStore, runningOut } from './kept.js';

/** When people and tenants are deleted, in a real store; the time is moved. */

onEveryStore((begin) => {
  let store: KeptInStore;
  beforeEach(async () => {
    store = await begin();
  });
  afterEach(() => store.end());

  describe('a person', () => {
    it('who removed the bot is deleted 30 days after, with what they were to be told', async () => {
      await store.keep('manualReassign', { followers: ['megan'], notices: [{ seq: 1, at, what: 'readyToReassign' }] });
      await new Outbox(store.documents).add((await store.runs.latest('contoso')) as Run);
      await store.write('megan');
      await store.followers.change('contoso', 'megan', (one) => ({ ...one, blocked: true, leftAt: at }));
      await store.sweepAfter(29);
      expect(await store.ids('follower')).toHaveLength(1);
      await store.sweepAfter(30);
      expect([await store.ids('follower'), await store.ids('outbox')]).toEqual([[], []]);
      expect((await store.runs.latest('contoso'))?.followers).toEqual([]);
    });

    it('who left the organization, or lost their role, is deleted 30 days after they wrote last', async () => {
      await store.write('megan');
      store.roles.set('megan', []);
      await store.sweepAfter(29);
      expect(await store.ids('follower')).toHaveLength(1);
      await store.sweepAfter(30);
      expect(await store.ids('follower')).toEqual([]);
    });

    it('is left for the next time when the bot stops meanwhile', async () => {
      await store.keep('completed');
      await store.write('megan');
      store.roles.set('megan', []);
      store.stopping.abort();
      await store.sweepAfter(500);
      expect(await store.ids('follower')).toHaveLength(1);
      expect(await store.ids('run')).toHaveLength(1);
    });

    it('stays where Graph cannot say whether they hold a role', async () => {
      await store.write('megan');
      store.roles.set('megan', undefined);
      await store.sweepAfter(60);
      expect(await store.ids('follower')).toHaveLength(1);
    });

    it('who wrote 400 days ago is deleted, and not while an upgrade that they follow goes on', async () => {
      await store.write('megan');
      await store.write('adele');
      await store.keep('kept', { followers: ['adele'] });
      await store.sweepAfter(399);
      expect(await store.ids('follower')).toHaveLength(2);
      await store.sweepAfter(400);
      expect(await store.ids('follower')).toEqual(['contoso:adele']);
    });

    it('of whom an earlier version did not say when they wrote or left counts from now on', async () => {
      await store.followers.keep('contoso', 'megan', (one) => ({ ...one, blocked: true }));
      await store.followers.keep('contoso', 'adele', (one) => one);
      store.roles.set('adele', []);
      await store.sweepAfter(1_000);
      expect(await store.ids('follower')).toHaveLength(2);
      await store.sweepAfter(1_030);
      expect(await store.ids('follower')).toEqual([]);
    });

    it('who is forgotten leaves nothing but what they did, and no other person or tenant', async () => {
      const run = await store.keep('manualReassign', { followers: ['alex', 'megan'], left: [] });
      await store.runs.update(run.id, (one) => ({ ...one, notices: [{ seq: 1, at, what: 'readyToReassign' }] }));
      await new Outbox(store.documents).add((await store.runs.get(run.id)) as Run);
      const offers = new Offers(
        store.documents,
        () => 'nonce',
        () => now,
      );
      const waiting = new ConsentWaitingList(store.documents);
      for (const personId of ['alex', 'megan']) {
        await store.write(personId);
        await store.write(personId, 'fabrikam');
        await offers.make({ tenantId: 'contoso', personId, runId: run.id, file: 'all', fileName: 'f' });
      }
      await waiting.change('contoso', () => ({
        tenantId: 'contoso',
        people: ['alex', 'megan'],
        since: at,
        nextAt: at,
      }));
      const counts = await forgetPerson(store.kept, 'contoso', 'alex');
      expect(counts).toEqual({ runs: 0, before: 0, people: 1, messages: 1, offers: 1 });
      expect(await store.ids('follower')).toEqual(['contoso:megan', 'fabrikam:alex', 'fabrikam:megan']);
      expect([(await store.ids('outbox')).length, (await store.ids('file-offer')).length]).toEqual([1, 1]);
      for await (const { people: left } of waiting.all()) expect(left).toEqual(['megan']);
      const after = await store.runs.get(run.id);
      expect(after).toMatchObject({ followers: ['megan'], left: [] });
      expect(after?.audit).toEqual(run.audit);
      expect(await forgetPerson(store.kept, 'contoso', 'alex')).toMatchObject({ people: 0, messages: 0, offers: 0 });
    });
  });

  describe('a tenant whose last person removed the bot', () => {
    const left = async () => {
      await store.write('megan');
      await store.followers.change('contoso', 'megan', (one) => ({ ...one, blocked: true, leftAt: at }));
      await store.leavings.note('contoso', now);
      const sharing = new SharedMeters({ documents: store.documents, now: () => now.getTime(), log: { warn() {} } });
      await sharing.share('contoso', {});
      expect(await store.ids('quota')).toHaveLength(1);
    };
    const kinds = [
      'run',
      'tenant',
      'snapshot',
      'follower',
      'outbox',
      'file-offer',
      'consent-watch',
      'leaving',
      'quota',
    ];
    const all = async () => (await Promise.all(kinds.map(store.ids))).flat();

    it('is deleted 30 days after, and told of in the log with counts', async () => {
      await store.keep('completed');
      await store.keep('stopped', { id: 'another' });
      await left();
      await store.sweepAfter(29);
      expect(await store.runs.history('contoso')).toHaveLength(2);
      await store.sweepAfter(30);
      expect(await all()).toEqual([]);
      expect(store.told).toContainEqual({
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
      await store.keep('completed');
      await left();
      await store.write('alex');
      await store.sweepAfter(30);
      expect(await store.runs.history('contoso')).toHaveLength(1);
      expect(await store.ids('leaving')).toEqual([]);
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
      await store.keep('stopped', { id: 'earlier' });
      const { id } = await store.keep(is, more);
      await left();
      await store.sweepAfter(100);
      expect(await store.runs.history('contoso')).toHaveLength(2);
      expect(store.told).toContainEqual(expect.objectContaining({ event: 'kept', tenant: 'contoso', run: id }));
      await store.runs.update(id, (run) => ({ ...run, schedule: null, state: runIn.stopped().state }));
      await store.sweepAfter(101);
      expect(await all()).toEqual([]);
    });

    it.each<StateName>(['assessed', 'choosingPlan', 'beforeYouBegin', 'cart', 'checkout'])(
      'is not kept for a question that was left open, and not before its time: %s',
      async (is) => {
        await store.keep(is, { order: null, snapshot: null, schedule: null });
        await left();
        await store.sweepAfter(29);
        expect(await store.runs.history('contoso')).toHaveLength(1);
        await store.sweepAfter(30);
        expect(await all()).toEqual([]);
      },
    );

    it('takes nothing of another with it', async () => {
      await store.keep('completed');
      await left();
      await store.keep('completed', { id: 'theirs', tenantId: 'fabrikam' });
      await store.write('adele', 'fabrikam');
      const before = await store.runs.get('theirs');
      expect(await forgetTenant(store.kept, 'contoso')).toMatchObject({ runs: 1, people: 1 });
      expect(await store.runs.get('theirs')).toEqual(before);
      expect(await store.ids('follower')).toEqual(['fabrikam:adele']);
      expect(await store.ids('snapshot')).toHaveLength(1);
    });
  });
});
