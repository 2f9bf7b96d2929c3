import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Run } from '../../src/upgrade/run/run.js';
import { idOf } from '../support/licensed-person.js';
import { aRun, aSource, at, runIn } from '../support/runs.js';
import { checkOf, idsIn, leaving, sourceIn } from './looking.js';
import { alex, type UpgradesOf, upgradesOf } from './upgrades-of.js';

/** Which plan a look is about, and in which run its answer stands. */

let of: UpgradesOf;
beforeEach(() => {
  of = upgradesOf();
});
afterEach(() => of.end());

const e4 = 'ENTERPRISEWITHSCAL';
const check = (said?: string) => checkOf(of, said);
/** Puts a run there as the tenant's latest. */
const there = (run: Run): Promise<Run> => of.runs.open(run);
const idsInHistory = () => idsIn(of);

describe('a first look', () => {
  it('opens a run about the plan there is, in the name of whoever asked', async () => {
    of.owns('ENTERPRISEPACK');
    of.tells.form = 'billing-account';
    const reply = await of.upgrades.check('contoso', alex);
    if (reply.is !== 'run') throw new Error(reply.is);
    expect(reply.run).toMatchObject({
      tenantId: 'contoso',
      commerce: 'billing-account',
      openedBy: alex.actor,
      followers: ['alex'],
      organization: { country: 'SE' },
      state: { is: 'assessed' },
    });
    expect(sourceIn(reply.run)).toBe('ENTERPRISEPACK');
    expect(await of.upgrades.current('contoso')).toEqual(reply.run);
    expect(of.lines).toContainEqual(expect.objectContaining({ verb: 'check', run: reply.run.id, outcome: 'done' }));
  });

  it('takes Office 365 E4 where there is one, whatever stands beside it', async () => {
    of.owns('SPE_E3', { assigned: 500 });
    of.owns(e4, { assigned: 3 });
    expect(await check()).toMatchObject({ leaves: e4 });
  });

  it('asks which where there are several, and opens nothing', async () => {
    for (const sku of ['SPE_E3', 'ENTERPRISEPACK']) of.owns(sku);
    expect(await check()).toMatchObject({
      is: 'whichSource',
      said: undefined,
      country: 'SE',
      sources: [{ sku: 'SPE_E3' }, { sku: 'ENTERPRISEPACK' }],
    });
    expect(await idsInHistory()).toEqual([]);
  });

  it.each<[string, string | undefined]>([
    ['Office 365 E3', 'ENTERPRISEPACK'],
    ['SPE_E3', 'SPE_E3'],
    ['E3', undefined],
    ['Office 365 E1', undefined],
  ])('takes the one that somebody calls "%s", and asks again where that is several or none', async (said, sku) => {
    for (const one of ['SPE_E3', 'ENTERPRISEPACK']) of.owns(one);
    expect(await check(said)).toMatchObject(sku ? { leaves: sku } : { is: 'whichSource', said });
    expect(await idsInHistory()).toHaveLength(sku ? 1 : 0);
  });

  it('takes a plan of which nothing but Office 365 E4 is left by its name, though nobody holds it', async () => {
    of.owns(e4, { assigned: 0 });
    expect(await check('Office 365 E4')).toMatchObject({ leaves: e4 });
  });

  it('says that there is nothing, and which products it does not know', async () => {
    of.owns('SOMETHING_NEW', { assigned: 7 });
    expect(await check()).toMatchObject({
      is: 'nothingToUpgrade',
      assessment: { is: 'noSource' },
      unknown: [{ sku: 'SOMETHING_NEW', people: 7 }],
    });
    expect(await idsInHistory()).toEqual([]);
  });

  it('is nobody’s who may not see the tenant, and reads nothing for them', async () => {
    of.owns(e4);
    expect(await of.upgrades.check('contoso', { ...alex, roles: [] })).toEqual({
      is: 'missingRole',
      permission: 'see',
    });
    expect([of.asked, await idsInHistory()]).toEqual([[], []]);
  });
});

