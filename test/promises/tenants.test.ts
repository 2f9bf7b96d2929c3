import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { World } from '../../src/engine/read-facts.js';
import { KeptReports } from '../../src/engine/report/kept-reports.js';
import { createRunStore, type RunStore } from '../../src/engine/run-store.js';
import { createTimeline } from '../../src/engine/timeline.js';
import type { Upgrades } from '../../src/engine/upgrades.js';
import { createUpgrades } from '../../src/engine/upgrades.js';
import type { Documents } from '../../src/storage/documents.js';
import type { Directory } from '../../src/upgrade/ports.js';
import { isOver, type Run } from '../../src/upgrade/run/run.js';
import { type TemporaryFolder, temporaryFolder } from '../storage/lowdb/temporary-folder.js';
import { actionsOf, type Json } from '../support/card-json.js';
import { comesToRest, counted, happens, ownsPlan, sent, toReassign } from '../support/on-the-way.js';
import { aSource, available, now, runIn } from '../support/runs.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { nothingCanBeWritten } from '../support/unwritable.js';

/** One upgrade a tenant, and nobody reaches into another's; nothing is looked up for whoever may not use it. */

describe('a tenant', () => {
  let app: TestApp;
  let tenant: string;
  beforeAll(async () => {
    app = await startTestApp('contoso');
  });
  beforeEach(() => app.sandbox.faults([]));
  afterAll(() => app.stop());

  const put = async (scenario: string | Json): Promise<void> => {
    tenant = randomUUID();
    await app.sandbox.put(tenant, scenario);
  };
  const person = (who: Parameters<TestApp['person']>[0]) => app.person(who, 'en-US', tenant);
  const runsOn = ({ cards }: TeamsPerson) =>
    cards.flatMap(({ card }) => actionsOf(card).flatMap(({ data: { runId } }) => (runId === undefined ? [] : [runId])));
  const holders = async (sku: string) => (await app.sandbox.users(tenant)).filter(({ skus }) => skus.includes(sku));

  it('has one upgrade however many ask for one at the same moment', async () => {
    await put({ users: 5 });
    const all = (['alex', 'megan', 'adele', 'isaiah', 'lynne'] as const).map(person);
    await Promise.all([...all, ...all, ...all].map((one) => one.say('upgrade')));
    expect(new Set(all.flatMap(runsOn)).size).toBe(1);
    const [alex] = all;
    await alex?.say('history');
    expect(alex?.card.text).toContain('Open 1');
    expect(alex?.card.text).not.toContain('Open 2');
  });

  it('is not moved back by an upgrade that another has followed', async () => {
    await put(ownsPlan(5));
    const alex = person('alex');
    await toReassign(app, alex);
    await alex.click('reassign', { pilot: '2' });
    await app.until(alex, sent('manual-reassign'), 'PT1S');
    await alex.say('yes, stop');
    const stopped = await alex.waitFor(sent('stopped'));
    await app.sandbox.advance('PT10S');
    await alex.say('upgrade');
    await alex.say('manually');
    const newer = runsOn(alex).at(-1);
    await alex.click('undo', {}, stopped);
    await comesToRest(app);
    expect(await holders('SPE_E5')).toHaveLength(2);
    await alex.say('status');
    expect(runsOn(alex).at(-1)).toBe(newer);
  });

  it('is not taken back to the question by a look that comes late', async () => {
    await put({ users: 5, blockers: ['MULTIPLE_PLANS_SAME_PRODUCT'] });
    const [alex, megan] = [person('alex'), person('megan')];
    await alex.say('upgrade');
    await megan.say('status');
    await app.sandbox.patch(tenant, { blockers: [] });
    await app.sandbox.faults([{ match: { path: '/subscribedSkus' }, effect: 'slow', ms: 800, times: 1 }]);
    const looking = alex.say('check');
    await happens(async () => (await app.sandbox.struck())[0] === 1);
    await megan.click('upgradeManually');
    await looking;
    await megan.say('status');
    expect(megan.card.id).toBe('plans');
  });

  it('learns that a decision could not be kept, and stands where it stood', async () => {
    await put({ users: 5 });
    const alex = person('alex');
    await alex.say('upgrade');
    const letWrite = await nothingCanBeWritten(app.dataDir);
    try {
      await alex.click('choosePlan', { plan: 'SPE_E3' });
      expect(alex.card.id).toBe('upgrade-available');
      expect(alex.card.text).toContain("couldn't save the change, so nothing changed");
    } finally {
      await letWrite();
    }
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    expect(alex.card.id).toBe('before-you-begin');
  });

  describe('whose people are named', () => {
    let alex: TeamsPerson;
    let name: string;
    let signIn: string;
    beforeEach(async () => {
      await put(ownsPlan(5));
      alex = person('alex');
      await toReassign(app, alex);
      const [someone] = (await holders('ENTERPRISEWITHSCAL')) as { displayName: string; userPrincipalName?: string }[];
      name = someone?.displayName ?? '';
      signIn = someone?.userPrincipalName ?? '';
    });
    const watched = () => app.sandbox.faults([counted('assignedLicenses'), counted('/users/[^/?]*(@|%40)')]);
    const answerTo = ({ cards }: TeamsPerson) => cards.findLast(({ how }) => how !== 'update')?.id;
    const lookedUp = async () => (await app.sandbox.struck()).reduce((sum, n) => sum + n);

    it('looks nobody up for somebody who may not move them', async () => {
      const megan = person('megan');
      await megan.say('status');
      await watched();
      for (const said of [name, signIn]) {
        await megan.say(`pilot ${said}`);
        expect(answerTo(megan)).toBe('refused');
        await megan.click('reassign', { people: said }, alex.card);
        expect(answerTo(megan)).toBe('refused');
      }
      expect(await lookedUp()).toBe(0);
    });

    it('looks nobody up for an old card, nor where nobody is to be moved', async () => {
      const old = alex.card;
      await alex.click('reassign', { people: name });
      await app.until(alex, sent('manual-reassign'), 'PT1S');
      await watched();
      await alex.click('reassign', { people: signIn }, old);
      expect(alex.card.text).toContain('That card was old');
      expect(await lookedUp()).toBe(0);

      await alex.say('yes, stop');
      await alex.say('upgrade');
      await watched();
      const { data = {} } = actionsOf(alex.card.card).find(({ data }) => data.runId !== undefined) ?? {};
      await alex.invoke({ action: { verb: 'reassign', data: { ...data, people: signIn } } }, alex.card.activityId);
      expect(await lookedUp()).toBe(0);
    });
  });
});

