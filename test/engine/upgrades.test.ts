import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Run } from '../../src/upgrade/run/run.js';
import { idOf } from '../support/licensed-person.js';
import { aRun, aSource, at, available, runIn } from '../support/runs.js';
import { alex, type UpgradesOf, upgradesOf } from './upgrades-of.js';

/** What the door to a tenant's runs does with them, beside what a conversation shows of it. */

let of: UpgradesOf;
beforeEach(() => {
  of = upgradesOf();
});
afterEach(() => of.end());

const leaving = (sku: string) => available({ source: aSource({ sku, skuId: idOf(sku) }) });
const there = (run: Run, id = run.id): Promise<Run> => of.runs.open({ ...run, id });
const stateOf = async (id: string) => (await of.runs.get(id))?.state.is;
const megan = { id: 'megan', name: 'Megan Bowen' };

describe('going back to the old plan', () => {
  const kept = (): Run => ({ ...runIn.kept(), assessment: leaving('ENTERPRISEPACK') });
  const ended = (): Run => ({ ...runIn.completed(), path: 'manual', reassign: runIn.kept().reassign });
  const undo = (more: object = {}) =>
    of.upgrades.command('contoso', 'old', undefined, { ...alex, ...more }, { do: 'undo' });
  const another = (more: Partial<Run> = {}) => there(aRun({ assessment: leaving('SPE_E3'), ...more }), 'another');

  it.each([
    ['it is kept', kept],
    ['the upgrade has ended', ended],
    ['it was stopped', (): Run => ({ ...kept(), state: runIn.stopped().state })],
  ])('is possible where %s, and is worked on at once', async (_, run) => {
    await there(run(), 'old');
    expect(await undo()).toMatchObject({ is: 'run', run: { id: 'old', state: { is: 'undoing' } } });
    expect(of.nudged).toEqual(['old']);
  });

  it.each([
    ['kept', kept],
    ['ended', ended],
  ])('sets aside an upgrade that has only looked since, and is what is meant from then on: %s', async (_, run) => {
    await there(run(), 'old');
    await another({ notices: [{ seq: 1, at, what: 'blockerCleared' }], noticeSeq: 1 });
    expect(await undo()).toMatchObject({ run: { id: 'old', state: { is: 'undoing' } } });
    expect(await of.runs.get('another')).toMatchObject({ state: { is: 'stopped', by: alex.actor }, notices: [] });
    expect((await of.upgrades.current('contoso'))?.id).toBe('old');
  });

  it.each([
    ['kept', kept],
    ['ended', ended],
  ])('is over with what another upgrade has come to since, which is said: %s', async (_, old) => {
    const run = await there(old(), 'old');
    await another({ plan: 'SPE_E5', path: 'manual', state: { is: 'manualBuy' } });
    expect(await undo()).toEqual({ is: 'run', run, refusal: { why: 'afterAnother' } });
    expect([await stateOf('old'), await stateOf('another'), of.nudged]).toEqual([run.state.is, 'manualBuy', []]);
  });

  it('is refused for its own reason where that is the reason, and nothing is set aside for it', async () => {
    await there({ ...kept(), reassign: null }, 'old');
    await another();
    expect(await undo()).toMatchObject({ refusal: { why: 'nothingToUndo' } });
    await of.runs.update('another', (run) => ({ ...run, plan: 'SPE_E5' }));
    expect(await undo()).toMatchObject({ refusal: { why: 'nothingToUndo' } });
    expect([await stateOf('old'), await stateOf('another')]).toEqual(['kept', 'assessed']);
  });

  it('is nothing that anybody does without the role, or from a card that is old', async () => {
    await there(kept(), 'old');
    await another();
    expect(await undo({ roles: ['globalReader'] })).toEqual({ is: 'missingRole', permission: 'assign' });
    const late = await of.upgrades.command('contoso', 'old', 6, alex, { do: 'undo' });
    expect(late).toMatchObject({ refusal: { why: 'stale' } });
    expect([await stateOf('old'), await stateOf('another')]).toEqual(['kept', 'assessed']);
  });

  it('stays possible where the kept plan was to be ended and has to be confirmed again, whatever came since', async () => {
    await there(kept(), 'old');
    await another({ plan: 'SPE_E5', path: 'manual', state: { is: 'manualBuy' } });
    await of.runs.update('old', (run) => ({ ...run, state: runIn.manualCancel().state }));
    expect(await undo()).toMatchObject({ run: { id: 'old', state: { is: 'undoing' } } });
  });

  it('leaves what is done with a kept plan otherwise to itself, whatever came since', async () => {
    await there(kept(), 'old');
    await another({ plan: 'SPE_E5', path: 'manual', state: { is: 'manualBuy' } });
    await of.upgrades.command('contoso', 'old', undefined, alex, { do: 'cancelOld', confirm: true });
    expect(await stateOf('old')).toBe('cancelling');
  });
});

