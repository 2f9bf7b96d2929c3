import { en } from '../../src/sandbox/admin-center/words-en.js';
import { visitor } from '../sandbox/pages.js';
import type { Json } from '../support/card-json.js';
import type { Who } from '../support/people.js';
import { sandboxControl } from '../support/sandbox-control.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';

/** Upgrades as an admin makes them who looks at the newest card and does what comes next, whatever happened before. */

/** Where a story takes place. */
type Scene = { cloud: string; tenant: string };
/** What somebody does at a card; at any other they wait. */
type Moves = Readonly<
  Record<string, (person: TeamsPerson, card: SeenCard, done: ReadonlySet<string>, scene: Scene) => Move | undefined>
>;

export type Story = {
  scenario: Json;
  /** Who begins it; Alex when left out. */
  who?: Who;
  moves: Moves;
  /** Somebody else who does what comes to them. */
  colleague?: { who: Who; moves: Moves };
  /** What must be true in the end. */
  end: { sku: string; orders: number; holding?: Record<string, number> };
};
/** What is done, by a name of which each is done until it was acknowledged. */
type Move = { name: string; make: () => Promise<{ status: number }> };

const click =
  (verb: string, inputs: Json = {}) =>
  (person: TeamsPerson, card?: SeenCard): Move => ({ name: verb, make: () => person.click(verb, inputs, card) });

const begin = {
  // What they wrote first was lost with the process that read it.
  welcome: (person: TeamsPerson): Move => ({ name: 'begin', make: () => person.say('upgrade') }),
  'upgrade-available': click('choosePlan', { plan: 'SPE_E3' }),
  plans: click('choosePlan', { plan: 'SPE_E3' }),
  'before-you-begin': click('acknowledge'),
  cart: click('goToCheckout'),
  checkout: click('placeOrder'),
  'needs-attention': click('retry'),
};
const byHand = {
  ...begin,
  'upgrade-available': click('upgradeManually'),
  'upgrade-blocked': click('upgradeManually'),
  'manual-buy': click('buyNew'),
  // Where everyone who is left has failed, one button moves them.
  'manual-reassign': (person, card) =>
    card.verbs.includes('reassign')
      ? click('reassign', { pilot: '0' })(person, card)
      : click('retryFailed')(person, card),
  'manual-cancel': click('cancelOld'),
} satisfies Moves;
/** Some people to one plan, the rest to another, in words. */
const someTo = (said: string): Moves => ({
  plans: (person) => ({ name: 'splitPeople', make: () => person.say(said) }),
});

/** What was refused is sold from now on, and ordered again. */
async function sellsAgain(person: TeamsPerson, { cloud, tenant }: Scene): Promise<{ status: number }> {
  await sandboxControl(cloud).patch(tenant, { catalogue: { orderGroups: 'each' } });
  return person.click('retry');
}

const blocked = { blockers: ['MULTIPLE_PLANS_SAME_PRODUCT'], latencyMs: [1, 3] };

/** What is bought and cancelled in the admin center, by a person, once. */
async function byOwnHand({ cloud, tenant }: Scene): Promise<{ status: number }> {
  const admin = visitor({ url: cloud });
  const { orders, cancellations, users } = await sandboxControl(cloud).ledger(tenant);
  if (orders.length === 0) {
    const purchase = await admin.open('/purchase/SPE_E3', tenant);
    await admin.press(await admin.press(purchase, en.checkOutNow, { quantity: '6' }), en.placeOrder);
  } else if (cancellations.length === 0 && users.holding.SPE_E3 === users.total) {
    const plan = await admin.follow(await admin.open('/', tenant), 'Office 365 E4');
    await admin.press(await admin.follow(plan, en.cancelSubscription), en.cancelNow, { reason: 'replaced' });
  }
  return { status: 200 };
}

