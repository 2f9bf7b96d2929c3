import { afterEach, describe, expect, it } from '@jest/globals';
import { en } from '../../src/sandbox/admin-center/words-en.js';
import { visitor } from '../sandbox/pages.js';
import { actionsOf, type Json } from '../support/card-json.js';
import { signIn } from '../support/sign-in.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** The people of one plan to two: some to one, the rest to another. */

let app: TestApp;
afterEach(() => app.stop());

const isMessage = (id: string) => (card: SeenCard) => card.id === id && card.how === 'message';
const holding = async () => (await app.sandbox.ledger(app.tenant)).users.holding;
/** Who has what; the order in which it was assigned says nothing. */
const everyone = async () =>
  (await app.sandbox.users(app.tenant)).map((user) => ({ ...user, skus: [...user.skus].sort() }));
const holders = async (sku: string) =>
  (await app.sandbox.users(app.tenant)).filter(({ skus }) => skus.includes(sku)).map(({ id }) => id);

/** Twelve people with E1, three of them in a department and two in a group. */
const tenant: Json = {
  source: 'STANDARDPACK',
  users: 12,
  withDisabledPlans: { SWAY: 3 },
  departments: { Finance: 3 },
  plainGroups: [{ name: 'Sales', users: 5 }],
  provisioningDelay: 'PT1M',
};

const revisionOn = ({ card }: SeenCard) => actionsOf(card)[0]?.data.revision;

/** Buys both in one order, with so many licences of each. */
async function boughtBoth(alex: TeamsPerson, e5: number, e3: number): Promise<void> {
  expect(alex.card.id).toBe('manual-buy');
  expect(alex.card.text).toMatch(/Microsoft 365 E5 and Microsoft 365 E3 go into one order/);
  await alex.click('buyNew');
  expect(alex.card.text).toMatch(new RegExp(`Microsoft 365 E5, ${e5} licenses[^]*Microsoft 365 E3, ${e3} licenses`));
  await alex.click('goToCheckout');
  await alex.click('placeOrder');
}

/** Buys what it is the turn of, and gives how many licences were in the cart. */
async function bought(alex: TeamsPerson, plan: string, people: number): Promise<void> {
  expect(alex.card.id).toBe('manual-buy');
  expect(alex.card.text).toMatch(new RegExp(`You need ${plan} for ${people} people`));
  await alex.click('buyNew');
  expect(alex.card.text).toMatch(new RegExp(`at least ${people}\\b`));
  await alex.click('goToCheckout');
  await alex.click('placeOrder');
}