describe('a look at a run that is still at the question', () => {
  it('is about its plan, also where the tenant has others, and changes the answer in it', async () => {
    const run = await there(aRun({ assessment: leaving('SPE_E3') }));
    for (const sku of ['SPE_E3', 'ENTERPRISEPACK']) of.owns(sku, { assigned: 7 });
    expect(await check()).toEqual({ run: run.id, leaves: 'SPE_E3' });
    expect((await of.upgrades.current('contoso'))?.assessment).toMatchObject({ source: { assigned: 7 } });
  });

  it('takes another plan where somebody says it', async () => {
    const run = await there(aRun({ assessment: leaving('SPE_E3') }));
    for (const sku of ['SPE_E3', 'ENTERPRISEPACK']) of.owns(sku);
    expect(await check('Office 365 E3')).toEqual({ run: run.id, leaves: 'ENTERPRISEPACK' });
  });

  it('says in it that the plan is gone', async () => {
    const run = await there(aRun({ assessment: leaving('SPE_E3') }));
    expect(await check()).toEqual({ run: run.id, leaves: undefined });
    of.owns('ENTERPRISEPACK');
    expect(await check()).toEqual({ run: run.id, leaves: 'ENTERPRISEPACK' });
  });

  it('is not made for a card that is old', async () => {
    const run = await there(aRun());
    const reply = await of.upgrades.command('contoso', run.id, run.revision - 1, alex, { do: 'check' });
    expect(reply).toMatchObject({ is: 'run', run: { id: run.id }, refusal: { why: 'stale' } });
    expect(of.asked).toEqual([]);
    of.owns(e4);
    expect(await of.upgrades.command('contoso', run.id, run.revision, alex, { do: 'check' })).not.toHaveProperty(
      'refusal',
    );
    expect(of.asked).toContain('directory.skus');
  });
});

describe('a look at a run in which something was chosen', () => {
  it('tells how it stands, and looks at the tenant for nobody', async () => {
    const run = await there(runIn.checkout());
    for (const said of [undefined, 'Microsoft 365 E3']) expect(await check(said)).toMatchObject({ run: run.id });
    expect(of.asked).toEqual([]);
    const byCard = await of.upgrades.command('contoso', run.id, run.revision, alex, { do: 'check' });
    expect(byCard).toMatchObject({ is: 'run', run: { id: run.id, state: { is: 'checkout' } } });
    expect(of.asked).toEqual([]);
  });
});

describe('a look after an upgrade', () => {
  const finished = () => there({ ...runIn.completed(), plan: 'SPE_E5' });

  it('does not take what people were just moved to for the next plan to leave', async () => {
    await finished();
    of.owns('SPE_E5', { assigned: 25 });
    expect(await check()).toMatchObject({ is: 'nothingToUpgrade' });
    expect(await check('Microsoft 365 E5')).toMatchObject({ leaves: 'SPE_E5' });
  });

  it('takes the other plan that is there, without asking which', async () => {
    const { id } = await finished();
    for (const sku of ['SPE_E5', 'ENTERPRISEPACK']) of.owns(sku);
    const seen = await check();
    expect(seen).toMatchObject({ leaves: 'ENTERPRISEPACK' });
    expect(await idsInHistory()).toEqual(['run' in seen && seen.run, id]);
  });

  it('takes the plan that was to be moved to where it was stopped before', async () => {
    await there({ ...runIn.stopped(), plan: 'SPE_E5' });
    of.owns('SPE_E5', { assigned: 25 });
    expect(await check()).toMatchObject({ leaves: 'SPE_E5' });
  });

  it('of which no plan was chosen takes whatever there is', async () => {
    await there({ ...runIn.completed(), plan: null });
    of.owns('SPE_E5', { assigned: 25 });
    expect(await check()).toMatchObject({ leaves: 'SPE_E5' });
  });
});

describe('a plan that a partner sold', () => {
  const sold = (sku: string, ownerTenantId: string | null) => of.owns(sku, { subscription: { ownerTenantId } });
  const handed = (sku: string) =>
    there({
      ...runIn.handedOver(),
      assessment: {
        is: 'notDirect',
        readAt: at,
        source: aSource({ sku, skuId: idOf(sku) }),
        ownerTenantId: 'partner-tenant',
      },
    });

  it('is handed over to them once, however often it is looked at', async () => {
    const run = await handed('SPE_E3');
    sold('SPE_E3', 'partner-tenant');
    expect(await check()).toEqual({ run: run.id, leaves: 'SPE_E3' });
    expect(await idsInHistory()).toEqual([run.id]);
  });

  it.each<[string, string, string, string | null]>([
    ['begins a run of its own once it is bought directly', 'SPE_E3', 'SPE_E3', null],
    ['is handed over beside another', 'ENTERPRISEPACK', 'SPE_E3', 'partner-tenant'],
  ])('%s', async (_, before, sku, owner) => {
    const run = await handed(before);
    sold(sku, owner);
    const seen = await check();
    expect(seen).toMatchObject({ leaves: sku });
    expect(seen).not.toMatchObject({ run: run.id });
  });

  it('is a new run after one that was stopped', async () => {
    const run = await there({ ...runIn.stopped(), assessment: leaving('SPE_E3') });
    sold('SPE_E3', 'partner-tenant');
    expect(await check()).not.toMatchObject({ run: run.id });
  });
});
