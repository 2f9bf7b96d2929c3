import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { atRest } from '../../support/at-rest.js';
import type { Fault } from '../../support/sandbox-control.js';
import type { TeamsPerson } from '../../support/teams-client.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { makesMove, newestOf } from './admin.js';
import { askedBeforeOrdering, begunBy, onlyAfterLostReply, type Route, routes } from './routes.js';
import { hasJustBegun, isSilent, saysTheTruth, shownBy, type Upgrade } from './told.js';
import { lasting, ways } from './ways.js';

/**
 * Each kind of request goes wrong in each way for more than a day of the tenant's time, then answers again. Meanwhile the
 * card says what is waited for or what is needed, followers hear of it every day, and no more is asked than the waits
 * allow; in the end the upgrade is done, once. A few pairs are tried always; `FAULTS=all` tries each, `FAULTS=3` so many
 * of each kind; `ROUTE`, `KIND` and `WAY` name one alone, and `SLICE=2/5` a part of the kinds. `STORE=postgres` keeps
 * the documents in a database.
 */

const { FAULTS, ROUTE, KIND, WAY, SLICE = '1/1', SEED = '1', STORE } = process.env;

/** The pairs that are tried always: what lasted for ever without a pause or a word. */
const few: readonly (readonly [route: string, kind: string, ways: readonly string[]])[] = [
  ['by hand', 'changing licences', ['429 with no wait at all']],
  ['by hand', 'checking out', ['500']],
  ['on the Upgrade tab', 'ordering the upgrade', ['a lost reply']],
  ['for a billing account', 'ending a subscription', ['a page of a proxy']],
];
const [part = 1, parts = 1] = SLICE.split('/').map(Number);
const every = Object.entries(routes).flatMap(([route, { requests }]) =>
  Object.keys(requests).map((kind, nth) => [route, kind, waysOf(nth)] as const),
);
// What lasts, no clock can be moved over, and it is tried beside nothing else.
const chosen = every
  .flatMap(([route, kind, names]) => [
    [route, kind, names.filter((way) => !lasting.includes(way))] as const,
    [route, kind, names.filter((way) => lasting.includes(way))] as const,
  ])
  .filter(([, , names]) => names.length > 0)
  .filter(([route, kind]) => (!ROUTE || ROUTE === route) && (!KIND || KIND === kind))
  .filter((_, nth) => nth % parts === part - 1);

/** So many of the ways, others for each kind. */
function waysOf(nth: number): string[] {
  const names = Object.keys(ways).filter((way) => !WAY || WAY === way);
  const count = FAULTS === 'all' ? names.length : Math.min(Number(FAULTS) || 0, names.length);
  const stride = names.length / Math.max(1, count);
  const first = nth * 5 + Number(SEED) * 7;
  return Array.from({ length: count }, (_, n) => names[Math.floor(first + n * stride) % names.length] ?? '');
}

async function store(): Promise<Record<string, string>> {
  if (STORE !== 'postgres') return {};
  const { newDatabase } = await import('../../support/postgres/databases.js');
  return { DATABASE_URL: await newDatabase() };
}

/** Steps of the clock, in minutes, while it goes wrong, and while it answers again. */
const wrongFor = (isLasting: boolean) =>
  isLasting ? steps(5, 6) : FAULTS ? [...steps(20, 6), ...steps(26, 60)] : steps(12, 6);
const rightFor = steps(60, 12);

function steps(count: number, minutes: number): number[] {
  return Array.from({ length: count }, () => minutes);
}