describe('some people to one plan, the rest to another', () => {
  it('is bought in one order, moves each person to their own plan in one call, and is reported by plan', async () => {
    app = await startTestApp(tenant);
    const before = await everyone();
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    expect(alex.card.id).toBe('plans');
    await alex.click('splitPeople', { plan: 'SPE_E5', by: 'group', who: 'sales', rest: 'SPE_E3' });
    expect(alex.card.id).toBe('before-you-begin');
    expect(alex.card.text).toMatch(
      /Microsoft 365 E5: 5 people in the group Sales\. Microsoft 365 E3: the rest, 7 people\./,
    );
    expect(alex.card.text).toMatch(/The Upgrade tab takes everyone who has Office 365 E1 to one plan/);
    await alex.click('acknowledge');
    await boughtBoth(alex, 5, 7);
    await app.until(alex, isMessage('manual-reassign'), 'PT1M');
    expect(alex.card.text).toMatch(/12 people move from Office 365 E1 to Microsoft 365 E5 or Microsoft 365 E3/);
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, isMessage('manual-cancel'), 'PT5S');
    expect(await holding()).toEqual({ SPE_E5: 5, SPE_E3: 7 });
    expect(new Set(await holders('SPE_E5'))).toEqual(new Set(before.slice(0, 5).map(({ id }) => id)));
    const { users, requests, orders } = await app.sandbox.ledger(app.tenant);
    expect(users.unlicensedMoments).toBe(0);
    expect(requests.graph.writes).toBe(12);
    expect(orders.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['SPE_E5', 5],
      ['SPE_E3', 7],
    ]);
    await alex.say('report');
    expect(alex.card.text).toMatch(/Microsoft 365 E5\nMoved.*Microsoft 365 E3\nMoved\n5 people/s);
    await alex.click('status');
    await alex.click('cancelOld', { confirm: 'true' });
    await app.until(alex, isMessage('completed'), 'PT30S');
    expect(alex.card.text).toMatch(/each to the plan you chose for them/);
    expect(alex.card.text).toMatch(/Microsoft 365 E5.*5 people.*Microsoft 365 E3.*7 people/s);
  });

  it('is undone as one: everybody is back with what they had', async () => {
    app = await startTestApp(tenant);
    const before = await everyone();
    const alex = app.person('alex', 'sv-SE');
    const turns: [said: string, card: string][] = [
      ['uppgradera', 'upgrade-available'],
      ['avdelningen Finance till Microsoft 365 E5, resten till Microsoft 365 E3', 'before-you-begin'],
      ['förstått', 'manual-buy'],
      ['köp ny', 'cart'],
      ['till kassan', 'checkout'],
      ['ja, beställ', 'progress'],
    ];
    for (const [said, card] of turns) {
      await alex.say(said);
      expect([said, alex.card.id]).toEqual([said, card]);
    }
    await app.until(alex, isMessage('manual-reassign'), 'PT1M');
    expect(alex.card.text).toMatch(/Microsoft 365 E5: 3 personer på avdelningen Finance/);
    await alex.say('tilldela om');
    await app.until(alex, isMessage('manual-cancel'), 'PT5S');
    expect(await holding()).toEqual({ SPE_E5: 3, SPE_E3: 9 });
    await alex.say('ja, flytta tillbaka alla');
    await app.until(alex, isMessage('manual-reassign'), 'PT5S');
    expect(await everyone()).toEqual(before);
    expect((await app.sandbox.ledger(app.tenant)).users.unlicensedMoments).toBe(0);
  });

  it('is guided in the admin center, by names in German', async () => {
    app = await startTestApp({ ...tenant, commerce: 'admin-center' });
    const [first, second] = await app.sandbox.users(app.tenant);
    const alex = app.person('alex', 'de-DE');
    await alex.say('upgraden');
    await alex.say('manuell upgraden');
    const names = `${signIn(first)}, ${signIn(second)}`;
    await alex.say(`${names} auf Microsoft 365 E5, der Rest auf Microsoft 365 E3`);
    expect(alex.card.id).toBe('before-you-begin');
    expect(alex.card.text).toMatch(/Microsoft 365 E5: 2 Personen, die Sie angegeben haben/);
    await alex.say('verstanden');
    const admin = visitor({ url: app.sandboxUrl });
    for (const [sku, plan, quantity] of [
      ['SPE_E5', 'Microsoft 365 E5', 2],
      ['SPE_E3', 'Microsoft 365 E3', 10],
    ] as const) {
      await alex.click('buyNew');
      expect(alex.card.id).toBe('admin-task');
      expect(alex.card.text).toContain(plan);
      expect(alex.card.text).toMatch(new RegExp(`\\b${quantity}\\b`));
      const page = await admin.open(`/purchase/${sku}`, app.tenant);
      await admin.press(await admin.press(page, en.checkOutNow, { quantity: String(quantity) }), en.placeOrder);
      await app.until(alex, isMessage(sku === 'SPE_E5' ? 'manual-buy' : 'manual-reassign'), 'PT1M');
    }
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, isMessage('manual-cancel'), 'PT5S');
    expect(await holding()).toEqual({ SPE_E5: 2, SPE_E3: 10 });
    expect((await app.sandbox.ledger(app.tenant)).users.unlicensedMoments).toBe(0);
  });
});

/** Both plans bought and everybody moved, half of them to E5. */
async function movedApart(alex: TeamsPerson, oneByOne = false): Promise<void> {
  await alex.say('upgrade');
  await alex.say('the Sales group to Microsoft 365 E5, the rest to Microsoft 365 E3');
  await alex.click('acknowledge');
  if (oneByOne) {
    await bought(alex, 'Microsoft 365 E5', 5);
    await app.until(alex, isMessage('manual-buy'));
    await bought(alex, 'Microsoft 365 E3', 7);
  } else await boughtBoth(alex, 5, 7);
  await app.until(alex, isMessage('manual-reassign'), 'PT1M');
  await alex.click('reassign', { pilot: '0' });
  await app.until(alex, isMessage('manual-cancel'), 'PT5S');
}

describe('two plans with less than the one that is left', () => {
  it('say of each what those lose who go there', async () => {
    app = await startTestApp({ source: 'SPE_E5', users: 6, plainGroups: [{ name: 'Sales', users: 2 }] });
    const alex = app.person('alex');
    await alex.say('upgrade Microsoft 365 E5');
    await alex.say('manually');
    await alex.say('the Sales group to Microsoft 365 E3, the rest to Office 365 E3');
    expect(alex.card.id).toBe('before-you-begin');
    expect(alex.card.text).toMatch(
      /2 people have something[^\n]*Microsoft 365 E3 lacks[^\n]*: Microsoft Entra ID P2, /,
    );
    expect(alex.card.text).toMatch(/4 people have something[^\n]*Office 365 E3 lacks[^\n]*: Microsoft Entra ID P1, /);
  });
});

describe('two plans on a billing account', () => {
  it('are ordered one after the other, and the old one is ended once both carry their people', async () => {
    app = await startTestApp({ commerce: 'billing-account', users: 12, plainGroups: [{ name: 'Sales', users: 5 }] });
    const alex = app.person('alex');
    await movedApart(alex, true);
    expect(await holding()).toEqual({ SPE_E5: 5, SPE_E3: 7 });
    await alex.click('cancelOld');
    await app.until(alex, isMessage('completed'), 'PT30S');
    const { orders, users, cancellations } = await app.sandbox.ledger(app.tenant);
    expect(orders).toHaveLength(2);
    expect(cancellations).toHaveLength(1);
    expect(users.unlicensedMoments).toBe(0);
  });
});

