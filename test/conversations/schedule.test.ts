import { afterEach, describe, expect, it } from '@jest/globals';
import type { Json } from '../support/card-json.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';
import { people, startTestApp, type TestApp, type Who } from '../support/test-app.js';

/** An upgrade that begins at a time an admin chose. Tokyo has no summer time, so that any night will do. */

const zone = 'Asia/Tokyo';
const hour = 3_600_000;

describe('an upgrade with a chosen time', () => {
  let app: TestApp;
  afterEach(() => app.stop());

  const begin = async (scenario: string | Json): Promise<void> => {
    // A sandbox of its own, which lives on while the bot is down.
    app = await startTestApp(scenario, { through: async (url) => url });
  };
  const person = (who: Who, locale = 'en-US', timeZone = zone): TeamsPerson =>
    app.teams.person({ ...people[who], locale, tenantId: app.tenant, timeZone });
  const orders = async () => (await app.sandbox.ledger(app.tenant)).orders;

  /** The date and the time in Tokyo, some hours from now. */
  async function inHours(hours: number): Promise<{ date: string; time: string }> {
    const at = new Date(Date.parse((await app.sandbox.ledger(app.tenant)).now) + hours * hour);
    const options = { dateStyle: 'short', timeStyle: 'short', timeZone: zone } as const;
    const [date = '', time = ''] = new Intl.DateTimeFormat('sv-SE', options).format(at).split(' ');
    return { date, time };
  }

  const sent = (id: string, news: RegExp) => (card: SeenCard) =>
    card.id === id && card.how === 'message' && news.test(card.summary ?? '');

  /** Everything decided for `hours` from now: the card that waits. */
  async function scheduled(alex: TeamsPerson, hours: number): Promise<SeenCard> {
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('schedule', await inHours(hours));
    expect(alex.card.id).toBe('before-you-begin');
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    expect(alex.card.id).toBe('scheduled');
    return alex.card;
  }

  it('is decided by day, reminded of an hour before, and ordered once at its time', async () => {
    await begin('contoso');
    const alex = person('alex');
    const megan = person('megan', 'sv-SE', 'Europe/London');
    await megan.say('uppgradera');
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('schedule', await inHours(3));
    expect(alex.card.text).toMatch(/The time is set: \w+day, \w+ \d+, \d{4} at \d+:\d\d [AP]M \(Japan Standard Time\)/);
    expect(alex.card.verbs).toEqual(expect.arrayContaining(['acknowledge', 'unschedule']));
    await alex.click('acknowledge');
    expect(alex.card.text).toMatch(/Planned: the upgrade begins on \w+day/);
    await alex.click('goToCheckout');
    expect(JSON.stringify(alex.card.card)).toMatch(/Confirm the order for \w+ \d+, \d+:\d\d/);
    await alex.click('placeOrder');
    expect(alex.card.id).toBe('scheduled');
    await megan.say('status');
    expect(megan.card.text).toMatch(/\(japansk normaltid\), hos dig .*\(Storbritannientid\)/);

    const reminded = [
      alex.waitFor(sent('scheduled', /^Reminder. The upgrade begins on \w+day/)),
      megan.waitFor(sent('scheduled', /^Påminnelse. Uppgraderingen börjar \S+dag/)),
    ];
    await app.sandbox.advance('PT2H10M');
    await Promise.all(reminded);
    expect(await orders()).toHaveLength(0);

    const begun = alex.waitFor(sent('progress', /the upgrade has begun/));
    await app.sandbox.advance('PT1H');
    await begun;
    const done = await app.until(alex, (card) => card.id === 'completed' && card.how === 'message');
    expect(done.text).toMatch(/Began\n\w+ \d+, \d{4}, \d+:\d\d [AP]M/);
    expect(await orders()).toMatchObject([{ sku: 'SPE_E5', quantity: 25 }]);
    expect((await app.sandbox.ledger(app.tenant)).users.holding).toMatchObject({ SPE_E5: 25 });
  });

  it('can be put off by a colleague, who makes older cards stale, and dropped; then nothing is ordered', async () => {
    await begin('contoso');
    const [alex, megan, adele] = [person('alex'), person('megan'), person('adele')];
    const old = await scheduled(alex, 2);
    await adele.say('status');
    expect(adele.card.verbs).not.toContain('schedule');
    const { date, time } = await inHours(48);
    await adele.say(`schedule ${date} ${time}`);
    expect(adele.card.id).toBe('refused');
    await megan.say(`schedule ${date} ${time}`);
    expect(megan.card.text).toMatch(/The time is set/);
    expect(megan.card.text).toMatch(/Megan Bowen/);
    await alex.click('startNow', {}, old);
    expect(alex.card.text).toMatch(/Megan Bowen has already done this/);
    await app.sandbox.advance('PT3H');
    await alex.say('status');
    expect(alex.card.id).toBe('scheduled');

    await alex.click('unschedule');
    expect(alex.card.id).toBe('checkout');
    expect(alex.card.text).toMatch(/No time is set any more/);
    await app.sandbox.advance('P3D');
    await alex.say('status');
    expect(alex.card.id).toBe('checkout');
    expect(await orders()).toHaveLength(0);
  });

  it('does not begin for somebody who has lost the role meanwhile', async () => {
    await begin('contoso');
    const [alex, megan] = [person('alex'), person('megan')];
    await scheduled(alex, 2);
    await megan.say('status');
    const admins = [
      { id: people.alex.aadObjectId, name: 'Alex Wilber', roles: ['Global Reader'] },
      { id: people.megan.aadObjectId, name: 'Megan Bowen', roles: ['Billing Administrator'] },
    ];
    await app.sandbox.patch(app.tenant, { admins });
    const told = megan.waitFor(sent('checkout', /Alex Wilber no longer has the role/));
    await app.sandbox.advance('PT2H1M');
    expect((await told).verbs).toContain('placeOrder');
    expect(await orders()).toHaveLength(0);
  });

  it('does not begin when something has come in the way', async () => {
    await begin('contoso');
    const alex = person('alex');
    await scheduled(alex, 2);
    await app.sandbox.patch(app.tenant, { blockers: ['UNPAID_BALANCE'] });
    const told = alex.waitFor(sent('upgrade-blocked', /something got in the way/));
    await app.sandbox.advance('PT2H1M');
    await told;
    expect(await orders()).toHaveLength(0);
  });

  it('goes back to the cart when more licenses are needed than were ordered', async () => {
    await begin('contoso');
    const alex = person('alex');
    await scheduled(alex, 2);
    await app.sandbox.patch(app.tenant, { seats: 40 });
    const told = alex.waitFor(sent('cart', /need more licenses/));
    await app.sandbox.advance('PT2H1M');
    expect((await told).text).toMatch(/40/);
    expect(await orders()).toHaveLength(0);
  });

  it('asks when it was missed because the bot was down, and begins when told to', async () => {
    await begin('contoso');
    const alex = person('alex');
    await scheduled(alex, 2);
    const missed = alex.waitFor(sent('scheduled', /couldn't begin at the chosen time/));
    await app.whileDown(() => app.sandbox.advance('PT5H'));
    expect((await missed).text).toMatch(/I sent nothing/);
    await app.sandbox.advance('PT10M');
    expect(await orders()).toHaveLength(0);
    await alex.click('startNow', {}, await missed);
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message');
    expect(await orders()).toHaveLength(1);
  });

  it('begins by itself when the bot was down for half an hour only', async () => {
    await begin('contoso');
    const alex = person('alex');
    await scheduled(alex, 2);
    await app.whileDown(() => app.sandbox.advance('PT2H30M'));
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message');
    expect(await orders()).toHaveLength(1);
  });

  it('waits while Microsoft does not answer at its time, and begins when it does', async () => {
    await begin('contoso');
    const alex = person('alex');
    await scheduled(alex, 2);
    await app.sandbox.advance('PT1H30M');
    await app.sandbox.faults([{ match: { path: '/v1.0/' }, effect: 'status', status: 503 }]);
    const inVain = alex.waitFor((card) => card.id === 'scheduled' && /I'll keep trying until/.test(card.text));
    await app.sandbox.advance('PT31M');
    await inVain;
    expect(await orders()).toHaveLength(0);
    await app.sandbox.faults([]);
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message');
    expect(await orders()).toHaveLength(1);
  });

  it('tells where it stands when not everything was decided in time, and begins nothing', async () => {
    await begin('contoso');
    const alex = person('alex');
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('schedule', await inHours(2));
    await alex.click('acknowledge');
    const reminded = alex.waitFor(sent('cart', /The order isn't confirmed at checkout yet/));
    await app.sandbox.advance('PT1H10M');
    await reminded;
    const due = alex.waitFor(sent('cart', /nothing has begun/));
    await app.sandbox.advance('PT1H');
    expect((await due).verbs).not.toContain('unschedule');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    expect(alex.card.id).toBe('progress');
  });

  it('by hand: buys and moves a pilot at once, and everyone else at the time', async () => {
    await begin('northwind');
    const alex = person('alex');
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('schedule', await inHours(24));
    await alex.click('acknowledge');
    await alex.click('buyNew');
    await alex.click('goToCheckout');
    expect(alex.card.text).toMatch(/The order is placed now/);
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT1M');
    expect(await orders()).toHaveLength(1);
    const holding = async () => (await app.sandbox.ledger(app.tenant)).users.holding.SPE_E3 ?? 0;

    await alex.click('reassign', { pilot: '5' });
    await app.until(alex, sent('manual-reassign', /round/), 'PT1S');
    expect(await holding()).toBe(5);
    await alex.click('reassign', { pilot: '0' });
    expect(alex.card.id).toBe('scheduled');
    expect(alex.card.text).toMatch(/Everyone is moved from/);
    await app.sandbox.advance('PT20H');
    await alex.say('status');
    expect([alex.card.id, await holding()]).toEqual(['scheduled', 5]);
    await app.sandbox.advance('PT4H');
    await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT5S');
    expect(await holding()).toBe(40);
  });

  it('guided: shows the first click at the time', async () => {
    await begin('litware');
    const alex = person('alex');
    await alex.say('upgrade');
    await alex.click('reportTab', { tab: 'plans' });
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('schedule', await inHours(2));
    await alex.click('acknowledge');
    expect(alex.card.id).toBe('scheduled');
    await app.sandbox.advance('PT2H1M');
    const task = await app.until(alex, 'admin-task', 'PT1S');
    expect(task.text).toMatch(/Your products/);
  });
});