describe('a practice tenant that is about to be replaced', () => {
  it('has its open runs ended without a word to anybody, and the others left as they were', async () => {
    await there({ ...runIn.kept(), notices: [{ seq: 1, at, what: 'keptReminder' }], noticeSeq: 1 }, 'kept');
    const over = await there({ ...runIn.completed(), assessment: leaving('SPE_E3') }, 'over');
    await there(aRun({ assessment: leaving('SPE_E3') }), 'open');
    const elsewhere = await there(aRun({ tenantId: 'fabrikam' }), 'elsewhere');
    await of.upgrades.abandon('contoso', megan);
    for (const id of ['kept', 'open'])
      expect(await of.runs.get(id)).toMatchObject({ state: { is: 'stopped', by: megan }, notices: [] });
    expect((await of.runs.get('open'))?.audit.at(-1)).toMatchObject({ what: 'abandon', by: megan });
    for (const run of [over, elsewhere]) expect(await of.runs.get(run.id)).toEqual(run);
  });
});

describe('whoever follows a run', () => {
  const followers = async () => (await of.runs.get('run-1'))?.followers;

  it('is added once, and not again after they have left', async () => {
    await there(aRun({ left: ['lynne'] }));
    for (const person of ['megan', 'megan', 'lynne', 'alex']) await of.upgrades.follow('contoso', 'run-1', person);
    expect(await followers()).toEqual(['alex', 'megan']);
  });

  it('is asked for what another lacks the role for, and told, once a day', async () => {
    await there(runIn.manualReassign());
    const handover = { permission: 'assign', from: alex.actor, to: [megan] } as const;
    expect(await of.upgrades.handOver('contoso', 'run-1', handover)).toEqual([megan]);
    expect(await followers()).toEqual(['alex', 'megan']);
    expect((await of.runs.get('run-1'))?.notices).toMatchObject([{ what: 'handover', to: ['megan'] }]);
    expect(await of.upgrades.handOver('contoso', 'run-1', handover)).toEqual([]);
    expect(await of.upgrades.handOver('fabrikam', 'run-1', { ...handover, to: [alex.actor] })).toEqual([]);
  });
});

describe('what a start looks for', () => {
  const listed = async (runs: AsyncIterable<Run>) => {
    const ids: string[] = [];
    for await (const { id } of runs) ids.push(id);
    return ids;
  };
  const notice = (seq: number) => ({ seq, at, what: 'readyToReassign' as const });

  it('is the runs whose notices were not handed out, until those have been', async () => {
    await there({ ...runIn.completed(), notices: [notice(1), notice(2)], noticeSeq: 2 }, 'told');
    const silent = await there(aRun({ tenantId: 'fabrikam' }), 'silent');
    expect(await listed(of.upgrades.withNotices())).toEqual(['told']);
    await of.upgrades.noticesSent('contoso', 'told', [1]);
    expect((await of.runs.get('told'))?.notices).toEqual([notice(2)]);
    await of.upgrades.noticesSent('fabrikam', 'silent', [1]);
    expect(await of.runs.get('silent')).toEqual(silent);
    await of.upgrades.noticesSent('contoso', 'told', [2, 3]);
    expect(await listed(of.upgrades.withNotices())).toEqual([]);
  });

  it('is the runs whose next step waits for a person', async () => {
    await there({ ...runIn.checkout(), tenantId: 'a' }, 'waits');
    await there({ ...runIn.reassigning(), tenantId: 'b' }, 'works');
    await there({ ...runIn.completed(), tenantId: 'c' }, 'over');
    expect(await listed(of.upgrades.waitingForPeople())).toEqual(['waits']);
  });
});

describe('the report of a run', () => {
  it('is its tenant’s alone, and that somebody took it is written down', async () => {
    const run = await there(runIn.completed());
    expect((await of.upgrades.report('contoso', run.id))?.run).toEqual(run);
    expect(await of.upgrades.report('fabrikam', run.id)).toBeUndefined();
    expect(await of.upgrades.report('contoso', 'gone')).toBeUndefined();
    const heard: Run[] = [];
    of.upgrades.onChanged((one) => heard.push(one));
    await of.upgrades.reportTaken('contoso', run.id, megan, 'people.csv');
    expect(heard[0]?.audit.at(-1)).toMatchObject({ by: megan, what: 'reportTaken', details: { file: 'people.csv' } });
  });
});

describe('why a command would change nothing', () => {
  it('is told before anybody gives it, by the same rules, and asks nobody', async () => {
    expect(of.upgrades.wouldRefuse(runIn.manualReassign(), { do: 'placeOrder' })).toEqual({ why: 'notNow' });
    expect(of.upgrades.wouldRefuse(runIn.kept(), { do: 'cancelOld', confirm: true })).toBeUndefined();
    expect(of.asked).toEqual([]);
  });

  it.each<[string, number, object | undefined]>([
    ['more than the operator lets pass with a click', 401, { why: 'writeQuantity', quantity: 25, assigned: 25 }],
    ['no more than that', 400, undefined],
  ])('is by what the order comes to, before and when it is placed: %s', async (_, monthly, refusal) => {
    of = upgradesOf({
      priceList: {
        prices: [{ sku: 'ENTERPRISEPREMIUM', currency: 'SEK', monthly, annual: 12 * monthly }],
        invoiceFrom: [],
      },
    });
    const run = await there(runIn.checkout());
    expect(of.upgrades.wouldRefuse(run, { do: 'placeOrder' })).toEqual(refusal);
    const reply = await of.upgrades.command('contoso', run.id, run.revision, alex, { do: 'placeOrder' });
    expect('refusal' in reply ? reply.refusal : undefined).toEqual(refusal);
    expect(await stateOf(run.id)).toBe(refusal ? 'checkout' : 'preparing');
  });
});