export const stories: Record<string, Story> = {
  'on the Upgrade tab': {
    scenario: { users: 6, withDisabledPlans: { SWAY: 3 }, latencyMs: [1, 3] },
    moves: begin,
    end: { sku: 'SPE_E3', orders: 1 },
  },
  'by hand': {
    scenario: { users: 6, withDisabledPlans: { SWAY: 3 }, groups: [{ name: 'Sales', users: 2 }], ...blocked },
    moves: byHand,
    end: { sku: 'SPE_E3', orders: 1 },
  },
  'for a billing account': {
    scenario: { users: 5, commerce: 'billing-account', ...blocked },
    moves: {
      ...byHand,
      'what-does-the-tab-show': click('upgradeManually'),
      'admin-task': () => undefined,
    },
    end: { sku: 'SPE_E3', orders: 1 },
  },
  'to two plans, in one order': {
    scenario: { users: 6, source: 'STANDARDPACK', plainGroups: [{ name: 'Sales', users: 2 }], latencyMs: [1, 3] },
    moves: { ...byHand, ...someTo('the Sales group to Microsoft 365 E5, the rest to Microsoft 365 E3') },
    end: { sku: 'SPE_E3', orders: 2, holding: { SPE_E5: 2, SPE_E3: 4 } },
  },
  'to two plans, of which one is refused first': {
    scenario: {
      users: 6,
      source: 'STANDARDPACK',
      plainGroups: [{ name: 'Sales', users: 2 }],
      catalogue: { orderGroups: 'each', refusedAtCheckout: ['SPE_E3'] },
      latencyMs: [1, 3],
    },
    moves: {
      ...byHand,
      ...someTo('the Sales group to Microsoft 365 E5, the rest to Microsoft 365 E3'),
      'needs-attention': (person, _card, _done, scene) => ({ name: 'retry', make: () => sellsAgain(person, scene) }),
    },
    end: { sku: 'SPE_E3', orders: 2, holding: { SPE_E5: 2, SPE_E3: 4 } },
  },
  'with a credit check': {
    scenario: { users: 5, payment: 'invoice', creditCheck: 'approve', latencyMs: [1, 3] },
    moves: begin,
    end: { sku: 'SPE_E3', orders: 1 },
  },
  'with a way back and forth': {
    scenario: {
      users: 6,
      owned: [{ sku: 'SPE_E3', seats: 20, users: 0 }],
      groups: [{ name: 'Sales', users: 2, alsoDirect: 1 }],
      ...blocked,
    },
    moves: {
      ...byHand,
      'manual-buy': click('useSubscription'),
      'manual-cancel': (person, card, done) => click(done.has('undo') ? 'cancelOld' : 'undo')(person, card),
    },
    end: { sku: 'SPE_E3', orders: 0 },
  },
  'guided in the admin center': {
    scenario: { users: 5, commerce: 'admin-center' },
    moves: {
      ...byHand,
      'what-does-the-tab-show': click('upgradeManually'),
      // The bot finds by itself what was done there.
      'admin-task': (_person, _card, _done, scene) => ({ name: 'begin', make: () => byOwnHand(scene) }),
    },
    end: { sku: 'SPE_E3', orders: 1 },
  },
  'handed over to whoever may buy': {
    scenario: { users: 5, latencyMs: [1, 3] },
    who: 'adele',
    moves: { ...begin, cart: () => undefined, checkout: () => undefined },
    colleague: {
      who: 'megan',
      moves: {
        // Whoever writes for the first time once the run is there is asked for nothing, and shown that there is one.
        welcome: click('status'),
        cart: begin.cart,
        checkout: begin.checkout,
        'needs-attention': begin['needs-attention'],
      },
    },
    end: { sku: 'SPE_E3', orders: 1 },
  },
  'at a chosen time': {
    scenario: { users: 5, latencyMs: [1, 3] },
    moves: {
      ...begin,
      'before-you-begin': (person, card, done) =>
        done.has('schedule') || !card.verbs.includes('schedule')
          ? click('acknowledge')(person, card)
          : { name: 'schedule', make: () => person.say('schedule tomorrow 22:00') },
      // Down at that time for more than an hour, the bot asks before it begins.
      scheduled: (person, card) => (/time has passed/i.test(card.text) ? click('startNow')(person, card) : undefined),
    },
    end: { sku: 'SPE_E3', orders: 1 },
  },
};
