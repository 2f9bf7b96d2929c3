import { describe, expect, it } from '@jest/globals';
import { verify } from '../../../src/engine/steps/verify.js';
import { nothingAlong } from '../../../src/upgrade/plans/along.js';
import type { Found } from '../../../src/upgrade/run/found.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { LicensedUser, Subscription } from '../../../src/upgrade/tenant/facts.js';
import { idOf, licence, person } from '../../support/licensed-person.js';
import {
  anOrder,
  aSource,
  aSplit,
  at,
  available,
  aSubscription as oldSubscription,
  runIn,
} from '../../support/runs.js';
import { aSubscription, someUnits } from '../../upgrade/tenant-facts.js';
import { inTenant } from './in-tenant.js';

/** Step 2: what is told of the new plan, of two plans, of what was bought beside them, and of who would lose what. */

type Facts = Parameters<typeof inTenant>[0];
type Told = Extract<Found, { found: 'verification' }>;

const e4 = 'ENTERPRISEWITHSCAL';
const e5 = 'ENTERPRISEPREMIUM';
const noTeams = 'Microsoft_365_E3_(no_Teams)';
const teams = 'Microsoft_Teams_Enterprise_New';

/** A tenant of 25 people on a plan, with seats of others: how many there are, and how many are assigned. */
function owning(plans: Record<string, [number, number?]>, { from = e4, people = [] as LicensedUser[] } = {}): Facts {
  const source = someUnits({ sku: from, assigned: 25 });
  const all = Object.entries(plans);
  return {
    people,
    skus: [source, ...all.map(([sku, [enabled, assigned = 0]]) => someUnits({ sku, enabled, assigned }))],
    subscriptions: [
      oldSubscription({ sku: from, skuId: idOf(from) }),
      ...all.map(([sku, [seats]]) => aSubscription({ sku, seats })),
    ],
  };
}

function verifying(more: Partial<Run> = {}, from = e4): Run {
  const subscriptions = [oldSubscription({ sku: from, skuId: idOf(from) })];
  const assessment = available({ source: aSource({ sku: from, skuId: idOf(from), subscriptions }) });
  return { ...runIn.manualVerify(), assessment, order: null, ...more };
}
const holding = (id: string, ...skus: string[]): LicensedUser => ({
  ...person(...skus.map((sku) => licence(idOf(sku)))),
  id,
});

async function take(run: Run, facts: Facts): Promise<Told> {
  const tenant = inTenant(facts);
  await tenant.take(verify, run);
  expect(tenant.happened).toEqual(['verification']);
  return tenant.told[0] as Told;
}
const nobodyIsRead: Facts['directory'] = {
  // biome-ignore lint/correctness/useYield: nobody is to be read
  async *holders() {
    throw new Error('everyone is read');
  },
};

describe('the new plan', () => {
  it('is told of with what the commerce says of the old one’s term, and nobody is looked at until it is there', async () => {
    const terms = { autoRenew: true, endsAt: at, cancellation: null, refund: null };
    const commerce: Facts['commerce'] = {
      terms: async (_tenant, id) => (id === oldSubscription().commerceId ? terms : undefined),
    };
    const { seen, ...rest } = await take(verifying(), { ...owning({ [e5]: [20] }), commerce, directory: nobodyIsRead });
    expect(rest).toEqual({ found: 'verification', termsOfOld: terms });
    expect(seen).toMatchObject({ active: true, seats: 20, seatsNeeded: 25, along: nothingAlong, losingTeams: null });
    expect(seen.checkedAt).toBe(at);
  });

  it('needs no seat for whoever holds it already', async () => {
    const people = [holding('adele', e4, e5), holding('megan', e4)];
    const { seen } = await take(verifying(), owning({ [e5]: [24, 1] }, { people }));
    expect(seen).toMatchObject({ seats: 23, seatsNeeded: 24 });
  });

  it('is not there where the tenant does not have it, nor anybody on the old one where that is not listed', async () => {
    const facts = { ...owning({}), directory: nobodyIsRead };
    expect((await take(verifying(), facts)).seen).toMatchObject({ active: false, seats: 0, seatsNeeded: 25 });
    const unlisted = await take(verifying(), { ...facts, skus: [] });
    expect(unlisted.seen).toMatchObject({ active: false, seatsNeeded: 0 });
  });

  it.each<[string, Partial<Run>]>([
    ['the one that is used', { useSubscriptionId: 'own' }],
    ['the one that was bought', { order: anOrder({ kind: 'purchase', outcome: 'completed', commerceId: 'own-c' }) }],
  ])('grows, where seats are missing, by %s', async (_which, more) => {
    const rows: Subscription[] = [
      aSubscription({ sku: e5, seats: 10 }),
      aSubscription({ sku: e5, seats: 7, id: 'own', commerceId: 'own-c' }),
    ];
    const facts = { ...owning({ [e5]: [17] }), subscriptions: [oldSubscription(), ...rows] };
    expect((await take(verifying(more), facts)).seen.growable).toEqual({ commerceId: 'own-c', seats: 7 });
  });

  it('is waited for with what was bought beside it, for as many as were ordered', async () => {
    const earlierOrders = [anOrder({ kind: 'purchase', plan: teams, quantity: 25, outcome: 'completed' })];
    const run = verifying({ earlierOrders });
    expect((await take(run, owning({ [e5]: [25], [teams]: [24] }))).seen.waitsFor).toBe(teams);
    expect((await take(run, owning({ [e5]: [25], [teams]: [25] }))).seen.waitsFor).toBeUndefined();
    expect((await take(run, owning({ [e5]: [24], [teams]: [24] }))).seen.waitsFor).toBeUndefined();
  });
});

