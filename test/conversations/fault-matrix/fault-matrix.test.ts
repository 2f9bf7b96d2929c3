import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { atRest } from '../../support/at-rest.js';
import type { Fault } from '../../support/sandbox-control.js';
import type { SeenCard, TeamsPerson } from '../../support/teams-client.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { makesMove } from './admin.js';
import { askedBeforeOrdering, onlyAfterLostReply, type Route, routes } from './routes.js';
import { lasting, ways } from './ways.js';

/**
 * Each kind of request goes wrong in each way for more than a day of the tenant's time, then answers again. Meanwhile the
 * card says what is waited for or what is needed, followers hear of it every day, and no more is asked than the waits
 * allow; in the end the upgrade is done, once. A few pairs are tried always; `FAULTS=all` tries each, `FAULTS=3` so many
 * of each kind; `ROUTE`, `KIND` and `WAY` name one alone, and `SLICE=2/5` a part of the kinds.
 */

const { FAULTS, ROUTE, KIND, WAY, SLICE = '1/1', SEED = '1' } = process.env;

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

/** Steps of the clock, in minutes, while it goes wrong, and while it answers again. */
const wrongFor = (isLasting: boolean) =>
  isLasting ? steps(5, 6) : FAULTS ? [...steps(20, 6), ...steps(26, 60)] : steps(12, 6);
const rightFor = steps(60, 12);

function steps(count: number, minutes: number): number[] {
  return Array.from({ length: count }, () => minutes);
}

type Upgrade = {
  way: string;
  tenant: string;
  alex: TeamsPerson;
  done: Set<string>;
  /** How often the admin has done something since it went wrong. */
  acts: number;
  /** Hours of the tenant's time since it went wrong at which a message came. */
  heardAt: number[];
  cardsSeen: number;
};

describe.each(FAULTS ? chosen : few)('an upgrade %s, where %s goes wrong for a day', (routeName, kind, wayNames) => {
  const { story, requests } = routes[routeName] as Route;
  const isEarly = askedBeforeOrdering.includes(kind);
  let app: TestApp;
  let hours: number;
  beforeEach(async () => {
    app = await startTestApp({ users: 3 });
    hours = 0;
  }, 60_000);
  afterEach(() => app.stop());

  async function begin(way: string): Promise<Upgrade> {
    const tenant = randomUUID();
    await app.sandbox.put(tenant, story.scenario);
    const alex = app.person('alex', 'en-US', tenant);
    if (!isEarly) await alex.say('upgrade');
    return { way, tenant, alex, done: new Set(), acts: 0, heardAt: [0], cardsSeen: 0 };
  }

  const goOn = (upgrade: Upgrade, mayRetry: boolean): Promise<boolean> =>
    makesMove({ ...upgrade, story, scene: { cloud: app.sandboxUrl, tenant: upgrade.tenant }, mayRetry });

  async function pass(
    upgrades: readonly Upgrade[],
    span: readonly number[],
    mayRetry: boolean,
    restMs = 0,
  ): Promise<void> {
    for (const minutes of span) {
      if (upgrades.every(({ alex }) => alex.card.id === 'completed')) return;
      await app.sandbox.advance(`PT${minutes}M`);
      hours += minutes / 60;
      await atRest();
      // A look that comes to nothing asks several times, seconds apart.
      for (let n = 1; n < attempts && minutes >= 60; n += 1) {
        await app.sandbox.advance('PT10S');
        await atRest();
      }
      if (restMs > 0) await pause(restMs);
      for (const upgrade of upgrades) {
        const { alex, heardAt } = upgrade;
        const isNew = alex.cards.slice(upgrade.cardsSeen).some(({ how }) => how === 'message');
        if (isNew) heardAt.push(hours);
        if (await goOn(upgrade, mayRetry)) upgrade.acts += 1;
        upgrade.cardsSeen = alex.cards.length;
      }
    }
  }

  it(`it says so, asks a bounded number of times, and ends right: ${wayNames.join(', ')}`, async () => {
    const upgrades: Upgrade[] = [];
    for (const way of wayNames) upgrades.push(await begin(way));
    // On the way to where it goes wrong.
    for (let n = 0; n < 8 && !isEarly; n += 1) for (const upgrade of upgrades) await goOn(upgrade, false);
    const match = requests[kind] ?? {};
    await app.sandbox.faults(
      upgrades.map(({ way, tenant }): Fault => ({ match, tenant, times: counts, effect: 'reset', ...ways[way] })),
    );
    if (isEarly) for (const { alex } of upgrades) await alex.say('upgrade');
    const isLasting = wayNames.some((way) => lasting.includes(way));
    const span = wrongFor(isLasting);
    await pass(upgrades, span, false, isLasting ? realMs : 0);
    const struck = await app.sandbox.struck();
    const found = upgrades.map((upgrade, nth) => ({
      way: upgrade.way,
      isMet: onlyAfterLostReply.includes(kind) || (struck[nth] ?? 0) > 0,
      bounded: withinBound(struck[nth] ?? 0, upgrade, span),
      told: saysTheTruth(upgrade, kind) || shownBy(upgrade),
      silent:
        isSilent(upgrade, hours) && `heard at ${upgrade.heardAt.map((at) => at.toFixed(1))} h; ${shownBy(upgrade)}`,
    }));
    expect(found).toEqual(wayNames.map((way) => ({ way, isMet: true, bounded: true, told: true, silent: false })));

    await app.sandbox.faults([]);
    if (isLasting) await pause(realMs);
    await pass(upgrades, rightFor, true);
    const ended = await Promise.all(upgrades.map((upgrade) => endOf(upgrade)));
    expect(ended).toEqual(
      wayNames.map((way) => ({ way, card: 'completed', orders: story.end.orders, hold: true, moments: 0 })),
    );
  }, 3_600_000);

  async function endOf({ way, tenant, alex }: Upgrade) {
    const { orders, users } = await app.sandbox.ledger(tenant);
    const { id, text } = alex.card;
    return {
      way,
      card: id === 'completed' ? id : text.slice(0, 400),
      orders: orders.length,
      hold: users.holding[story.end.sku] === users.total,
      moments: users.unlicensedMoments,
    };
  }
});

