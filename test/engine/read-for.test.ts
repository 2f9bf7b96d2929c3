import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Offer } from '../../src/upgrade/order/offer.js';
import { product } from '../../src/upgrade/plans/plans.js';
import { PortError } from '../../src/upgrade/ports.js';
import type { Command } from '../../src/upgrade/run/commands.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { idOf } from '../support/licensed-person.js';
import { aSource, available, runIn } from '../support/runs.js';
import { byHand, decided, manually, sold } from './deciding.js';
import { alex, type UpgradesOf, upgradesOf } from './upgrades-of.js';

/** What is asked of Microsoft when a person decides something, and what becomes of the answer in the run. */

let of: UpgradesOf;
beforeEach(() => {
  of = upgradesOf();
});
afterEach(() => of.end());

const e4 = 'ENTERPRISEWITHSCAL';

describe('a plan that is chosen', () => {
  const choose = (plan: string): Command => ({ do: 'choosePlan', plan });

  it('is kept with how it is sold, who loses what by it and what nobody uses', async () => {
    const run = manually(of, 'SPE_E3');
    of.tells.commerce.offer = async (_tenant, plan) => (plan === 'ENTERPRISEPACK' ? sold : undefined);
    const [off] = product('SPE_E3')?.services ?? [];
    of.tells.people = of.tells.people.map((user) => ({
      ...user,
      licences: user.licences.map((one) => ({ ...one, disabledPlans: [off?.id ?? ''] })),
    }));
    const chosen = await decided(of, run, choose('ENTERPRISEPACK'));
    expect(chosen).toMatchObject({ plan: 'ENTERPRISEPACK', offer: sold, losing: { people: 3 } });
    expect(chosen.assessment).toMatchObject({ source: { unused: [off?.name] } });
  });

  it.each([
    ['nobody what comes with it, where there are licences of that for all', 3, 0],
    ['everybody what would come with it, where there are too few licences of that', 2, 3],
  ])('costs %s', async (_, free, losing) => {
    const run = manually(of, 'SPE_E3');
    of.owns('Microsoft_Teams_Enterprise_New', { assigned: 0, free });
    const chosen = await decided(of, run, choose('Microsoft_365_E3_(no_Teams)'));
    expect(chosen.losing?.services).toMatchObject({ TEAMS1: losing });
  });

  it('of which nothing is lost is kept without a word of losses', async () => {
    expect(await decided(of, manually(of, 'ENTERPRISEPACK'), choose('SPE_E5'))).toMatchObject({
      plan: 'SPE_E5',
      losing: null,
    });
  });

  it.each<[string, Offer | undefined]>([
    ['sold', sold],
    ['byHand', byHand],
    ['undefined', undefined],
  ])('leaves open how it is ordered where the commerce cannot be asked or does not buy: %s', async (_, offer) => {
    of.tells.commerce.offer = async () => offer;
    expect((await decided(of, manually(of, e4), choose('SPE_E3'))).offer).toEqual(offer ?? null);
  });

  it('leaves open how it is ordered where the commerce does not answer, and tells the log', async () => {
    of.tells.commerce.offer = async () => {
      throw new PortError({ is: 'unreachable' }, 'asking for an offer');
    };
    expect(await decided(of, manually(of, e4), choose('SPE_E3'))).toMatchObject({ plan: 'SPE_E3', offer: null });
    expect(of.lines).toContainEqual(expect.objectContaining({ level: 40, doing: 'asking for an offer' }));
  });

  it('is not chosen where something in the bot goes wrong', async () => {
    of.tells.commerce.offer = async () => {
      throw new Error('a defect');
    };
    await expect(decided(of, manually(of, e4), choose('SPE_E3'))).rejects.toThrow('a defect');
    expect((await of.runs.get('run-1'))?.plan).toBeNull();
  });

  it('is asked of no commerce that an admin buys from by hand', async () => {
    of.tells.form = 'admin-center';
    await decided(of, manually(of, e4), choose('SPE_E3'));
    expect(of.asked).not.toContain('commerce.offer');
  });

  it('is asked of nobody where it is no way on', async () => {
    await expect(decided(of, manually(of, 'SPE_E3'), choose('ENTERPRISEPACK_GOV'))).rejects.toThrow('otherMarket');
    expect(of.asked).toEqual([]);
  });
});