it('no new plan is told of where none is chosen', async () => {
  const tenant = inTenant(owning({ [e5]: [25] }));
  await tenant.take(verify, verifying({ plan: null }));
  expect(tenant.happened).toEqual([]);
});

describe('a new plan without Microsoft Teams', () => {
  const people = [holding('adele', 'SPE_E3'), holding('megan', 'SPE_E3')];
  const run = verifying({ plan: noTeams, lacks: ['TEAMS1'] }, 'SPE_E3');

  it('is told of with everyone who would be without it, and who loses what', async () => {
    const { seen } = await take(run, owning({ [noTeams]: [25] }, { from: 'SPE_E3', people }));
    expect(seen).toMatchObject({ losingTeams: 2, along: nothingAlong, losing: { people: 2, readAt: at } });
  });

  it('is told of so from Office 365 E4 too, by what was found when it was taken', async () => {
    const taken = verifying({ plan: noTeams, lacks: ['TEAMS1'] });
    const { seen } = await take(taken, owning({ [noTeams]: [25] }, { people: [holding('adele', e4)] }));
    expect(seen).toMatchObject({ losingTeams: 1, losing: null });
  });

  it('leaves nobody without it where it comes along', async () => {
    const { seen } = await take(run, owning({ [noTeams]: [25], [teams]: [25] }, { from: 'SPE_E3', people }));
    expect(seen).toMatchObject({ losingTeams: null, along: { to: [teams] } });
  });

  it('is not looked at for that while seats are missing', async () => {
    const { seen } = await take(run, { ...owning({ [noTeams]: [24] }, { from: 'SPE_E3' }), directory: nobodyIsRead });
    expect(seen).toMatchObject({ losingTeams: null, losing: null });
  });
});

it('a new plan that has Microsoft Teams leaves nobody without it', async () => {
  const people = [holding('adele', e4)];
  expect((await take(verifying(), owning({ [e5]: [25] }, { people }))).seen).toMatchObject({
    losingTeams: null,
    losing: null,
  });
});

describe('two new plans', () => {
  const names = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8', 'p9'];
  const people = [...names, 'adele', 'megan'].map((id) => holding(id, 'SPE_E5'));
  const run = verifying({ plan: 'SPE_E3', split: aSplit({ plan: noTeams, rest: 'SPE_E3' }) }, 'SPE_E5');
  const own = (first: number, rest: number, more = {}) =>
    owning({ [noTeams]: [first], SPE_E3: [rest], ...more }, { from: 'SPE_E5', people });

  it('are told of by the first that is not ready, with the seats that its own people need', async () => {
    const told = await take(run, own(9, 25));
    expect(told).toMatchObject({ plan: noTeams, seen: { seats: 9, seatsNeeded: 10 } });
    expect([told.alongOfFirst, told.losingOfFirst]).toEqual([undefined, undefined]);
  });

  it('are told of by the rest where the first is ready: whom the list does not name goes with the rest', async () => {
    const told = await take(run, own(10, 14));
    expect(told).toMatchObject({ plan: 'SPE_E3', seen: { seats: 14, seatsNeeded: 15, losingTeams: null } });
    expect(told.alongOfFirst).toBeUndefined();
  });

  it('are told of with what goes along with each, and with who loses what of each', async () => {
    const told = await take(run, own(10, 15, { [teams]: [12] }));
    expect(told).toMatchObject({ plan: 'SPE_E3', alongOfFirst: { to: [teams] }, losingOfFirst: { people: 10 } });
    expect(told.seen).toMatchObject({ along: { to: [] }, losing: { people: 2 }, losingTeams: null });
  });

  it('are told of with those of the first who would be without Microsoft Teams', async () => {
    const security = { IDENTITY_THREAT_PROTECTION: [25] };
    const { seen, alongOfFirst } = await take(run, own(10, 15, security));
    expect([seen.losingTeams, alongOfFirst?.to]).toEqual([10, Object.keys(security)]);
    const last = { ...run, plan: noTeams, lacks: ['TEAMS1'], split: aSplit({ plan: 'SPE_E3', rest: noTeams }) };
    expect((await take(last, own(14, 10))).seen.losingTeams).toBeNull();
    expect((await take(last, own(15, 10))).seen.losingTeams).toBe(2);
  });
});
