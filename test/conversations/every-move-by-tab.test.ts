import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { en } from '../../src/sandbox/admin-center/words-en.js';
import { sv } from '../../src/sandbox/admin-center/words-sv.js';
import { displayName } from '../../src/upgrade/plans/plans.js';
import { visitor } from '../sandbox/pages.js';
import type { Json } from '../support/card-json.js';
import { type Move, moves } from '../support/moves.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/**
 * Each kind of move through the Upgrade tab of the admin center, where Microsoft has no API: the admin follows the bot's
 * steps there, and the bot sees in Graph that it is done. And the moves that the tab doesn't offer.
 */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ users: 1 });
});
afterAll(() => app.stop());

const words = {
  en: {
    check: 'upgrade',
    shows: 'the tab shows plans',
    choose: 'choose',
    read: 'understood',
    next: 'next',
    done: 'done',
    stop: 'stop',
    yes: 'yes',
    says: "the tab says The plan that you want to upgrade to isn't a supported option",
    byHand: 'manually',
  },
  sv: {
    check: 'uppgradera',
    shows: 'fliken visar abonnemang',
    choose: 'välj',
    read: 'förstått',
    next: 'nästa',
    done: 'klart',
    stop: 'stoppa',
    yes: 'ja',
    says: 'på fliken står Abonnemanget som du vill uppgradera till stöds inte',
    byHand: 'manuellt',
  },
} as const;
type Language = keyof typeof words;

/** What a person does in the chat, whichever way they do it. */
type Steps = Record<'shows' | 'choose' | 'read' | 'next' | 'done' | 'stop' | 'says' | 'byHand', () => Promise<unknown>>;

function byCards(alex: TeamsPerson, _language: Language, { plan }: Move): Steps {
  return {
    shows: () => alex.click('reportTab', { tab: 'plans' }),
    choose: () => alex.click('choosePlan', { plan }),
    read: () => alex.click('acknowledge'),
    next: () => alex.click('taskDone'),
    done: () => alex.click('taskDone'),
    stop: () => alex.click('stop'),
    says: () => alex.click('reportTab', { tab: 'TARGET_NOT_SUPPORTED' }),
    byHand: () => alex.click('upgradeManually'),
  };
}

function byWords(alex: TeamsPerson, language: Language, { called }: Move): Steps {
  const say = words[language];
  return {
    shows: () => alex.say(say.shows),
    choose: () => alex.say(`${say.choose} ${called}`),
    read: () => alex.say(say.read),
    next: () => alex.say(say.next),
    done: () => alex.say(say.done),
    stop: async () => {
      await alex.say(say.stop);
      await alex.say(say.yes);
    },
    says: () => alex.say(say.says),
    byHand: () => alex.say(say.byHand),
  };
}

/** What is to be done first in the admin center: asked for, as its card is brought up to date by itself only now and then. */
async function firstTask(alex: TeamsPerson): Promise<SeenCard> {
  do await alex.say('status');
  while (alex.card.id === 'progress');
  expect(alex.card.id).toBe('admin-task');
  return alex.card;
}

/** The tenant of a move on the older agreement: nothing is in the way, and the new plan is not bought yet. */
function onTheTab({ scenario, plan }: Move): Json {
  const owned = (scenario.owned as Json[] | undefined) ?? [];
  return { ...scenario, commerce: 'admin-center', blockers: [], owned: owned.filter(({ sku }) => sku !== plan) };
}

/** The people who hold something. */
const holders = async (tenant: string) => (await app.sandbox.users(tenant)).filter(({ skus }) => skus.length > 0);

/** The Upgrade tab of the old plan, as the admin sees it. */
async function openTab(tenant: string, source: string, language: Language) {
  const there = language === 'en' ? en : sv;
  const admin = visitor({ url: app.sandboxUrl }, language);
  const product = await admin.follow(await admin.open('/', tenant), displayName(source));
  return { admin, there, tab: await admin.follow(product, there.upgradeTab) };
}

const ways = [
  ['cards, in English', byCards, 'en', 'en-US'],
  ['cards, in Swedish', byCards, 'sv', 'sv-SE'],
  ['words alone, in English', byWords, 'en', 'en-US'],
  ['words alone, in Swedish', byWords, 'sv', 'sv-SE'],
] as const;

const isMessage = (id: string) => (card: SeenCard) => card.id === id && card.how === 'message';