describe('the runs that are kept', () => {
  let folder: TemporaryFolder;
  let documents: Documents;
  let runs: RunStore;
  let run: Run;

  beforeEach(async () => {
    folder = await temporaryFolder();
    documents = await folder.open();
    runs = createRunStore(documents);
    run = await runs.open({
      ...runIn.manualReassign(),
      notices: [{ seq: 1, at: now.toISOString(), what: 'readyToReassign' }],
      noticeSeq: 1,
    });
  });
  afterEach(() => folder.end());

  const another = (): Run => ({ ...runIn.assessed(), id: randomUUID() });
  async function open(): Promise<string[]> {
    const ids: string[] = [];
    for await (const one of runs.all()) if (!isOver(one)) ids.push(one.id);
    return ids;
  }
  const stopped = (): Promise<Run> => runs.update(run.id, (now) => ({ ...now, state: runIn.stopped().state }));

  it('are one a tenant also when two processes open them at once', async () => {
    await stopped();
    const stores = [runs, createRunStore(documents), createRunStore(documents)];
    const opened = await Promise.all([...stores, ...stores].map((store) => store.open(another())));
    const ids = await open();
    expect(ids).toHaveLength(1);
    expect(new Set(opened.map(({ id }) => id))).toEqual(new Set(ids));
  });

  it('are one for each plan, and one that is under way, beside those that keep an old plan', async () => {
    await runs.update(run.id, (now) => ({ ...now, state: runIn.kept().state }));
    const ofAnother = (): Run => ({ ...another(), assessment: available({ source: aSource({ sku: 'SPE_F1' }) }) });
    expect((await runs.open(another())).id).toBe(run.id);
    const opened = await Promise.all([ofAnother(), ofAnother(), ofAnother()].map((one) => runs.open(one)));
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    expect(await open()).toHaveLength(2);
    expect((await runs.latest(run.tenantId))?.id).toBe(opened[0]?.id);
    // What is under way is not pushed aside by what only waits.
    await runs.makeLatest(run.id, run.tenantId);
    expect((await runs.latest(run.tenantId))?.id).toBe(opened[0]?.id);
  });

  it('keep what each of two processes changes', async () => {
    const stores = [runs, createRunStore(documents)];
    const people = Array.from({ length: 10 }, (_, n) => `person-${n}`);
    await Promise.all(
      people.map((id, n) => stores[n % 2]?.update(run.id, (now) => ({ ...now, followers: [...now.followers, id] }))),
    );
    expect((await runs.get(run.id))?.followers).toEqual(expect.arrayContaining([...run.followers, ...people]));
  });

  it.each(['before', 'after'])('are one a tenant also when an old one is taken up just %s a new one', async (when) => {
    await stopped();
    const back = () =>
      runs.reopen(run.id, run.tenantId, (now) => ({ ...now, state: runIn.undoing().state }), {
        wouldChange: () => true,
        setAside: (looked) => looked,
      });
    const fresh = () => runs.open(another());
    await Promise.all((when === 'before' ? [back, fresh] : [fresh, back]).map((begin) => begin()));
    expect(await open()).toHaveLength(1);
  });

  describe('asked for from another tenant', () => {
    const alex = { id: 'alex', name: 'Alex Wilber' };
    const asker = { actor: { id: 'mallory', name: 'Mallory' }, roles: ['globalAdministrator'] } as const;
    let upgrades: Upgrades;
    let reports: KeptReports;

    beforeEach(() => {
      reports = new KeptReports({
        directory: {} as Directory,
        documents,
        timeline: createTimeline({ now: () => now }),
        newId: randomUUID,
        log: pino({ level: 'silent' }),
      });
      upgrades = createUpgrades({
        // Whatever is read of Microsoft here is read of the wrong tenant, and fails.
        world: { clock: { now: () => now } } as World,
        runs,
        reports,
        documents,
        priceList: undefined,
        limits: { confirmAbove: 10_000, approvalAbove: undefined },
        newGuid: randomUUID,
        nudge: () => {},
        patienceMs: 5_000,
        log: pino({ level: 'silent' }),
      });
    });
    afterEach(() => reports.close());

    const commands = ['check', 'status', 'stop', 'undo', 'retryFailed', 'follow'] as const;
    it.each(commands)('take no "%s"', async (what) => {
      expect(await upgrades.command('fabrikam', run.id, undefined, asker, { do: what })).toEqual({ is: 'unknownRun' });
      expect(await runs.get(run.id)).toEqual(run);
    });

    it('are not there to be read, nor their report', async () => {
      expect(await upgrades.run('fabrikam', run.id)).toBeUndefined();
      expect(await upgrades.report('fabrikam', run.id)).toBeUndefined();
      expect(await upgrades.history('fabrikam')).toEqual([]);
      expect((await upgrades.report(run.tenantId, run.id))?.run).toEqual(run);
    });

    it('cannot be looked at by whoever may not see the tenant', async () => {
      const stranger = { ...asker, roles: [] };
      for (const tenantId of [run.tenantId, 'fabrikam'])
        expect(await upgrades.check(tenantId, stranger)).toEqual({ is: 'missingRole', permission: 'see' });
    });

    const deeds: [string, (tenantId: string) => Promise<unknown>][] = [
      ['nobody a follower', (tenantId) => upgrades.follow(tenantId, run.id, 'mallory')],
      [
        'nobody somebody who is asked',
        (tenantId) => upgrades.handOver(tenantId, run.id, { permission: 'assign', from: alex, to: [asker.actor] }),
      ],
      ['no notice one that was sent', (tenantId) => upgrades.noticesSent(tenantId, run.id, [1])],
      ['no report one that was taken', (tenantId) => upgrades.reportTaken(tenantId, run.id, asker.actor, 'all')],
    ];
    it.each(deeds)('make %s', async (_what, deed) => {
      await deed('fabrikam');
      expect(await runs.get(run.id)).toEqual(run);
      await deed(run.tenantId);
      expect(await runs.get(run.id)).not.toEqual(run);
    });
  });
});