describe('two plans that are chosen', () => {
  const split = (more: object = {}): Command => ({
    do: 'splitPeople',
    plan: 'Microsoft 365 E5',
    rest: 'Office 365 E3',
    people: 'adele',
    ...more,
  });

  it('are kept with who is named, how the first is sold and who loses what by each', async () => {
    const run = manually(of, 'SPE_E3');
    of.tells.commerce.offer = async (_tenant, plan) => (plan === 'SPE_E5' ? sold : byHand);
    const both = await decided(of, run, split());
    expect(both).toMatchObject({
      plan: 'SPE_E5',
      offer: sold,
      split: { plan: 'SPE_E5', rest: 'ENTERPRISEPACK', people: ['adele'], named: 1, losing: null },
      losing: { people: 2 },
    });
  });

  it('are asked of no commerce for a first one that the tenant has and that is sold to others', async () => {
    const sku = 'ENTERPRISEPACK_GOV';
    const owned = [{ subscriptionId: 'owned', sku, seats: 9, free: 9 }];
    const source = aSource({ sku: 'SPE_E3', skuId: idOf('SPE_E3'), seats: 3, assigned: 3, owned });
    const run = { ...manually(of, 'SPE_E3'), assessment: available({ source }) };
    expect(await decided(of, run, split({ plan: sku }))).toMatchObject({ plan: sku, offer: null });
    expect(of.asked).not.toContain('commerce.offer');
  });

  it('tell of the first apart from the rest', async () => {
    const both = await decided(of, manually(of, 'SPE_E3'), split({ plan: 'Office 365 E3', rest: 'Microsoft 365 E5' }));
    expect(both).toMatchObject({ plan: 'ENTERPRISEPACK', split: { losing: { people: 1 } }, losing: null });
  });

  it('give licences that come with a plan to those of the first before the rest', async () => {
    const run = manually(of, 'SPE_E3');
    of.owns('Microsoft_Teams_Enterprise_New', { assigned: 0, free: 2 });
    const both = await decided(
      of,
      run,
      split({ plan: 'Microsoft_365_E3_(no_Teams)', rest: 'Office_365_E3_(no_Teams)' }),
    );
    expect(both.split?.losing?.services).toMatchObject({ TEAMS1: 0 });
    expect(both.losing?.services).toMatchObject({ TEAMS1: 2 });
  });

  it.each<[string, object, string]>([
    ['is called by no name', { plan: 'Office 365 E99' }, 'unknownPlan'],
    ['is the other one', { rest: 'Microsoft 365 E5' }, 'sameTarget'],
    ['is no way on', { plan: 'ENTERPRISEPACK_GOV' }, 'otherMarket'],
  ])('are asked of nobody where one of them %s', async (_, more, why) => {
    await expect(decided(of, manually(of, 'SPE_E3'), split(more))).rejects.toThrow(why);
    expect(of.asked).toEqual([]);
  });

  it('are not weighed where nobody is called as was written', async () => {
    of.tells.directory.peopleWith = async () => [];
    await expect(decided(of, manually(of, 'SPE_E3'), split({ people: 'nobody@contoso.example' }))).rejects.toThrow(
      /why/,
    );
    expect(of.asked).not.toContain('directory.mailboxes');
  });

  it('are not weighed where nobody was named at all', async () => {
    await expect(decided(of, manually(of, 'SPE_E3'), split({ people: undefined, count: 1 }))).rejects.toThrow(
      'whoIsFirst',
    );
  });
});

describe('people who are named', () => {
  const moving = (): Run => {
    const { assessment } = manually(of, e4);
    return { ...runIn.manualReassign(), assessment };
  };

  it('are looked for where they can be moved, and are the ones who are', async () => {
    const run = moving();
    const { state } = await decided(of, run, { do: 'reassign', pilot: 0, people: 'megan@contoso.example' });
    expect(state).toMatchObject({ is: 'reassigning', only: ['megan'] });
  });

  it('are looked for by nobody where nobody can be moved', async () => {
    await expect(decided(of, manually(of, e4), { do: 'reassign', pilot: 0, people: 'megan' })).rejects.toThrow(
      'notNow',
    );
    expect(of.asked).toEqual([]);
  });

  it('are looked for by nothing where none was named', async () => {
    const { state } = await decided(of, moving(), { do: 'reassign', pilot: 0 });
    expect([state, of.asked]).toMatchObject([{ is: 'reassigning', only: [] }, []]);
  });
});

describe('nothing is asked of Microsoft', () => {
  const choose: Command = { do: 'choosePlan', plan: 'SPE_E5' };
  it.each<[string, number | undefined, readonly string[]]>([
    ['for a card that is old', 6, alex.roles],
    ['for somebody who may not decide it', 7, ['globalReader']],
    ['for somebody who may not, in words', undefined, ['globalReader']],
  ])('%s', async (_, revision, roles) => {
    await of.runs.open(manually(of, 'SPE_E3'));
    await of.upgrades.command('contoso', 'run-1', revision, { ...alex, roles: roles as [] }, choose);
    expect([of.asked, (await of.runs.get('run-1'))?.plan]).toEqual([[], null]);
  });

  it('but is for words that name no card', async () => {
    await of.runs.open(manually(of, 'SPE_E3'));
    await of.upgrades.command('contoso', 'run-1', undefined, alex, choose);
    expect(of.asked).toContain('commerce.offer');
  });
});