const counts = 1_000_000;
/** Longer than anything waits for an answer. */
const realMs = 33_000;
/** How often a read is sent that comes to nothing, and people whose licences are changed side by side. */
const attempts = 4;
const people = 6;

/**
 * How often a run looks in so many minutes at the most: waits double from half a second to two and a half minutes at the
 * least, half of five; but only when the clock is moved, a little after which it looks again.
 */
function looksIn(span: readonly number[]): number {
  const minutes = span.reduce((sum, one) => sum + one, 0);
  return Math.min(10 + minutes / 2.5, span.length * 4);
}

function withinBound(struck: number, { acts }: Pick<Upgrade, 'acts'>, span: readonly number[]): true | string {
  const most = (looksIn(span) + acts + 10) * Math.max(attempts, people);
  return struck <= most ? true : `asked ${struck} times, at most ${most}`;
}

/** Cards on which it is a person's turn, who was told so: whatever they do now is answered. */
const personsTurn: readonly (string | undefined)[] = ['completed', 'needs-attention', 'notice', 'refused'];

/** Whether no message came for more than a day, and an hour, which is how often it is looked here. */
function isSilent({ alex, heardAt }: Upgrade, until: number): boolean {
  const hours = Math.max(...[...heardAt, until].map((at, nth, all) => at - (all[nth - 1] ?? 0)));
  return hours > 25 && !personsTurn.includes(alex.card.id);
}

/** Whether the newest card says how things stand: done, what is needed, what is waited for, or what does not answer. */
function saysTheTruth({ alex }: Upgrade, kind: string): boolean {
  const { id, text }: SeenCard = alex.card;
  if (id === 'completed' || id === 'needs-attention') return true;
  // A role that cannot be read shows nobody anything but that.
  if (kind === 'reading roles' && (id === 'notice' || id === 'refused')) return true;
  return /since|still waiting/i.test(text);
}

const shownBy = ({ alex }: Upgrade): string => `${alex.card.id}: ${alex.card.text.slice(0, 500)}`;
