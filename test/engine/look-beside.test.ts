import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Run } from '../../src/upgrade/run/run.js';
import { aRun, runIn } from '../support/runs.js';
import { checkOf, idsIn, leaving, sourceIn } from './looking.js';
import { alex, type UpgradesOf, upgradesOf } from './upgrades-of.js';

/** A look at a tenant that has another upgrade, which keeps its old plan; and one of somebody who only asks. */

let of: UpgradesOf;
beforeEach(() => {
  of = upgradesOf();
});
afterEach(() => of.end());

const check = (said?: string) => checkOf(of, said);
/** Puts a run there as the tenant's latest. */
const there = (run: Run): Promise<Run> => of.runs.open(run);
const idsInHistory = () => idsIn(of);

describe('a run that keeps its old plan', () => {
  const kept = () => there({ ...runIn.kept(), id: 'kept', assessment: leaving('ENTERPRISEPACK') });
  const another = (more: Partial<Run> = {}) => there(aRun({ id: 'another', assessment: leaving('SPE_E3'), ...more }));

  it('gives way to a run about another plan that somebody names, and answers for its own', async () => {
    await kept();
    for (const sku of ['SPE_E3', 'ENTERPRISEPACK']) of.owns(sku);
    for (const said of ['Office 365 E3', undefined])
      expect(await check(said)).toEqual({ run: 'kept', leaves: 'ENTERPRISEPACK' });
    expect([await idsInHistory(), of.asked]).toEqual([['kept'], []]);
    expect(await check('Microsoft 365 E3')).toMatchObject({ leaves: 'SPE_E3' });
    expect(await idsInHistory()).toHaveLength(2);
  });

  it('does so from its own card too', async () => {
    await kept();
    for (const sku of ['SPE_E3', 'ENTERPRISEPACK']) of.owns(sku);
    const reply = await of.upgrades.command('contoso', 'kept', 7, alex, { do: 'check', source: 'Microsoft 365 E3' });
    expect(reply.is === 'run' && sourceIn(reply.run)).toBe('SPE_E3');
  });

  it('is what a check from its own card is about, also while another is under way', async () => {
    await kept();
    await another();
    const reply = await of.upgrades.command('contoso', 'kept', 7, alex, { do: 'check' });
    expect([reply.is === 'run' && reply.run.id, of.asked]).toEqual(['kept', []]);
  });

  it.each<[string, string | undefined]>([
    ['is named', 'Office 365 E3'],
    ['is all that is left to tell of', undefined],
  ])('is shown where it %s, and is what is meant from then on, after the other has ended', async (_, said) => {
    await kept();
    await another(runIn.stopped());
    expect(await check(said)).toEqual({ run: 'kept', leaves: 'ENTERPRISEPACK' });
    expect((await of.upgrades.current('contoso'))?.id).toBe('kept');
  });

  it('is shown by its plan, and pushes nothing aside that is under way', async () => {
    await kept();
    await another();
    for (const sku of ['SPE_E3', 'ENTERPRISEPACK']) of.owns(sku);
    expect(await check('Office 365 E3')).toEqual({ run: 'kept', leaves: 'ENTERPRISEPACK' });
    expect(await check()).toEqual({ run: 'another', leaves: 'SPE_E3' });
  });

  it('is shown by its plan also once nobody holds that any more, and several others are held', async () => {
    await kept();
    await another();
    for (const sku of ['SPE_E3', 'STANDARDPACK', 'SPE_F1']) of.owns(sku);
    expect(await check('Office 365 E3')).toEqual({ run: 'kept', leaves: 'ENTERPRISEPACK' });
  });

  it('is not shown in place of one that is still at the question', async () => {
    await kept();
    await another();
    expect(await check()).toEqual({ run: 'another', leaves: undefined });
  });
});

describe('somebody who only asks', () => {
  it('is told of the plan of the run under way, and nothing is kept of it', async () => {
    const run = await there(aRun({ assessment: leaving('SPE_E3') }));
    for (const sku of ['SPE_E3', 'ENTERPRISEPACK']) of.owns(sku, { assigned: 7 });
    const look = await of.upgrades.look('contoso');
    expect(look).toMatchObject({
      is: 'looked',
      facts: { wanted: 'SPE_E3' },
      assessment: { source: { sku: 'SPE_E3', assigned: 7 } },
    });
    expect(await of.upgrades.history('contoso')).toEqual([run]);
  });
});