describe.each(FAULTS ? chosen : few)('an upgrade %s, where %s goes wrong for a day', (routeName, kind, wayNames) => {
  const { story, requests } = routes[routeName] as Route;
  const isEarly = askedBeforeOrdering.includes(kind);
  const isOrdering = begunBy[kind] === 'placeOrder';
  let app: TestApp;
  let hours: number;
  beforeEach(async () => {
    app = await startTestApp({ users: 3 }, { env: await store() });
    hours = 0;
  }, 60_000);
  afterEach(() => app.stop());

  async function begin(way: string): Promise<Upgrade> {
    const tenant = randomUUID();
    // So that what was ordered is still worked on when it is asked for.
    await app.sandbox.put(tenant, { ...story.scenario, ...(isOrdering ? { provisioningDelay: 'PT1H' } : {}) });
    const alex = app.person('alex', 'en-US', tenant);
    if (!isEarly) await asks(alex);
    return {
      way,
      tenant,
      alex,
      done: new Set(),
      acts: 0,
      heardAt: [0],
      cardsSeen: 0,
      shown: { id: undefined, since: 0 },
    };
  }

  const goOn = (upgrade: Upgrade, mayRetry: boolean, before?: string): Promise<boolean> =>
    makesMove({ ...upgrade, story, scene: { cloud: app.sandboxUrl, tenant: upgrade.tenant }, mayRetry, before });

  async function pass(
    upgrades: readonly Upgrade[],
    span: readonly number[],
    mayRetry: boolean,
    restMs = 0,
  ): Promise<void> {
    for (const minutes of span) {
      if (upgrades.every(({ alex }) => newestOf(alex).id === 'completed')) return;
      await app.sandbox.advance(`PT${minutes * 60}S`);
      hours += minutes / 60;
      await atRest();
      // A look that comes to nothing asks several times, seconds apart.
      for (let n = 1; n < attempts && minutes >= 60; n += 1) {
        await app.sandbox.advance('PT10S');
        await atRest();
      }
      if (restMs > 0) await pause(restMs);
      for (const [nth, count] of (await app.sandbox.struck()).entries()) {
        const upgrade = upgrades[nth];
        if (upgrade && count > 0) upgrade.struckAt ??= hours;
      }
      await movingTheClock(async (upgrade) => {
        const { alex, heardAt } = upgrade;
        const isNew = alex.cards.slice(upgrade.cardsSeen).some(({ how }) => how === 'message');
        if (isNew) heardAt.push(hours);
        const acted = await goOn(upgrade, mayRetry);
        if (acted) upgrade.acts += 1;
        upgrade.cardsSeen = alex.cards.length;
        const { id } = newestOf(alex);
        if (acted || id !== upgrade.shown.id) upgrade.shown = { id, since: hours };
      });
    }

    /** What a person asks for is asked several times too, seconds apart. */
    async function movingTheClock(work: (upgrade: Upgrade) => Promise<void>): Promise<void> {
      let isOver = false;
      const works = eachOf(upgrades, work).finally(() => {
        isOver = true;
      });
      for (let n = 1; n < attempts * Math.ceil(upgrades.length / atOnce); n += 1) {
        await Promise.race([works, pause(200)]);
        if (isOver) break;
        await app.sandbox.advance('PT10S');
      }
      await works;
    }
  }

  it(`it says so, asks a bounded number of times, and ends right: ${wayNames.join(', ')}`, async () => {
    const upgrades: Upgrade[] = [];
    for (const way of wayNames) upgrades.push(await begin(way));
    // On the way to where it goes wrong.
    for (let n = 0; n < 8 && !isEarly; n += 1) await eachOf(upgrades, (upgrade) => goOn(upgrade, false, begunBy[kind]));
    // What was signed in before is signed in anew after an hour.
    if (kind === 'signing in') await app.sandbox.advance('PT2H');
    const match = requests[kind] ?? {};
    await app.sandbox.faults(
      upgrades.map(({ way, tenant }): Fault => ({ match, tenant, times: counts, effect: 'reset', ...ways[way] })),
    );
    if (isEarly) await eachOf(upgrades, ({ alex }) => asks(alex));
    // Some of it is asked for only once a plan was chosen.
    for (let n = 0; n < 5 && isEarly; n += 1) await eachOf(upgrades, (upgrade) => goOn(upgrade, false));
    const isLasting = wayNames.some((way) => lasting.includes(way));
    // What was ordered is looked at every few minutes at first: no step of the clock may be over all of them.
    const span = [...steps(isOrdering ? 6 : 0, 0.5), ...wrongFor(isLasting)];
    await pass(upgrades, span, false, isLasting ? realMs : 0);
    const struck = await app.sandbox.struck();
    // A card is drawn anew by the time of this machine, of which little has passed.
    await eachOf(upgrades, ({ alex }) => alex.say('status'));
    const meanwhile = upgrades.map((upgrade, nth) => ({
      isMet: onlyAfterLostReply.includes(kind) || (struck[nth] ?? 0) > 0,
      bounded: withinBound(struck[nth] ?? 0, upgrade, span, kind === 'changing licences'),
      told: saysTheTruth(upgrade) || hasJustBegun(upgrade, hours) || shownBy(upgrade),
      silent:
        isSilent(upgrade, hours) && `heard at ${upgrade.heardAt.map((at) => at.toFixed(1))} h; ${shownBy(upgrade)}`,
    }));
    await app.sandbox.faults([]);
    if (isLasting) await pause(inPeaceMs);
    await pass(upgrades, rightFor, true, drawnAnewMs);
    const ended = await Promise.all(upgrades.map((upgrade) => endOf(upgrade)));
    const asItShould = { isMet: true, bounded: true, told: true, silent: false };
    const wellEnded = { card: 'completed', orders: story.end.orders, hold: true, moments: 0 };
    expect(wayNames.map((way, nth) => ({ way, ...meanwhile[nth], ...ended[nth] }))).toEqual(
      wayNames.map((way) => ({ way, ...asItShould, ...wellEnded })),
    );
  }, 3_600_000);

  async function endOf({ tenant, alex }: Upgrade) {
    const { orders, users } = await app.sandbox.ledger(tenant);
    const { id, text } = newestOf(alex);
    return {
      card: id === 'completed' ? id : text.slice(0, 400),
      orders: orders.length,
      hold: users.holding[story.end.sku] === users.total,
      moments: users.unlicensedMoments,
    };
  }
});