describe('two plans of which one is not right', () => {
  it.each(['SPE_E5', 'SPE_E3'])('do not end the old one: %s', async (sku) => {
    app = await startTestApp(tenant);
    const alex = app.person('alex');
    await movedApart(alex);
    await app.sandbox.patch(app.tenant, { subscriptions: [{ sku, status: 'Suspended' }] });
    await alex.click('cancelOld');
    await app.until(alex, isMessage('needs-attention'), 'PT5S');
    const { cancellations, subscriptions } = await app.sandbox.ledger(app.tenant);
    expect(cancellations).toHaveLength(0);
    expect(subscriptions.find((one) => one.sku === 'STANDARDPACK')?.status).toBe('Enabled');
  });

  it('take what is owned of one, with what it lacks, before anybody moves', async () => {
    app = await startTestApp({ ...tenant, owned: [{ sku: 'SPE_E5', seats: 3 }] });
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.say('the Sales group to Microsoft 365 E5, the rest to Microsoft 365 E3');
    await alex.click('acknowledge');
    expect(alex.card.text).toMatch(/Use these and buy 2 more/);
    await alex.click('useSubscription');
    expect(alex.card.text).toMatch(/Microsoft 365 E3 is next/);
    await bought(alex, 'Microsoft 365 E3', 7);
    await app.until(
      alex,
      (card) => card.id === 'manual-verify' && /Too few licenses: 3, with 5 needed/.test(card.text),
      'PT1M',
    );
    expect(alex.card.text).toMatch(/This is about Microsoft 365 E5/);
    await alex.click('buyMore');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, isMessage('manual-reassign'), 'PT1M');
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, isMessage('manual-cancel'), 'PT5S');
    expect(await holding()).toEqual({ SPE_E5: 5, SPE_E3: 7 });
  });

  it('move a group that hands the old one out as a whole, and back', async () => {
    app = await startTestApp({ ...tenant, groups: [{ name: 'Licensed', users: 4 }] });
    const before = await everyone();
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.say('the group “Licensed” to Microsoft 365 E5, everyone else to Microsoft 365 E3');
    await alex.click('acknowledge');
    await boughtBoth(alex, 4, 8);
    await app.until(alex, isMessage('manual-reassign'), 'PT1M');
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, isMessage('manual-cancel'), 'PT5S');
    expect(await holding()).toEqual({ SPE_E5: 4, SPE_E3: 8 });
    await alex.click('undo');
    await app.until(alex, isMessage('manual-reassign'), 'PT5S');
    expect(await everyone()).toEqual(before);
  });
});

describe('what cannot be two plans', () => {
  it('is told, and nothing changes', async () => {
    app = await startTestApp({ ...tenant, groups: [{ name: 'Licensed', users: 2 }] });
    const people = await app.sandbox.users(app.tenant);
    const [inGroup, , direct] = people;
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.say('manually');
    const revision = revisionOn(alex.card);
    expect(revision).toBeDefined();
    const told: [said: string, why: RegExp][] = [
      [
        '100 to Microsoft 365 E5, the rest to Microsoft 365 E3',
        /100 people are more than the 12 who have Office 365 E1/,
      ],
      ['12 to Microsoft 365 E5, the rest to Microsoft 365 E3', /nobody would be left for Microsoft 365 E3/],
      ['4 to Microsoft 365 E5, the rest to Microsoft 365 E3', /Who are the 4 who go to Microsoft 365 E5/],
      ['4 to E5, the rest to E3', /can mean Office 365 E5 or Microsoft 365 E5/],
      ['the Sales group to Microsoft 365 E5, the rest to Microsoft 365 E5', /Both groups would go to Microsoft 365 E5/],
      [
        'the Sales group to Office 365 A3 for faculty, the rest to Microsoft 365 E5',
        /isn't sold to the same customers/,
      ],
      ['the Sales group to Visio Plan 9, the rest to Microsoft 365 E5', /don't know the plan/],
      ['the Garden group to Microsoft 365 E5, the rest to Microsoft 365 E3', /no group called Garden/],
      [
        'the Garden department to Microsoft 365 E5, the rest to Microsoft 365 E3',
        /nobody with Office 365 E1 in the department/,
      ],
      [
        'nobody@here.example to Microsoft 365 E5, the rest to Microsoft 365 E3',
        /found nobody called .* who has the old plan/,
      ],
      [`${signIn(direct)}, ${direct?.displayName} to Microsoft 365 E5, the rest to Microsoft 365 E3`, /more than once/],
      [`${signIn(inGroup)} to Microsoft 365 E5, the rest to Microsoft 365 E3`, /through a group/],
      ['split', /Tell me who goes where/],
    ];
    for (const [said, why] of told) {
      await alex.say(said);
      expect([said, alex.card.text]).toEqual([said, expect.stringMatching(why)]);
      expect(alex.card.id).toBe('plans');
      expect(revisionOn(alex.card)).toBe(revision);
    }
  });
});