const said = {
  en: {
    notListed: (plan: string) => `If ${plan} isn't listed, press “Stop”, then write “check”`,
    notSupported: "The plan you want isn't supported",
  },
  sv: {
    notListed: (plan: string) => `Om ${plan} inte finns där, tryck på ”Stoppa” och skriv sedan ”kontrollera”`,
    notSupported: 'Abonnemanget ni vill ha stöds inte',
  },
};

/** Microsoft's tab leads up, not down, and not to another way of having Microsoft Teams. */
const notOffered = ['Microsoft 365 E5 down to E3', 'Microsoft 365 E3 to the same without Teams, and Teams beside'];

const those = (isOffered: boolean) => Object.entries(moves).filter(([name]) => notOffered.includes(name) !== isOffered);

describe.each(those(true))('from %s, by the Upgrade tab of the admin center', (_, move) => {
  const { scenario, plan, called } = move;
  it.each(ways)('people are moved step by step, by %s', async (_how, stepsOf, language, locale) => {
    const tenant = randomUUID();
    await app.sandbox.put(tenant, onTheTab(move));
    const before = await holders(tenant);
    const alex = app.person('alex', locale, tenant);
    const steps = stepsOf(alex, language, move);
    await alex.say(words[language].check);
    expect(alex.card.id).toBe('what-does-the-tab-show');
    await steps.shows();
    expect(alex.card.id).toBe('upgrade-available');
    await steps.choose();
    expect(alex.card.id).toBe('before-you-begin');
    await steps.read();
    await firstTask(alex);
    for (let stretch = 0; stretch < 3; stretch += 1) await steps.next();
    expect(alex.card.id).toBe('admin-task');
    expect((await app.sandbox.ledger(tenant)).orders).toEqual([]);

    const { admin, there, tab } = await openTab(tenant, String(scenario.source), language);
    const cart = await admin.press(tab, there.upgradeTo(called));
    await admin.press(await admin.press(cart, there.goToCheckout), there.placeOrder);
    await steps.done();
    await app.until(alex, isMessage('completed'), 'PT10S');
    const { users, orders } = await app.sandbox.ledger(tenant);
    expect(users).toMatchObject({ holding: { [plan]: before.length }, unlicensedMoments: 0 });
    expect(users.holding).not.toHaveProperty(String(scenario.source));
    expect(orders.map(({ sku, quantity }) => [sku, quantity])).toEqual([[plan, before.length]]);
    const after = await holders(tenant);
    const withSomethingOff = (some: typeof after) =>
      some.filter(({ disabledPlans }) => Object.values(disabledPlans).some((names) => names.length > 0)).length;
    expect(withSomethingOff(after)).toBe(withSomethingOff(before));
    for (const { text, card } of alex.cards) expect([card.lang, text.includes('E4')]).toEqual([language, false]);
  });
});

describe.each(those(false))('from %s, which the Upgrade tab does not offer', (_, move) => {
  const { scenario, called } = move;
  it.each(ways)('is told to be so, and nothing changes, by %s', async (_how, stepsOf, language, locale) => {
    const tenant = randomUUID();
    await app.sandbox.put(tenant, onTheTab(move));
    const before = (await app.sandbox.ledger(tenant)).users.holding;
    const alex = app.person('alex', locale, tenant);
    const steps = stepsOf(alex, language, move);
    await alex.say(words[language].check);
    await steps.shows();
    await steps.choose();
    expect(alex.card.id).toBe('before-you-begin');
    await steps.read();
    const open = await firstTask(alex);
    const { there, tab } = await openTab(tenant, String(scenario.source), language);
    expect(tab.html).not.toContain(there.upgradeTo(called));
    expect(open.text).toContain(said[language].notListed(called));
    await steps.stop();
    await alex.say(words[language].check);
    expect(alex.card.id).toBe('what-does-the-tab-show');
    await steps.says();
    expect(alex.card.id).toBe('upgrade-blocked');
    expect(alex.card.text).toContain(said[language].notSupported);
    await steps.byHand();
    expect(alex.card.id).toBe('plans');
    const { users, orders, cancellations } = await app.sandbox.ledger(tenant);
    expect([users.holding, orders, cancellations]).toEqual([before, [], []]);
    for (const { text, card } of alex.cards) expect([card.lang, text.includes('E4')]).toEqual([language, false]);
  });
});