/** The first word, and whatever comes of it: a turn may be over before anything is shown. */
async function asks(alex: TeamsPerson): Promise<void> {
  await alex.say('upgrade');
  await alex.waitFor(() => true, 60_000);
}

/**
 * Each is in a tenant of its own: what is not answered somewhere else is waited for by few. All at once would keep a slow
 * machine from answering anybody in time.
 */
async function eachOf<T>(upgrades: readonly T[], work: (upgrade: T) => Promise<unknown>): Promise<void> {
  for (let n = 0; n < upgrades.length; n += atOnce) await Promise.all(upgrades.slice(n, n + atOnce).map(work));
}
const atOnce = 5;

const counts = 1_000_000;
/** By the time of this machine, after which a card shows what has come of its upgrade. */
const drawnAnewMs = 100;
/** Longer than anything waits for an answer. */
const realMs = 33_000;
/** Longer than what did not answer is left in peace after one more try, which it may have begun just before. */
const inPeaceMs = 100_000;
/** How often a read is sent that comes to nothing, and people whose licences are changed side by side. */
const attempts = 4;
const people = 6;
/** How often a change is sent that comes to nothing without a word, before its run waits up to an hour. */
const sends = 8;

/**
 * How often a run looks in so many minutes at the most: waits double from half a second to two and a half minutes at the
 * least, half of five; but only when the clock is moved, a little after which it looks again.
 */
function looksIn(span: readonly number[]): number {
  const minutes = span.reduce((sum, one) => sum + one, 0);
  return Math.min(10 + minutes / 2.5, span.length * 4);
}

function withinBound(
  struck: number,
  { acts }: Pick<Upgrade, 'acts'>,
  span: readonly number[],
  isChange: boolean,
): true | string {
  const hours = span.reduce((sum, one) => sum + one, 0) / 60;
  const most = isChange
    ? Math.max(looksIn(span) + acts + 10, (hours + acts + 10) * sends) * people
    : (looksIn(span) + acts + 10) * Math.max(attempts, people);
  return struck <= most ? true : `asked ${struck} times, at most ${most}`;
}
