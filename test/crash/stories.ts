import type { Json } from '../support/card-json.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';

/** Upgrades as an admin makes them who looks at the newest card and does what comes next, whatever happened before. */

export type Story = {
  scenario: Json;
  /** What the admin does at a card; at any other they wait. */
  moves: Record<string, (person: TeamsPerson, card: SeenCard, done: ReadonlySet<string>) => Move | undefined>;
  /** What must be true in the end. */
  end: { sku: string; orders: number };
};
/** What is done, by a name of which each is done until it was acknowledged. */
type Move = { name: string; make: () => Promise<{ status: number }> };

const click =
  (verb: string, inputs: Json = {}) =>
  (person: TeamsPerson): Move => ({ name: verb, make: () => person.click(verb, inputs) });

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
  'manual-reassign': click('reassign', { pilot: '0' }),
  'manual-cancel': click('cancelOld'),
};
const blocked = { blockers: ['MULTIPLE_PLANS_SAME_PRODUCT'], latencyMs: [1, 3] };

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
      'manual-cancel': (person, _card, done) => click(done.has('undo') ? 'cancelOld' : 'undo')(person),
    },
    end: { sku: 'SPE_E3', orders: 0 },
  },
  'at a chosen time': {
    scenario: { users: 5, latencyMs: [1, 3] },
    moves: {
      ...begin,
      'before-you-begin': (person, card, done) =>
        done.has('schedule') || !card.verbs.includes('schedule')
          ? click('acknowledge')(person)
          : { name: 'schedule', make: () => person.say('schedule tomorrow 22:00') },
    },
    end: { sku: 'SPE_E3', orders: 1 },
  },
};
