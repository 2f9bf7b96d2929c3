import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Offer } from '../../src/upgrade/order/offer.js';
import { PortError } from '../../src/upgrade/ports.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { aVerification } from '../support/findings.js';
import { idOf } from '../support/licensed-person.js';
import { aPayer, aSource, aSplit, available, runIn } from '../support/runs.js';
import { byHand, decided, manually, sold } from './deciding.js';
import { alex, holder, type UpgradesOf, upgradesOf } from './upgrades-of.js';

/** What is asked of Microsoft when a purchase is begun, and what becomes of the answer in the run. */

let of: UpgradesOf;
beforeEach(() => {
  of = upgradesOf();
});
afterEach(() => of.end());

const e4 = 'ENTERPRISEWITHSCAL';

describe('a purchase that is begun', () => {
  const buying = (more: Partial<Run> = {}) =>
    manually(of, 'SPE_E3', { plan: 'SPE_E5', state: { is: 'manualBuy' }, ...more });
  const split = aSplit({ plan: 'SPE_E5', rest: 'ENTERPRISEPACK', people: ['adele'] });

  it('asks how the plan is sold now', async () => {
    const run = buying();
    of.tells.commerce.offer = async () => sold;
    expect(await decided(of, run, { do: 'buyNew' })).toMatchObject({
      state: { is: 'cart' },
      offer: sold,
      cart: { quantity: 3 },
    });
  });

  it('puts the other one of two plans into the same order where both are sold alike', async () => {
    const run = buying({ split });
    of.tells.commerce.offer = async () => sold;
    expect((await decided(of, run, { do: 'buyNew' })).cart).toMatchObject({
      quantity: 1,
      beside: { plan: 'ENTERPRISEPACK', needed: 2 },
    });
  });

  it.each<[string, Offer | undefined]>([
    ['is bought by hand', byHand],
    ['is not told of', undefined],
  ])('is of the first alone where the other %s', async (_, offer) => {
    const run = buying({ split });
    of.tells.commerce.offer = async (_tenant, plan) => (plan === 'SPE_E5' ? sold : offer);
    expect((await decided(of, run, { do: 'buyNew' })).cart?.beside).toBeUndefined();
  });

  it('is of the first alone where everybody has the other already', async () => {
    const run = buying({ split: { ...split, alreadyHold: {} } });
    const source = aSource({ sku: 'SPE_E3', skuId: idOf('SPE_E3'), assigned: 3, alreadyHold: { ENTERPRISEPACK: 2 } });
    of.tells.commerce.offer = async () => sold;
    expect(
      (await decided(of, { ...run, assessment: available({ source }) }, { do: 'buyNew' })).cart?.beside,
    ).toBeUndefined();
  });

  describe('of a plan without Microsoft Teams', () => {
    const teams = 'Microsoft_Teams_Enterprise_New';
    const noTeams = 'Microsoft_365_E3_(no_Teams)';
    const besideIt = async (run: Run) => (await decided(of, run, { do: 'buyNew' })).cart?.beside;
    beforeEach(() => {
      of.tells.commerce.offer = async () => sold;
    });
    const run = (more: Partial<Run> = {}) => buying({ plan: noTeams, lacks: ['TEAMS1'], ...more });

    it('takes Teams for everyone who moves and has none of it', async () => {
      const moving = run();
      expect(await besideIt(moving)).toMatchObject({ plan: teams, needed: 3 });
    });

    it('takes none for those who have it, nor of what lies free, and tells people apart by who they are', async () => {
      const moving = run();
      of.owns(teams, { assigned: 1, free: 1 });
      of.tells.people[0] = holder('adele', 'SPE_E3', teams);
      of.tells.directory.holders = async function* () {
        yield of.tells.people;
        yield of.tells.people.slice(1);
      };
      expect(await besideIt(moving)).toMatchObject({ plan: teams, needed: 1 });
    });

    it('takes none for those who have it either where the tenant does not list it yet', async () => {
      const moving = run();
      of.tells.people[0] = holder('adele', 'SPE_E3', teams);
      expect(await besideIt(moving)).toMatchObject({ plan: teams, needed: 2 });
    });

    it('is looked for among people only where a purchase can be begun', async () => {
      await expect(decided(of, run({ state: { is: 'choosingPlan' } }), { do: 'buyNew' })).rejects.toThrow('notNow');
      expect(of.asked).not.toContain('directory.holders');
    });

    it('takes none where there is enough', async () => {
      const moving = run();
      of.owns(teams, { assigned: 0, free: 7 });
      expect(await besideIt(moving)).toBeUndefined();
      expect(of.asked.filter((one) => one === 'commerce.offer')).toHaveLength(1);
    });

    it('is not begun while it cannot be read who has what', async () => {
      await of.runs.open(run());
      of.tells.directory.skus = async () => {
        throw new PortError({ is: 'unreachable' }, 'reading');
      };
      const reply = await of.upgrades.command('contoso', 'run-1', undefined, alex, { do: 'buyNew' });
      expect([reply, (await of.runs.get('run-1'))?.state.is]).toEqual([{ is: 'unreachable' }, 'manualBuy']);
    });
  });

  it('is of more seats by how the plan is sold now', async () => {
    const seen = aVerification({ seats: 20, seatsNeeded: 25 });
    of.tells.commerce.offer = async () => sold;
    const more = await decided(of, { ...runIn.manualVerify(), state: { ...runIn.manualVerify().state, seen } } as Run, {
      do: 'buyMore',
    });
    expect(more.offer).toEqual(sold);
  });
});

describe('who pays', () => {
  it('is asked when somebody goes to the checkout', async () => {
    const payers = [aPayer({ name: 'Contoso Sweden' })];
    of.tells.commerce.payers = async (_tenant, source) => (source === e4 ? payers : undefined);
    expect((await decided(of, runIn.cart(), { do: 'goToCheckout' })).checkout).toMatchObject({ payers });
    expect(of.asked).toContain('commerce.payers');
  });

  it.each<[string, Run['checkout'], boolean]>([
    ['is not asked again where all of it is known', runIn.checkout().checkout, false],
    ['is asked again where something was not on record', null, true],
  ])('%s', async (_, checkout, asks) => {
    const lacking = runIn.checkout().checkout;
    const known = checkout ?? (lacking && { ...lacking, payers: [aPayer({ payments: null })] });
    of.tells.commerce.payers = async () => [aPayer()];
    await decided(of, { ...runIn.cart(), checkout: known }, { do: 'goToCheckout' });
    expect(of.asked.includes('commerce.payers')).toBe(asks);
  });
});
